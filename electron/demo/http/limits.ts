import { v2Error } from './errors.ts'

/** How much a caller may ask for; the numbers are those of Bitrix24's ordinary plans. */
export type Limits = {
  /** How many calls drain from the bucket in a second. */
  perSecond: number
  /** How many calls the bucket holds. */
  burst: number
  /** Seconds that one method may keep the portal busy in ten minutes. */
  operatingSeconds: number
  /** Seconds that are put down for every call; null: what it really took. */
  secondsPerCall: number | null
}

const ordinary: Limits = { perSecond: 2, burst: 50, operatingSeconds: 480, secondsPerCall: null }

/** Null where nothing is limited. */
export function readLimits(limits: boolean | Partial<Limits> | undefined): Limits | null {
  if (limits === undefined || limits === false) return null
  return limits === true ? ordinary : { ...ordinary, ...limits }
}

/** Counts a request of a caller; throws `QUERY_LIMIT_EXCEEDED` where its leaky bucket is full. */
export type Intensity = (account: string) => void

export function createIntensity(limits: Limits | null, now: () => Date): Intensity {
  const buckets = new Map<string, { level: number; at: number }>()
  return (account) => {
    if (!limits) return
    const at = now().getTime()
    const bucket = buckets.get(account) ?? { level: 0, at }
    const drained = (Math.max(0, at - bucket.at) / 1000) * limits.perSecond
    const level = Math.max(0, bucket.level - drained)
    const isFull = level + 1 > limits.burst
    buckets.set(account, { level: isFull ? level : level + 1, at })
    // In this shape on both APIs: throttling comes before either of them.
    if (isFull) throw v2Error('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503)
  }
}
