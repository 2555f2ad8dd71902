import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** The secret in a user's webhook address, derived from the portal's key so that it is written down nowhere. */
export function webhookCode(key: string, userId: number): string {
  const digest = createHmac('sha256', key).update(`webhook:${userId}`).digest('hex')
  return BigInt(`0x${digest}`).toString(36).padStart(16, '0').slice(-16)
}

/** Whether the code in an address is this user's. Takes the same time for every wrong code. */
export function isWebhookCode(key: string, userId: number, offered: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(webhookCode(key, userId)), digest(offered))
}
