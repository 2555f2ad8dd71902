import { createHmac } from 'node:crypto'
import { isSameSecret } from '../../same-secret.ts'
import { deriveSecret } from '../secrets.ts'

export type CardOptions = {
  /** Where people are sent back to, `http://localhost:17420/` by default. */
  redirectUri?: string | undefined
  /** What the application may do; everything that the portal knows by default. */
  scopes?: readonly string[] | undefined
}

/** The card of the local application that is registered at this portal (`local-apps.md`). */
export type AppCard = {
  clientId: string
  /** Secret. */
  clientSecret: string
  redirectUri: string
  scopes: readonly string[]
  /** The number that the authorisation server knows the portal by. */
  memberId: string
}

/** Derives the card from the portal's key. Throws an `Error` where the redirect address is no web address. */
export function appCard(key: string, options: CardOptions, allScopes: readonly string[]): AppCard {
  const digest = createHmac('sha256', key).update('application').digest('hex')
  const number = String(Number.parseInt(digest.slice(14, 26), 16))
    .padStart(8, '0')
    .slice(-8)
  return {
    clientId: `local.${digest.slice(0, 14)}.${number}`,
    clientSecret: deriveSecret(key, 'client secret', 48),
    redirectUri: readRedirectUri(options.redirectUri ?? 'http://localhost:17420/'),
    scopes: options.scopes ?? allScopes,
    memberId: digest.slice(-32),
  }
}

/** A web address without a fragment, as it is written in an app card. Throws an `Error` for anything else. */
export function readRedirectUri(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.hash !== '') {
    throw new Error(`The redirect address must be an http or https address, not "${text}"`)
  }
  return url.href
}

/** Whether both parts of the application's key are right. */
export function isClient(card: AppCard, clientId: string, clientSecret: string): boolean {
  return isSameSecret(card.clientId, clientId) && isSameSecret(card.clientSecret, clientSecret)
}
