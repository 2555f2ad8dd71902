import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'vite'
import { startDemoPortal } from '../../../electron/demo/portal.ts'
import { root } from '../../../scripts/system/project.ts'
import { readHeld } from '../portal/held.ts'
import { createRandom, type Random } from '../random.ts'

type Options = { kills: number; seed: number; onKill: (count: number) => void }

/** `saved`: thoughts that were told as safe. Of those, how many the portal has not; of all, how many it has twice. */
export type OutboxReport = {
  kills: number
  saved: number
  lost: number
  doubled: number
  unexpected: string[]
}

/** Kills the outbox at random moments, without Electron, so on any system that Node runs on, and counts what is left. */
export async function soakOutbox({ kills, seed, onKill }: Options): Promise<OutboxReport> {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-kills-'))
  const random = createRandom(seed)
  try {
    // Half of them on a portal without idempotency keys, where a lost answer has to be looked up.
    const half = Math.ceil(kills / 2)
    const app = await bundle(folder)
    const shared = { app, random }
    const first = await hold(join(folder, 'new portal'), { ...shared, rest3: true, kills: half, onKill })
    const second = await hold(join(folder, 'старый портал'), {
      ...shared,
      rest3: false,
      kills: kills - half,
      onKill: (count) => onKill(half + count),
    })
    return {
      kills,
      saved: first.saved + second.saved,
      lost: first.lost + second.lost,
      doubled: first.doubled + second.doubled,
      unexpected: [...first.unexpected, ...second.unexpected],
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The app as one file, which starts in a fraction of a second. */
async function bundle(folder: string): Promise<string> {
  const entry = join(root, 'tests/soak/outbox/app.ts')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: join(folder, 'app'),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'app.mjs' } },
    },
  })
  return join(folder, 'app', 'app.mjs')
}

type Held = { app: string; rest3: boolean; random: Random } & Omit<Options, 'seed'>

/** One folder and one portal, and so many kills. */
async function hold(folder: string, { app, rest3, kills, random, onKill }: Held): Promise<OutboxReport> {
  const portal = await startDemoPortal({ file: null, key: 'a key for tests', rest3 })
  const lines: string[] = []
  for (let kill = 0; kill < kills; kill++) {
    const death = { afterSaved: random.between(0, 6), lateMs: random.between(0, 60) }
    lines.push(...(await live([app, folder, portal.webhook, String(kill)], death)))
    onKill(kill + 1)
  }
  const last = await live([app, folder, portal.webhook, 'drain'], null)
  const { tasks } = await readHeld(portal.webhook)
  await portal.close()
  const counts = new Map<string, number>()
  for (const { mark } of tasks) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  const saved = namedIn(lines, 'saved')
  const isDrained = namedIn(last, 'drained').length > 0
  return {
    kills,
    saved: saved.length,
    lost: saved.filter((mark) => !counts.has(mark)).length,
    doubled: [...counts.values()].filter((count) => count > 1).length,
    unexpected: [
      ...namedIn([...lines, ...last], 'unexpected'),
      ...(isDrained ? [] : ['the last start did not send everything']),
    ],
  }
}

const namedIn = (lines: readonly string[], word: string) =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))

type Death = { afterSaved: number; lateMs: number }

/** Starts the app, kills it some time after it has begun a thought, and returns all that it said. */
async function live(args: readonly string[], death: Death | null): Promise<string[]> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  const lines: string[] = []
  let begun = 0
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    if (death === null || !line.startsWith('begun ') || begun++ !== death.afterSaved) return
    void pause(death.lateMs).then(() => child.kill('SIGKILL'))
  })
  await closed
  return lines
}
