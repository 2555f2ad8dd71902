import { z } from 'zod'
import { id } from './answers.ts'
import { readFailure } from './envelope.ts'
import { isSamePortal, type Callback } from './oauth.ts'
import { SignInError, tokenVerdict, type Grant } from './oauth-errors.ts'
import { plainText } from './plain-text.ts'
import { postThere, type Fetch } from './post.ts'
import { isLoopback, portalHost } from './webhook.ts'

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

type Needs = {
  fetch: Fetch
  /** The app's version, for the User-Agent. */
  version: string
  /** Milliseconds since 1970. */
  now: () => number
  /** Milliseconds for a call; a code lives for 30 s. Default 20 s. */
  timeout?: number
}
type Pair = { access: Tokens; application: Application }

/** The two calls to the authorisation server. Neither is repeated: a code and a refresh token work only once. */
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

const servers = ['oauth.bitrix.info', 'oauth.bitrix24.tech'] as const
const token = z.string().regex(/^[\x21-\x7e]{1,4000}$/)
const answer = z.object({
  access_token: token,
  refresh_token: token,
  expires_in: z.coerce.number().positive().max(1e8).catch(3600),
  client_endpoint: z.url({ protocol: /^https?$/ }),
  server_endpoint: z.string().catch(''),
  member_id: z.string().min(1).max(200),
  user_id: id.nullable().catch(null),
})
type Answer = z.infer<typeof answer>

/** Talks to `/oauth/token/`, by POST so that no secret stands in an address. Source: settings/oauth/index.md. */
export function tokenEndpoint({ fetch, version, now, timeout = 20_000 }: Needs): TokenEndpoint {
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
      { fetch, timeout, maxBytes: 1024 ** 2 },
    )
    return read(posted, { grant, subject: portalHost(server), secrets })
  }

  function toTokens(said: Answer, portal: string, serverDomain: string): Tokens {
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
      const said = await ask('refresh_token', serverOrigin(serverDomain, origin), form)
      // A portal may have been renamed meanwhile, so its own id decides and its known address stays in use.
      if (said.member_id !== memberId) {
        const subject = new URL(said.client_endpoint).host
        throw new SignInError('portal-other', 'The renewed tokens are those of another portal', { subject })
      }
      return { ...toTokens(said, origin, serverDomain), userId: said.user_id ?? access.userId }
    },
  }
}

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

/** Reads an answer of the token endpoint; throws SignInError for everything that is not a pair. */
function read(
  { status, text }: { status: number; text: string },
  { grant, subject, secrets }: { grant: Grant; subject: string; secrets: string[] },
): Answer {
  const body = parseJson(text)
  const failure = body instanceof Object ? readFailure(body as Record<string, unknown>) : null
  const said = answer.safeParse(body)
  if (!failure && said.success && status < 400) return said.data
  const portalCode = without(secrets, failure?.code ?? '')
    .replace(/[^\w.-]/g, '')
    .slice(0, 60)
  // A page instead of data says nothing of the portal, whatever its status.
  const reason = failure ? tokenVerdict(failure.code, status, grant) : 'server-broken'
  const message = `The token endpoint answered ${portalCode || 'something else than tokens'} (HTTP ${status})`
  throw new SignInError(reason, message, {
    subject,
    detail: plainText(without(secrets, failure?.text ?? '')),
    portalCode,
  })
}

function without(secrets: string[], text: string): string {
  const forms = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((form) => form !== '')
  return forms.reduce((clean, secret) => clean.replaceAll(secret, '…'), text)
}

function keysOf({ clientId, clientSecret }: Application) {
  return { client_id: clientId, client_secret: clientSecret }
}

function defaultServer(portal: string): string {
  return isLoopback(new URL(portal)) ? portalHost(portal) : servers[0]
}

/** After the first answer the host of its `server_endpoint` counts, if it is one that may be asked. */
function nextServer(endpoint: string, portal: string): string | null {
  if (!URL.canParse(endpoint)) return null
  const url = new URL(endpoint)
  const isAllowed = isLoopback(new URL(portal)) ? isLoopback(url) : isKnownServer(url.host)
  return isAllowed ? url.host : null
}

function isKnownServer(host: string): boolean {
  return servers.some((server) => server === host.toLowerCase())
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a web page: told by the missing fields
  }
}
