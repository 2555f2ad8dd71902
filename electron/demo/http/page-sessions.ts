import { randomBytes } from 'node:crypto'
import { isSameSecret } from '../../same-secret.ts'

/** Which browsers may see the portal's pages: those that came by an invitation. All of it is forgotten with the portal. */
export type PageSessions = {
  /** The path that lets a browser in, once, and leads it on to `path`. Secret; 60 seconds by default. */
  invite: (path: string, lifetimeMs?: number) => string
  /** Uses an invitation up: where it leads, and the cookie to set. Null where it is wrong, used or expired. */
  enter: (ticket: string) => { path: string; cookie: string } | null
  /** Whether a `Cookie` header carries the session. */
  isIn: (cookies: string | undefined) => boolean
}

const mostInvitations = 100

/** One session for all browsers of a person; its cookie is named for this portal, as cookies know no ports (RFC 6265, 8.5). */
export function createPageSessions(now: () => number): PageSessions {
  const name = `portal-${randomBytes(4).toString('hex')}`
  const secret = randomBytes(32).toString('base64url')
  const invitations = new Map<string, { path: string; until: number }>()

  return {
    invite(path, lifetimeMs = 60_000) {
      const [oldest] = invitations.keys()
      if (oldest !== undefined && invitations.size >= mostInvitations) invitations.delete(oldest)
      const ticket = randomBytes(32).toString('base64url')
      invitations.set(ticket, { path, until: now() + lifetimeMs })
      return `/enter/?ticket=${ticket}`
    },
    enter(ticket) {
      const invitation = invitations.get(ticket)
      invitations.delete(ticket)
      if (!invitation || invitation.until < now()) return null
      return { path: invitation.path, cookie: `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict` }
    },
    isIn(cookies = '') {
      const given = cookies.split(/; */).find((cookie) => cookie.startsWith(`${name}=`))
      return given !== undefined && isSameSecret(given.slice(name.length + 1), secret)
    },
  }
}
