import { createHash } from 'node:crypto'
import type { Call } from '../context.ts'
import type { KeptAnswer } from '../data/data.ts'
import { toMoment } from '../data/dates.ts'
import { v3Error } from '../http/errors.ts'

const keptFor = 24 * 60 * 60 * 1000

/** `rawBody`: as it came, token and all. */
export type KeyedCall = { method: string; key: string; rawBody: string }
export type Kept = { result: object; headers: Record<string, string> }

/**
 * Runs a writing call under its `Idempotency-Key`: a repeat within 24 hours gets the first answer and is not run.
 * Only success is kept. Other bytes under the same key are refused with 422, also where only the token among them differs.
 */
export function runOnce(call: Call, { method, key, rawBody }: KeyedCall, run: () => object): Kept {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw v3Error('INVALIDIDEMPOTENCYKEYEXCEPTION', 'The key must be 1 to 255 printable ASCII characters')
  }
  const { portal, user } = call
  const bodyHash = createHash('sha256').update(rawBody).digest('hex')
  forgetOld(call)
  const isThis = (kept: KeptAnswer) => kept.userId === user.id && kept.method === method && kept.key === key
  const kept = portal.data.keptAnswers.find(isThis)
  if (kept && kept.bodyHash !== bodyHash) {
    throw v3Error('IDEMPOTENCYKEYREUSEDEXCEPTION', 'The key was used with another request body', 422)
  }
  const headers = { 'Idempotency-Key': key }
  if (kept) return { result: kept.result as object, headers: { ...headers, 'Idempotent-Replayed': 'true' } }
  const result = run()
  const answer = { userId: user.id, method, key, bodyHash, result, at: toMoment(portal.now()) }
  // A copy as it went over the wire: the live objects behind it go on changing.
  portal.data.keptAnswers.push(JSON.parse(JSON.stringify(answer)) as KeptAnswer)
  portal.changed()
  return { result, headers }
}

function forgetOld({ portal }: Call): void {
  const oldest = portal.now().getTime() - keptFor
  portal.data.keptAnswers = portal.data.keptAnswers.filter((kept) => Date.parse(kept.at) > oldest)
}
