import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication } from 'playwright'
import type { Desktop } from '../../scripts/desktop/desktop.ts'
import { isRoot } from '../../scripts/electron/sandbox.ts'

export const bareFolder = fileURLToPath(new URL('bare', import.meta.url))

/** Starts the bare app that all is measured against; it is ready when its page is loaded. */
export async function startBare(
  { env }: Desktop,
  dataDir: string,
  args: string[] = [],
): Promise<ElectronApplication> {
  const app = await _electron.launch({
    args: [bareFolder, `--user-data-dir=${dataDir}`, '--disable-gpu', ...args],
    env: env as Record<string, string>,
    chromiumSandbox: !isRoot(),
  })
  await (await app.firstWindow()).waitForLoadState()
  return app
}

/** Runs `work` with a data folder that is gone after it. */
export async function inThrowAwayFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-bench-'))
  try {
    return await work(dataDir)
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
  }
}
