import { isSameSecret } from '../same-secret.ts'
import { deriveSecret } from './secrets.ts'

/** The secret in a user's webhook address, derived from the portal's key. */
export function webhookCode(key: string, userId: number): string {
  return deriveSecret(key, `webhook:${userId}`, 16)
}

/** Whether the code in an address is this user's. Takes the same time for every wrong code. */
export function isWebhookCode(key: string, userId: number, offered: string): boolean {
  return isSameSecret(webhookCode(key, userId), offered)
}
