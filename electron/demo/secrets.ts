import { createHmac } from 'node:crypto'

/**
 * A secret text of letters and digits that follows from the portal's key and a purpose, so that it is written down
 * nowhere and is the same at the next start. At most 48 characters.
 */
export function deriveSecret(key: string, purpose: string, length: number): string {
  const digest = createHmac('sha256', key).update(purpose).digest('hex')
  return BigInt(`0x${digest}`).toString(36).padStart(length, '0').slice(-length)
}
