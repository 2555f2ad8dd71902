import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type LeftOut, leftOuts } from '../tests/soak/plan.ts'
import { lineOf } from '../tests/soak/reckoning.ts'
import { hasFailed, shrink, soak, type SoakReport } from '../tests/soak/run.ts'
import type { RoundReport } from '../tests/soak/round.ts'
import { ensureBuilt } from './build.ts'
import { describeElectron, ensureElectron } from './electron/electron.ts'
import { inOwnMounts } from './desktop/own-mounts.ts'
import { ensureSystemPackages } from './system/system-packages.ts'

const usage = `npm run soak -- [--kills N] [--lost N] [--seed N] [--jobs N] [--json FILE]

Captures with the real app, kills it at random and at exact moments, loses the portal's answers and those to renewals of
tokens, fills the disk, slows it down, makes the folder read-only, turns the clock; the keyring locks, hangs, refuses or
dies, the clipboard hangs, an older version runs on the data of a later one. Then compares what people were told, what Sent says
and what the portal holds, and searches for secrets. Linux only. Exit code 0: nothing lost, doubled, cut, leaked,
misreported or wiped.

--kills N    at least so many kills (default 20)
--lost N     at least so many lost answers (default 20)
--seed N     what is done follows from it (default: another one each time)
--jobs N     apps at the same time (default 1)
--json FILE  receives every round with its plan, its kills, and what was found
--only N     this round alone
--without X  leave something out, several with commas between: ${leftOuts.join(', ')}
--help       this text`

const options = readOptions()
await inOwnMounts()
ensureSystemPackages('test')
const electron = await ensureElectron()
console.log(`${describeElectron(electron)} Seed ${String(options.seed)}.`)
await ensureBuilt()
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stop.signal.aborted) console.log('Stopping; the rounds under way do not count …')
    stop.abort()
  })
}
let toldOfDisk = false
const run = { ...options, electron, signal: stop.signal }
const report = await soak({
  ...run,
  onRound: tellRound,
  onBroken: (round, error) => {
    console.error(`round ${String(round.index)}: could not be held:`, error)
  },
  onNoDisk: () => {
    if (!toldOfDisk)
      console.log('Nothing can be mounted here: full disks and read-only folders are left out.')
    toldOfDisk = true
  },
})
if (options.json !== null) await writeFile(options.json, JSON.stringify(report, null, 2))
await tellFailure(report)
const { kills, lost, twice, reckoning } = report
console.log(
  `\n${String(report.rounds.length)} rounds, ${String(kills)} kills, ${String(lost)} answers lost, ` +
    `${String(twice)} requests delivered twice, ${String(reckoning.undone)} captures taken back, ` +
    `${String(reckoning.open)} told as waiting or in need of attention, seed ${String(options.seed)}`,
)
console.log(lineOf(reckoning))
const isClean = report.broken.length === 0 && !report.rounds.some(hasFailed) && report.rounds.length > 0
process.exit(isClean ? 0 : 1)

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: 'string', default: '20' },
        lost: { type: 'string', default: '20' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
        jobs: { type: 'string', default: '1' },
        json: { type: 'string' },
        only: { type: 'string' },
        without: { type: 'string', default: '' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    return {
      kills: numberIn('kills', values.kills),
      lost: numberIn('lost', values.lost),
      seed: numberIn('seed', values.seed),
      jobs: Math.max(1, numberIn('jobs', values.jobs)),
      json: values.json ?? null,
      only: values.only === undefined ? null : numberIn('only', values.only),
      left: values.without.split(',').filter(Boolean).map(leftOutNamed),
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    process.exit(2)
  }
}

function numberIn(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Error(`--${name} wants a number, not "${text}"`)
}

function leftOutNamed(name: string): LeftOut {
  const found = leftOuts.find((one) => one === name)
  if (found === undefined) throw new Error(`--without does not know "${name}"`)
  return found
}

function tellRound(report: RoundReport): void {
  const { round, kills, lost, twice, reckoning, seconds } = report
  const troubles = round.lives.flatMap(({ trouble }) => (trouble ? [trouble.kind] : []))
  const parts = [
    `round ${String(round.index)} (${round.signIn}${round.rest3 ? '' : ', old API'}): ${lineOf(reckoning)}`,
    `killed at ${kills.map(({ at }) => at ?? 'random').join(', ')}`,
    `${String(lost)} lost${twice > 0 ? `, ${String(twice)} twice` : ''}`,
    ...(troubles.length > 0 ? [troubles.join(', ')] : []),
    `${seconds.toFixed(1)} s`,
  ]
  console.log(parts.join(' · '))
  for (const { kind, mark, what } of reckoning.findings) console.error(`  ${kind}: ${mark}: ${what}`)
}

/** How to see the first failure again, and with how little. */
async function tellFailure({ rounds }: SoakReport): Promise<void> {
  const failed = rounds.find(hasFailed)
  if (!failed) return
  const { index } = failed.round
  if (stop.signal.aborted) {
    tellCommand(index, options.left)
    return
  }
  console.log(`\nRound ${String(index)} has failed; it is tried again with less in it …`)
  tellCommand(index, await shrink(run, index))
}

function tellCommand(index: number, left: readonly LeftOut[]): void {
  const without = left.length > 0 ? ` --without ${left.join(',')}` : ''
  console.log(`Again: npm run soak -- --seed ${String(options.seed)} --only ${String(index)}${without}`)
}
