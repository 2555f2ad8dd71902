import { AppError } from '../../errors.ts'
import { isLoopback, isPrivate, readableHost } from '../../network/hosts.ts'

/** An incoming webhook, taken apart. `code` is the secret. Source: local-integrations/local-webhooks.md. */
export type Webhook = {
  /** `https://host[:port]`, and the path that the portal lies below, where it is not at the top: `https://intranet/portal`. */
  origin: string
  userId: number
  code: string
}

const address = /https?:\/\/[^\s"'`<>«»“”„]+/i
const wrapping = /[\s"'`<>«»“”„\u200b-\u200d\u2060\ufeff]+/g
const path = /^(\/.*?)?\/rest\/(?:api\/)?(\d+)\/([^/]+)(?:\/.*)?$/i

/**
 * Understands any pasted form of a webhook's address: with or without scheme (then https), method, `.json`,
 * `/rest/api/`, trailing slash, quotes, spaces. Throws `webhook-malformed`, or `webhook-insecure` where the
 * secret would travel in the open.
 */
export function parseWebhook(pasted: string, allowsPlain: AllowsPlain = () => false): Webhook {
  const candidates = [address.exec(pasted)?.[0], pasted].map(toUrl).filter((url) => url !== null)
  const url = candidates.find((candidate) => webhookIn(candidate)) ?? candidates[0]
  const webhook = url && webhookIn(url)
  if (!webhook) {
    const host = url && looksLikeHost(url) ? { subject: url.host } : {}
    throw new AppError('webhook-malformed', 'The pasted text is not the address of a webhook', host)
  }
  if (!isSafeTransport(url) && !allowsPlain(url)) {
    const code = isPrivate(url) ? 'plain-http-private' : 'webhook-insecure'
    throw new AppError(code, 'A webhook over plain http was refused', { subject: readableHost(url.host) })
  }
  return webhook
}

/** Whether somebody has agreed to call the host of this address without encryption. */
export type AllowsPlain = (url: URL) => boolean

/** The portal as a person knows it: host, port where it is not the usual one, and the path that it lies below. */
export function portalHost(origin: string): string {
  const { host, pathname } = new URL(origin)
  return readableHost(host) + (pathname === '/' ? '' : pathname)
}

/** True for https, and for http that does not leave this computer. */
export function isSafeTransport(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

function webhookIn({ origin, pathname }: URL): Webhook | null {
  const [, below = '', userId = '', code] = path.exec(pathname.replace(/\/{2,}/g, '/')) ?? []
  const isUser = Number.isSafeInteger(Number(userId)) && Number(userId) > 0
  return code && isUser ? { origin: origin + below, userId: Number(userId), code } : null
}

function toUrl(text: string | undefined): URL | null {
  const bare = text?.replace(wrapping, '').replace(/[,;.)\]]+$/, '') ?? ''
  if (bare === '' || (/^[a-z][a-z\d+.-]*:\/\//i.test(bare) && !/^https?:/i.test(bare))) return null
  const absolute = /^https?:/i.test(bare) ? bare : `https://${bare.replace(/^\/+/, '')}`
  // With a user name in front, `https://portal.example@elsewhere/` reads as one host and goes to another.
  return URL.canParse(absolute) ? withoutUser(new URL(absolute)) : null
}

function withoutUser(url: URL): URL | null {
  return url.username === '' && url.password === '' ? url : null
}

/** Keeps a bare word, which may be the secret itself, out of the error. */
function looksLikeHost(url: URL): boolean {
  return url.hostname.includes('.') || isLoopback(url)
}
