import { createHash, randomBytes } from 'node:crypto'
import type { Portal } from '../context.ts'
import type { Grant } from '../data/data.ts'

type Kind = Grant['kind']

/** Codes and tokens: 30 seconds, an hour, 180 days. */
export const lifetimes: Record<Kind, number> = {
  code: 30_000,
  access: 3_600_000,
  refresh: 180 * 24 * 3_600_000,
}

/** So long an access token that has run out is told from one that never was. */
const remembered = 7 * 24 * 3_600_000

export type Grants = {
  /** Makes a secret that nobody can guess. Only its hash is kept. */
  issue: (kind: Kind, userId: number) => string
  /** Whom a secret stands for, or why it stands for nobody. */
  look: (kind: Kind, secret: string) => { userId: number } | 'expired' | 'unknown'
  /** Uses a secret up and tells whom it stood for; null where it is wrong, used or expired. */
  take: (kind: Kind, secret: string) => number | null
  /** Makes an access token run out now. */
  expire: (secret: string) => void
}

export function createGrants(portal: Portal, onIssue?: (secret: string) => void): Grants {
  const { data } = portal
  const time = () => portal.now().getTime()
  const find = (kind: Kind, secret: string) => {
    const hash = hashOf(secret)
    return data.grants.find((grant) => grant.kind === kind && grant.hash === hash)
  }

  function forgetOld(): void {
    const now = time()
    data.grants = data.grants.filter(({ kind, until }) => until + (kind === 'access' ? remembered : 0) > now)
  }

  return {
    issue(kind, userId) {
      forgetOld()
      const secret = randomBytes(32).toString('hex')
      data.grants.push({ kind, hash: hashOf(secret), userId, until: time() + lifetimes[kind] })
      portal.changed()
      onIssue?.(secret)
      return secret
    },
    look(kind, secret) {
      const grant = find(kind, secret)
      if (!grant) return 'unknown'
      return grant.until > time() ? { userId: grant.userId } : 'expired'
    },
    take(kind, secret) {
      const grant = find(kind, secret)
      if (!grant) return null
      data.grants = data.grants.filter((other) => other !== grant)
      portal.changed()
      return grant.until > time() ? grant.userId : null
    },
    expire(secret) {
      const grant = find('access', secret)
      if (!grant) return
      grant.until = Math.min(grant.until, time())
      portal.changed()
    },
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
