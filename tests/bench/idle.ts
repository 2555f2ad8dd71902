import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { ElectronApplication } from 'playwright'
import type { Desktop } from '../../scripts/desktop/desktop.ts'
import { startApp } from '../../scripts/desktop/drive.ts'
import { inThrowAwayFolder, startBare } from './bare.ts'
import type { Measured } from './numbers.ts'

/** Milliseconds in which what a start begins comes to its end, Chromium's own work of the first minute too. */
const minute = 60_000

/** What an app costs while nobody uses it: wake-ups a second of all its threads, and milliseconds of processor a second. */
export type IdleCost = { wakeUps: number; processor: number }

/** Watches all processes of an app for some milliseconds, in which nothing is asked of it. Linux only. */
async function measureIdle(app: ElectronApplication, during = 30_000): Promise<IdleCost> {
  const ids = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  const before = await costOf(ids)
  const begun = performance.now()
  await pause(during)
  const seconds = (performance.now() - begun) / 1_000
  const after = await costOf(ids)
  return {
    wakeUps: (after.wakeUps - before.wakeUps) / seconds,
    processor: (after.processor - before.processor) / seconds,
  }
}

/** Since their start, a thread that has ended not counted. */
async function costOf(ids: readonly number[]): Promise<IdleCost> {
  const threads = await Promise.all(
    ids.map(async (id) => {
      const names = await readdir(`/proc/${id}/task`).catch(() => [] as string[]) // a process may end meanwhile
      return Promise.all(names.map((name) => costOfThread(`/proc/${id}/task/${name}`)))
    }),
  )
  const all = threads.flat()
  const sum = (of: (cost: IdleCost) => number) => all.reduce((total, cost) => total + of(cost), 0)
  return { wakeUps: sum(({ wakeUps }) => wakeUps), processor: sum(({ processor }) => processor) }
}

/** A thread that waits of its own accord is woken once for each time, see proc(5). */
async function costOfThread(folder: string): Promise<IdleCost> {
  const [status, scheduled] = await Promise.all(
    ['status', 'schedstat'].map((name) => readFile(`${folder}/${name}`, 'utf8').catch(() => '')),
  )
  const switches = /^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status ?? '')?.[1] ?? '0'
  const nanoseconds = (scheduled ?? '').split(' ')[0] ?? '0'
  return { wakeUps: Number(switches), processor: Number(nanoseconds || 0) / 1e6 }
}

/** Wake-ups and processor time of a bare hidden window, and of Quickplan hidden, with its main window, and a minute after that. */
export async function measureIdles(desktop: Desktop): Promise<Measured[]> {
  const bare = await inThrowAwayFolder(async (dataDir) => {
    const app = await startBare(desktop, dataDir, ['--hidden'])
    await pause(minute)
    return measureIdle(app).finally(() => app.close())
  })
  const ours = await inThrowAwayFolder((dataDir) => idlesOfQuickplan(desktop, dataDir))
  return [
    ...told('bare, hidden', bare, null),
    ...told('hidden', ours.hidden, { of: bare, times: 1.2 }),
    ...told('main window open', ours.open, { of: bare, times: 2 }),
    ...told('a minute after it was closed', ours.closed, { of: bare, times: 1.2 }),
  ]
}

async function idlesOfQuickplan(desktop: Desktop, dataDir: string) {
  const app = await startApp({ desktop, dataDir, args: ['--hidden', '--demo'] })
  try {
    await app.capture()
    await pause(minute)
    const hidden = await measureIdle(app.app)
    await app.app.evaluate(({ app }) => app.emit('activate'))
    const main = await app.main()
    await pause(minute)
    const open = await measureIdle(app.app)
    await main.close({ runBeforeUnload: true })
    await pause(minute)
    return { hidden, open, closed: await measureIdle(app.app) }
  } finally {
    await app.close()
  }
}

function told(state: string, cost: IdleCost, budget: { of: IdleCost; times: number } | null): Measured[] {
  return [
    {
      name: `idle, ${state}: wake-ups a second`,
      unit: '/s',
      rounds: [cost.wakeUps],
      budget: budget && budget.times * budget.of.wakeUps,
    },
    {
      name: `idle, ${state}: processor a second`,
      unit: 'ms',
      rounds: [cost.processor],
      budget: budget && budget.times * budget.of.processor,
    },
  ]
}
