import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A set-up for Vitest and Playwright: all temporary files of a run lie in one folder, which goes when the run ends. Its
 * name is short, because the paths of sockets may have 108 bytes (unix(7)).
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const name = process.platform === 'win32' ? 'TEMP' : 'TMPDIR'
  const before = process.env[name]
  const folder = await mkdtemp(join(tmpdir(), 'qp-'))
  process.env[name] = folder // workers and all that they start inherit it
  return async () => {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
