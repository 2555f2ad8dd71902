import type { Fault, FaultedCall } from '../../electron/demo/http/faults.ts'
import type { Line } from './line.ts'
import type { Broken } from './plan.ts'
import type { Random } from './random.ts'

/** Breaks calls to the portal as a plan has it. */
export type Breaker = {
  before: (call: FaultedCall) => Fault | undefined
  /** What goes wrong from now on, each once and in this order; nothing of what was planned before. */
  plan(broken: readonly Broken[]): void
  /** How many answers were lost: connections that broke before, after or in the midst of a call. */
  lost(): number
}

const writes = /\.(add|update|delete|uploadfile|attach|movetask)$/

export function createBreaker(random: Random, line: Pick<Line, 'twice'>): Breaker {
  let queue: Exclude<Broken, 'twice'>[] = []
  let lost = 0
  return {
    before: ({ method }) => {
      // Not always the first ones, and mostly those that change something.
      if (queue.length === 0 || !random.chance(writes.test(method) ? 0.7 : 0.2)) return undefined
      const next = queue.shift()
      if (next === undefined) return undefined
      if (next === 'slow') return { kind: 'slow', ms: random.between(100, 1_200) }
      if (next === 'busy') return { kind: 'html', status: 502 }
      lost++
      return { kind: next }
    },
    plan: (broken) => {
      queue = broken.filter((one) => one !== 'twice')
      for (const one of broken) if (one === 'twice') line.twice()
    },
    lost: () => lost,
  }
}
