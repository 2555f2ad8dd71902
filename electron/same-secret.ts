import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares two secrets. The time that it takes tells nothing of either, nor of their lengths. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
