import type { Fault, FaultedCall } from '../../../electron/demo/http/faults.ts'
import type { Line } from './line.ts'
import type { Broken, RenewalEnd } from '../plan.ts'
import type { Random } from '../random.ts'

/** Breaks calls to the portal as a plan has it. */
export type Breaker = {
  before: (call: FaultedCall) => Fault | undefined
  /** What goes wrong from now on, each once and in this order; nothing of what was planned before. */
  plan(broken: readonly Broken[]): void
  /** How many answers were lost: connections that broke before, after or in the midst of a call. */
  lost(): number
}

const writes = /\.(add|update|delete|uploadfile|attach|movetask)$/

const isRenewal = (one: string): one is `renewal-${RenewalEnd}` => one.startsWith('renewal-')

/** What the server for tokens does, once. */
const renewals: Record<RenewalEnd, Fault | null> = {
  well: null,
  unreached: { kind: 'reset-before' },
  lost: { kind: 'reset-after' },
  half: { kind: 'half' },
  'json-404': { kind: 'error', shape: 'v2', status: 404, code: 'NOT_FOUND', message: 'No such portal' },
  html: { kind: 'html', status: 404 },
}
const losing: ReadonlySet<Fault['kind']> = new Set(['reset-before', 'reset-after', 'half'])

export function createBreaker(random: Random, line: Pick<Line, 'twice'>): Breaker {
  let queue: Exclude<Broken, 'twice'>[] = []
  let renewal: Fault | null = null
  let lost = 0
  const meet = (fault: Fault): Fault => {
    if (losing.has(fault.kind)) lost++
    return fault
  }
  return {
    before: ({ method, api }) => {
      if (api === 'oauth') {
        const fault = method === 'oauth/token' ? renewal : null
        renewal = null
        return fault ? meet(fault) : undefined
      }
      const [first] = queue
      if (first !== undefined && isRenewal(first)) {
        queue.shift()
        renewal = renewals[first.slice('renewal-'.length) as RenewalEnd]
        return { kind: 'expired-token' }
      }
      // Not always the first ones, and mostly those that change something.
      if (queue.length === 0 || !random.chance(writes.test(method) ? 0.7 : 0.2)) return undefined
      const next = queue.shift()
      if (next === undefined || isRenewal(next)) return undefined
      if (next === 'slow') return { kind: 'slow', ms: random.between(100, 1_200) }
      if (next === 'busy') return { kind: 'html', status: 502 }
      return meet({ kind: next })
    },
    plan: (broken) => {
      renewal = null
      queue = broken.filter((one) => one !== 'twice')
      for (const one of broken) if (one === 'twice') line.twice()
    },
    lost: () => lost,
  }
}
