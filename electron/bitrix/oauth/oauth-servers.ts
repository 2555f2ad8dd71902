import { SignInError } from './oauth-errors.ts'
import { isLoopback, portalHost } from '../rest/webhook.ts'

/** The international authorisation server and the Russian one. Source: settings/oauth/index.md, in both languages. */
const servers = ['oauth.bitrix.info', 'oauth.bitrix24.tech'] as const

/** Where tokens of this portal are had: one of the two known servers, or a demo portal on this computer itself. */
export function serverOrigin(serverDomain: string, portal: string): string {
  const local = `http://${serverDomain}`
  if (isLoopback(new URL(portal))) {
    if (URL.canParse(local) && isLoopback(new URL(local))) return new URL(local).origin
  } else if (isKnownServer(serverDomain)) return `https://${serverDomain}`
  throw new SignInError('server-unknown', 'The sign-in leads to a server that is not known', {
    subject: serverDomain,
  })
}

/** The server of a portal that names none. */
export function defaultServer(portal: string): string {
  return isLoopback(new URL(portal)) ? portalHost(portal) : servers[0]
}

/** After the first answer the host of its `server_endpoint` counts, if it is one that may be asked. */
export function nextServer(endpoint: string, portal: string): string | null {
  if (!URL.canParse(endpoint)) return null
  const url = new URL(endpoint)
  const isAllowed = isLoopback(new URL(portal)) ? isLoopback(url) : isKnownServer(url.host)
  return isAllowed ? url.host : null
}

function isKnownServer(host: string): boolean {
  return servers.some((server) => server === host.toLowerCase())
}
