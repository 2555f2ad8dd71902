import { ask } from './rest/ask.ts'
import type { BitrixClient } from './rest/client.ts'
import { outcomeOf } from './rest/errors.ts'

/** What the portal's clock says, in milliseconds; null where it does not tell. Source: server.time, bx24 common methods. */
export async function serverTime(client: BitrixClient): Promise<number | null> {
  const options = { kind: 'read', priority: 'capture', read: readTime } as const
  try {
    return (await ask(client, 'server.time', {}, options)).value
  } catch (error) {
    if (outcomeOf(error) === 'refused') return null
    throw error
  }
}

function readTime(result: unknown): number | null {
  const moment = typeof result === 'string' ? Date.parse(result) : Number.NaN
  return Number.isNaN(moment) ? null : moment
}
