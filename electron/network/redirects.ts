import { cloudDomain, isLoopback } from './hosts.ts'

/**
 * What an answer that sends a call to another address means, with the host that it names.
 * `renamed`: a portal of Bitrix24's cloud under its new name; whoever holds the old name there was asked over TLS.
 * `elsewhere`: the same path at another origin, perhaps the same portal: a person has to say.
 * `insecure`: the same path, but in the open or by no web address.
 * `page`: some page, such as a company's sign-in. `plain-page`: one over plain http, as a network's sign-in is.
 */
export type Redirect =
  | { kind: 'renamed' | 'elsewhere'; host: string; origin: string }
  | { kind: 'insecure' | 'page' | 'plain-page'; host: string }

/** Reads a `Location`. Nothing is asked of the host that it names, and of its path nothing is kept. Source: change-domen.md. */
export function readRedirect(location: string, { origin, path }: { origin: string; path: string }): Redirect {
  const from = new URL(origin + path)
  const to = URL.canParse(location, from.href) ? new URL(location, from) : null
  if (!to || to.host === '') return { kind: 'insecure', host: from.host }
  const { host } = to
  const isSamePath = to.pathname === from.pathname && to.username === '' && to.origin !== from.origin
  if (!isSamePath) return { kind: isPlain(to, from) ? 'plain-page' : 'page', host }
  if (!isAsSafe(to, from)) return { kind: 'insecure', host }
  // The same path has the same part of it that the portal lies below.
  const below = origin.slice(from.origin.length)
  return { kind: isRenamed(from, to) ? 'renamed' : 'elsewhere', host, origin: to.origin + below }
}

function isAsSafe(to: URL, from: URL): boolean {
  if (isLoopback(from)) return to.protocol === 'https:' || (to.protocol === 'http:' && isLoopback(to))
  return to.protocol === 'https:'
}

function isPlain(to: URL, from: URL): boolean {
  return to.protocol === 'http:' && !(isLoopback(to) && isLoopback(from))
}

/** Another port would be another server, and a cloud portal has none. */
function isRenamed(from: URL, to: URL): boolean {
  const domain = cloudDomain(from.hostname)
  return domain !== null && domain === cloudDomain(to.hostname) && from.port === '' && to.port === ''
}
