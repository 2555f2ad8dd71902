import * as z from 'zod'
import type { Fault, FaultedCall } from './faults.ts'
import { namedErrors } from './named-errors.ts'

const errorStatus = z.number().int().min(400).max(599)
const message = z.string().max(2000)
const origin = z
  .string()
  .max(300)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'wants an http or https address',
  )
  .transform((text) => new URL(text).origin)

const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('error'),
    shape: z.enum(['v2', 'v3']),
    status: errorStatus,
    code: z.string().max(200),
    message,
    validation: z.array(z.strictObject({ message, field: z.string().max(200).optional() })).optional(),
  }),
  z.strictObject({
    kind: z.literal('html'),
    status: z.number().int().min(200).max(599),
    body: z.string().max(100_000).optional(),
  }),
  z.strictObject({ kind: z.literal('reset-before') }),
  z.strictObject({ kind: z.literal('reset-after') }),
  z.strictObject({ kind: z.literal('silence') }),
  z.strictObject({ kind: z.literal('redirect'), origin }),
  z.strictObject({ kind: z.literal('scopes'), scopes: z.array(z.string().max(100)).max(100) }),
  z.strictObject({ kind: z.literal('slow'), ms: z.number().int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('half') }),
  z.strictObject({ kind: z.literal('expired-token') }),
  z.strictObject({ kind: z.literal('dead-refresh-token') }),
  z.strictObject({ kind: z.literal('clock-skew'), seconds: z.number().int().min(-1e8).max(1e8) }),
])

const match = z.strictObject({
  /** Compared without regard to case. `oauth/authorize` and `oauth/token` are methods, too. */
  method: z.string().max(200).optional(),
  api: z.enum(['v2', 'v3', 'oauth']).optional(),
  user: z.number().int().optional(),
  /** The first of the matching calls that goes wrong; they are counted from 1, which is the default. */
  nth: z.number().int().min(1).optional(),
})

const named = {
  match: match.optional(),
  /** How many of the matching calls go wrong, from that one on; all of them where this is absent. */
  times: z.number().int().min(1).optional(),
}

const rule = z.union([
  z.strictObject({ ...named, fault }),
  z.strictObject({
    ...named,
    error: z.string().refine((name) => namedErrors.has(name), 'is no error of the reference'),
    status: errorStatus.optional(),
    message: message.optional(),
  }),
])

/** What the control address accepts: the rules that hold from now on. The first one that fits a call decides. */
export const faultRules = z.strictObject({ rules: z.array(rule).max(100) })

export type FaultRule = z.infer<typeof rule>

/** A call that went wrong as a rule wanted. */
export type Hit = { rule: number; method: string; api: FaultedCall['api']; userId: number }

/** Rules and what became of them: how many calls matched each, and which went wrong. */
export type FaultReport = { rules: (FaultRule & { matched: number; hit: number })[]; hits: Hit[] }

export type RuleBook = {
  replace: (rules: FaultRule[]) => void
  choose: (call: FaultedCall) => Fault | undefined
  report: () => FaultReport
}

const keptHits = 1000

export function createRuleBook(): RuleBook {
  let entries: FaultReport['rules'] = []
  let hits: Hit[] = []
  return {
    replace(rules) {
      entries = rules.map((one) => ({ ...one, matched: 0, hit: 0 }))
      hits = []
    },
    choose({ method, api, userId }) {
      const call = { method, api, userId }
      const index = entries.findIndex((entry) => isDue(entry, call))
      const entry = entries[index]
      if (!entry) return undefined
      entry.hit += 1
      hits = [...hits, { rule: index, ...call }].slice(-keptHits)
      return toFault(entry)
    },
    report: () => ({ rules: entries, hits }),
  }
}

/** Counts the call if it matches, and says whether it is among those that go wrong. */
function isDue(entry: FaultReport['rules'][number], call: Omit<FaultedCall, 'body'>): boolean {
  const { method, api, user, nth = 1 } = entry.match ?? {}
  if (method !== undefined && method.toLowerCase() !== call.method.toLowerCase()) return false
  if ((api !== undefined && api !== call.api) || (user !== undefined && user !== call.userId)) return false
  entry.matched += 1
  return entry.matched >= nth && (entry.times === undefined || entry.hit < entry.times)
}

function toFault(one: FaultRule): Fault | undefined {
  // Absent values must be absent for the exact types beyond, as they are in what was parsed.
  if ('fault' in one) return one.fault as Fault
  const error = namedErrors.get(one.error)
  if (!error) return undefined
  const { status = error.status, message = error.message } = one
  return { kind: 'error', ...error, status, message }
}
