import { isSamePortal, type Callback } from './oauth.ts'
import { outcomeOf } from '../rest/errors.ts'
import { readTokenAnswer, type TokenAnswer } from './token-answer.ts'
import { SignInError, type Grant } from './sign-in-errors.ts'
import { postThere, type Fetch } from '../rest/post.ts'
import { isLoopback } from '../../network/hosts.ts'
import { portalHost } from '../rest/webhook.ts'

/** The keys of a portal's local application. The secret opens nothing but that portal. */
export type Application = { clientId: string; clientSecret: string }

/** What a sign-in leaves behind, all of it as secret as its tokens. */
export type Tokens = {
  accessToken: string
  /** Dies with its first use; lives for 180 days. */
  refreshToken: string
  /** Milliseconds since 1970, by this computer's clock. For showing only: the portal alone knows when it is over. */
  expiresAt: number
  /** The portal, `https://host[:port]`. */
  origin: string
  /** The portal's own id, which stays the same when it is renamed. */
  memberId: string
  /** The host that renews the pair. */
  serverDomain: string
  /** Whose they are, where the answer tells. */
  userId: number | null
}

type TokenEndpointOptions = {
  fetch: Fetch
  /** The app's version, for the User-Agent. */
  version: string
  /** Milliseconds since 1970. */
  now: () => number
  /** Milliseconds for a call; a code lives for 30 s. Default 20 s. */
  timeoutMs?: number
}
type Pair = { access: Tokens; application: Application }

/** The two calls to the authorisation server. A code works only once and is never sent again; a refresh whose answer was lost is, once. */
export type TokenEndpoint = {
  /** Turns a code into the first pair. Throws SignInError or what the network throws. */
  exchangeCode: (given: {
    callback: Pick<Callback, 'code' | 'serverDomain'>
    portal: string
    application: Application
    signal?: AbortSignal | undefined
  }) => Promise<Tokens>
  /** Turns a pair into the next one. `signed-out`: the refresh token is dead and a person has to sign in again. */
  refreshTokens: (pair: Pair) => Promise<Tokens>
}

/** Talks to `/oauth/token/`, by POST so that no secret stands in an address. Source: settings/oauth/index.md. */
export function tokenEndpoint({
  fetch,
  version,
  now,
  timeoutMs = 20_000,
}: TokenEndpointOptions): TokenEndpoint {
  async function ask(grant: Grant, server: string, form: Record<string, string>, signal?: AbortSignal) {
    const secrets = Object.entries(form).flatMap(([name, value]) => (name === 'client_id' ? [] : [value]))
    const posted = await postThere(
      {
        method: `oauth.token (${grant})`,
        origin: server,
        path: '/oauth/token/',
        body: new URLSearchParams({ grant_type: grant, ...form }).toString(),
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          Accept: 'application/json',
          'User-Agent': `Quickplan/${version}`,
        },
        signal,
      },
      { fetch, timeoutMs, maxBytes: 1024 ** 2 },
    )
    return readTokenAnswer(posted, { grant, subject: portalHost(server), secrets })
  }

  function toTokens(said: TokenAnswer, portal: string, serverDomain: string): Tokens {
    return {
      accessToken: said.access_token,
      refreshToken: said.refresh_token,
      expiresAt: now() + said.expires_in * 1000,
      origin: portal,
      memberId: said.member_id,
      serverDomain: nextServer(said.server_endpoint, portal) ?? serverDomain,
      userId: said.user_id,
    }
  }

  return {
    exchangeCode: async ({ callback, portal, application, signal }) => {
      const serverDomain = callback.serverDomain ?? defaultServer(portal)
      const form = { ...keysOf(application), code: callback.code }
      const said = await ask('authorization_code', serverOrigin(serverDomain, portal), form, signal)
      const { host } = new URL(said.client_endpoint)
      if (!isSamePortal(host, portal)) {
        throw new SignInError('portal-other', 'The tokens are those of another portal', { subject: host })
      }
      return toTokens(said, portal, serverDomain)
    },
    refreshTokens: async ({ access, application }) => {
      const { origin, serverDomain, memberId } = access
      const form = { ...keysOf(application), refresh_token: access.refreshToken }
      const refresh = () => ask('refresh_token', serverOrigin(serverDomain, origin), form)
      // The token may be unused still. If it is not, the server says so clearly, and nothing but a new sign-in helps.
      const said = await refresh().catch((error: unknown) => {
        if (outcomeOf(error) !== 'unknown') throw error
        return refresh()
      })
      // A portal may have been renamed meanwhile, so its own id decides and its known address stays in use.
      if (said.member_id !== memberId) {
        const subject = new URL(said.client_endpoint).host
        throw new SignInError('portal-other', 'The renewed tokens are those of another portal', { subject })
      }
      return { ...toTokens(said, origin, serverDomain), userId: said.user_id ?? access.userId }
    },
  }
}

function keysOf({ clientId, clientSecret }: Application) {
  return { client_id: clientId, client_secret: clientSecret }
}

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
  return isLoopback(new URL(portal)) ? new URL(portal).host : servers[0]
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
