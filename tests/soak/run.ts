import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Electron } from '../../scripts/electron/electron.ts'
import { freePort } from '../support/free-port.ts'
import { openLine } from './portal/line.ts'
import { openPlace } from './place/place.ts'
import { type LeftOut, leftOuts, planRound, type Round, without } from './plan.ts'
import { type Reckoning, sum } from './reckoning.ts'
import { type Arena, holdRound, type RoundReport } from './round.ts'
import { makeTemplate } from './template.ts'

export type SoakOptions = {
  electron: Electron
  seed: number
  /** At least so many times the app is killed, and so many answers are lost. */
  kills: number
  lost: number
  /** Rounds at the same time, each with an app of its own. */
  jobs: number
  /** This round alone. */
  only: number | null
  /** What is left out of every round. */
  left: readonly LeftOut[]
  /** Breaks off the rounds under way, and begins no other. */
  signal: AbortSignal
  /** Told of each round. */
  onRound: (report: RoundReport) => void
  /** Told of a round that could not be held to its end, which is a failure as well. */
  onBroken: (round: Round, error: unknown) => void
  /** There is no disk of our own to fill. */
  onNoDisk: () => void
}

export type SoakReport = {
  seed: number
  rounds: RoundReport[]
  /** The rounds that could not be held to their end. */
  broken: number[]
  kills: number
  lost: number
  twice: number
  reckoning: Reckoning
}

/** Holds rounds until there were kills and lost answers enough. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { seed, only, left, signal } = options
  const rounds: RoundReport[] = []
  const broken: number[] = []
  let next = only ?? 0
  const isEnough = () => {
    const { kills, lost } = totals(rounds)
    return kills >= options.kills && lost >= options.lost
  }
  const takeNext = (): number | null => {
    // A plan of which no round comes to its end must not go on for ever.
    if (signal.aborted || broken.length >= 5 || isEnough()) return null
    if (only !== null && next !== only) return null
    return next++
  }
  const work = async () => {
    await withArena(options, async (arena) => {
      if (!arena.place.hasDisk) options.onNoDisk()
      for (let index = takeNext(); index !== null; index = takeNext()) {
        const round = without(planRound(seed, index), left)
        try {
          const report = await holdRound(arena, round, seed)
          rounds.push(report)
          options.onRound(report)
        } catch (error) {
          // What is broken off is not reckoned.
          if (signal.aborted) return
          broken.push(index)
          options.onBroken(round, error)
        }
      }
    })
  }
  await Promise.all(Array.from({ length: only === null ? options.jobs : 1 }, work))
  return {
    seed,
    rounds,
    broken,
    ...totals(rounds),
    reckoning: sum(rounds.map(({ reckoning }) => reckoning)),
  }
}

const totals = (rounds: readonly RoundReport[]) => {
  const add = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0)
  return {
    kills: add(rounds.map(({ kills }) => kills.length)),
    lost: add(rounds.map(({ lost }) => lost)),
    twice: add(rounds.map(({ twice }) => twice)),
  }
}

/** Whether everything was where it has to be. */
export const hasFailed = ({ reckoning }: Pick<RoundReport, 'reckoning'>): boolean =>
  reckoning.findings.length > 0

/** Leaves out of a failing round whatever it fails without, and answers that; one try for each part. */
export async function shrink(
  { electron, seed, left, signal }: Pick<SoakOptions, 'electron' | 'seed' | 'left' | 'signal'>,
  index: number,
): Promise<LeftOut[]> {
  let smallest = [...left]
  await withArena({ electron, signal }, async (arena) => {
    for (const part of leftOuts) {
      if (signal.aborted) return
      const round = without(planRound(seed, index), [...smallest, part])
      if (JSON.stringify(round) === JSON.stringify(without(planRound(seed, index), smallest))) continue
      const report = await holdRound(arena, round, seed).catch(() => null)
      if (report && hasFailed(report)) smallest = [...smallest, part]
    }
  })
  return smallest
}

/** An arena of its own, which is gone afterwards. */
async function withArena(
  { electron, signal }: Pick<SoakOptions, 'electron' | 'signal'>,
  use: (arena: Arena) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-soak-template-'))
  const place = await openPlace()
  const line = await openLine()
  try {
    const ports = { portal: await freePort(), handler: await freePort() }
    const arena = { electron, place, line, ports, template: folder, signal }
    for (const signIn of ['webhook', 'oauth'] as const) await makeTemplate(arena, signIn)
    await use(arena)
  } finally {
    await line.close()
    await place.close()
    await rm(folder, { recursive: true, force: true })
  }
}
