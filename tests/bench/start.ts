import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endChild } from '../../scripts/system/children.ts'
import type { Desktop } from '../../scripts/desktop/desktop.ts'
import type { Electron } from '../../scripts/electron/electron.ts'
import { root } from '../../scripts/system/project.ts'
import { sandboxArguments } from '../../scripts/electron/sandbox.ts'
import { bareFolder } from './bare.ts'

const teller = fileURLToPath(new URL('tell-start.cjs', import.meta.url))

/** Milliseconds from the start of a bare app to `ready`, and from the start of Quickplan to its armed shortcut, in turns. */
export async function measureStarts(
  electron: Electron,
  desktop: Desktop,
  rounds: number,
): Promise<{ bare: number[]; armed: number[] }> {
  const bare: number[] = []
  const armed: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const times = [
      await startOnce(electron, desktop, bareFolder, 'ready', []),
      await startOnce(electron, desktop, root, 'armed', ['--hidden', '--demo']),
    ] as const
    if (round === 0) continue // the disk is cold, and nobody starts for the first time twice
    bare.push(times[0])
    armed.push(times[1])
  }
  return { bare, armed }
}

async function startOnce(
  { executable }: Electron,
  { env }: Desktop,
  folder: string,
  awaited: 'ready' | 'armed',
  args: string[],
): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-bench-'))
  const switches = [...sandboxArguments(), '--disable-gpu', '--log-level=3', `--user-data-dir=${dataDir}`]
  const child = spawn(executable, ['-r', teller, ...switches, folder, ...args], { env, cwd: folder })
  try {
    return await new Promise<number>((resolve, reject) => {
      let output = ''
      child.stdout.on('data', (part: Buffer) => {
        output += part.toString()
        for (const [, line = ''] of output.matchAll(/^bench (.*)$/gm)) {
          const { what, ms } = JSON.parse(line) as { what: string; ms: number }
          if (what === awaited) resolve(ms)
        }
      })
      child.once('exit', () => reject(new Error(`${folder} ended before it was ${awaited}`)))
    })
  } finally {
    child.removeAllListeners('exit')
    await endChild(child)
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
  }
}
