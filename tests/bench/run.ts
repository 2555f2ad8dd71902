import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../scripts/build.ts'
import { startDesktop, type Desktop } from '../../scripts/desktop/desktop.ts'
import { startApp } from '../../scripts/desktop/drive.ts'
import { describeElectron, ensureElectron } from '../../scripts/electron/electron.ts'
import { root } from '../../scripts/system/project.ts'
import { ensureSystemPackages } from '../../scripts/system/system-packages.ts'
import { inThrowAwayFolder, startBare } from './bare.ts'
import { measureBoard, type BoardTimes } from './board.ts'
import { measureCapture } from './capture.ts'
import { measureIdles } from './idle.ts'
import { privateMemory } from './memory.ts'
import { percentile, tableOf, type Measured } from './numbers.ts'
import { scriptSize } from './page-size.ts'
import { measureParsing } from './parse.ts'
import { measureStarts } from './start.ts'

const usage = `npm run bench -- [--rounds N] [--only idle|parse] [--json FILE]

Measures Quickplan's budgets on this machine, each against a bare Electron window in the same run. Linux only.
--rounds N   how often each is done (default 30)
--only idle  nothing but what it costs while nobody uses it
--only parse nothing but understanding what is typed, told at the 99th percentile; on any system
--json FILE  receives every number`

const options = {
  rounds: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean' },
} as const
const { values } = parseArgs({ options })
const rounds = Number(values.rounds ?? 30)
if (
  values.help ||
  !['idle', 'parse'].includes(values.only ?? 'idle') ||
  !Number.isInteger(rounds) ||
  rounds < 1
) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}

if (values.only === 'parse') {
  const measured = measureParsing()
  console.log(tableOf(measured))
  for (const { name, rounds } of measured)
    console.log(`${name}: p99 ${percentile(rounds, 0.99).toFixed(2)} ms`)
  if (values.json) await writeFile(values.json, JSON.stringify(measured, null, 2))
  process.exit()
}

ensureSystemPackages('test')
const electron = await ensureElectron()
console.log(`${describeElectron(electron)} ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}.`)
await ensureBuilt()
const desktop = await startDesktop()
try {
  const measured = values.only === 'idle' ? await measureIdles(desktop) : await measureAll(desktop)
  console.log(`\n${tableOf(measured)}`)
  if (values.json) await writeFile(values.json, JSON.stringify(measured, null, 2))
} finally {
  await desktop.stop()
}

async function measureAll(desktop: Desktop): Promise<Measured[]> {
  const starts = await measureStarts(electron, desktop, Math.min(rounds, 10))
  const bareReady = percentile(starts.bare, 0.95)
  const bareMemory = await memoryOfBare(desktop)
  const { times, memory } = await useQuickplan(desktop)
  const board = await measureBoard(desktop, { stages: 30, tasks: 3_000 })
  const largest = await measureBoard(desktop, { stages: 50, tasks: 5_000 })
  const page = pathToFileURL(join(root, 'out/renderer/capture/index.html'))
  return [
    { name: 'bare: process start → ready', unit: 'ms', rounds: starts.bare, budget: null },
    { name: 'process start → shortcut armed', unit: 'ms', rounds: starts.armed, budget: 1.15 * bareReady },
    { name: 'shortcut → focused and painted, first', unit: 'ms', rounds: times.firstOpen, budget: 80 },
    { name: 'shortcut → focused and painted', unit: 'ms', rounds: times.open, budget: 50 },
    { name: 'keystroke → chip painted', unit: 'ms', rounds: times.chips, budget: 16 },
    { name: 'Enter → durable and hidden', unit: 'ms', rounds: times.save, budget: 40 },
    { name: 'bare: private memory', unit: 'MB', rounds: [bareMemory], budget: null },
    {
      name: 'private memory, tray and capture window',
      unit: 'MB',
      rounds: [memory],
      budget: 1.15 * bareMemory,
    },
    ...tellBoard('30 × 3,000', board),
    ...tellBoard('50 × 5,000', largest),
    ...measureParsing(),
    ...(await measureIdles(desktop)),
    { name: 'script of the capture page, gzipped', unit: 'KB', rounds: [await scriptSize(page)], budget: 40 },
  ]
}

function tellBoard(size: string, { first, whole, scroll, drag, memory }: BoardTimes): Measured[] {
  const name = (what: string) => `board of ${size}: ${what}`
  const longest = Math.max(0, ...scroll.longTasks, ...drag.longTasks)
  return [
    { name: name('sign-in → first cards'), unit: 'ms', rounds: [first], budget: null },
    { name: name('sign-in → last cards'), unit: 'ms', rounds: [whole], budget: null },
    // A frame of a display with 60 Hz is 16.7 ms; what comes later was dropped.
    { name: name('scroll, frame to frame'), unit: 'ms', rounds: scroll.frames, budget: 17 },
    { name: name('drag, frame to frame'), unit: 'ms', rounds: drag.frames, budget: 17 },
    { name: name('longest task'), unit: 'ms', rounds: [longest], budget: 50 },
    { name: name('private memory'), unit: 'MB', rounds: [memory], budget: null },
  ]
}

async function useQuickplan(desktop: Desktop) {
  const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-bench-'))
  const app = await startApp({ desktop, dataDir, args: ['--hidden', '--demo'] })
  try {
    await app.capture()
    const memory = await privateMemory(app.app)
    return { memory, times: await measureCapture(app, rounds) }
  } finally {
    await app.close()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
  }
}

function memoryOfBare(desktop: Desktop): Promise<number> {
  return inThrowAwayFolder(async (dataDir) => {
    const app = await startBare(desktop, dataDir)
    return privateMemory(app).finally(() => app.close())
  })
}
