import { bitrixClient, type BitrixClient } from '../../../../electron/bitrix/rest/client.ts'
import type { OAuthAccess } from '../../../../electron/bitrix/rest/credentials.ts'
import { BitrixError } from '../../../../electron/bitrix/rest/errors.ts'
import { jumpingClock } from '../rest/manual-clock.ts'

/** What must never be told: one of each kind of secret. */
export const secrets = {
  accessToken: 's1morf609228iwyjjpvfv6wsvuja4p8u',
  refreshToken: '4f9k4jpmg13usmybzuqknt2v9fh0q6rl',
  clientSecret: 'LJSl0lNB76B5YY6u0YVQ3AW0DrVADcRTwVr4y99PXU1BWQybWK',
  code: 'avmocpghblyi01m3h42bljvqtyd19sw1',
}

export function accessTo(origin: string, accessToken = secrets.accessToken): OAuthAccess {
  return { kind: 'oauth', origin, userId: 7, accessToken }
}

/** A client with a token that never really waits. */
export function oauthClient(
  origin: string,
  given: Partial<Parameters<typeof bitrixClient>[0]> = {},
): BitrixClient {
  return bitrixClient({
    fetch,
    credentials: () => Promise.resolve(accessTo(origin)),
    version: '1.2.3',
    clock: jumpingClock(),
    random: () => 0,
    timeouts: { call: 2000 },
    ...given,
  })
}

/** The error that a call ends with; a bug is thrown on. */
export async function failureOf(call: Promise<unknown>): Promise<BitrixError> {
  const error: unknown = await call.then(
    () => new Error('The call did not fail'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof BitrixError)) throw error
  return error
}

/** Everything that a log or a window could make of an error. */
export function told(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? ''
  const own = Object.values(error).map(String)
  return [error.message, error.stack, JSON.stringify(error), ...own, told(error.cause)].join(' ')
}
