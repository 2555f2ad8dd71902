import { ask } from './rest/ask.ts'
import type { BitrixClient, RequestOptions } from './rest/client.ts'
import { outcomeOf } from './rest/errors.ts'

/** What the portal's clock says, in milliseconds; null where it does not tell. Source: server.time, bx24 common methods. */
export async function serverTime(
  client: BitrixClient,
  request: RequestOptions = { priority: 'capture' },
): Promise<number | null> {
  try {
    return (await ask(client, 'server.time', {}, { ...request, kind: 'read', read: readTime })).value
  } catch (error) {
    if (outcomeOf(error) === 'refused') return null
    throw error
  }
}

/** Reads `server.time`; null for what is no moment. */
export function readTime(result: unknown): number | null {
  const moment = typeof result === 'string' ? Date.parse(result) : Number.NaN
  return Number.isNaN(moment) ? null : moment
}
