import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createCallers } from './callers.ts'
import { createCalls } from './calls.ts'
import type { Portal } from './context.ts'
import { createClock } from './data/clock.ts'
import type { Clock } from './data/clock.ts'
import { createZones, toMoment } from './data/dates.ts'
import { createFileStore } from './data/file-store.ts'
import { enlarge } from './data/seed-large.ts'
import { seed } from './data/seed.ts'
import { openStore } from './data/store.ts'
import type { Store } from './data/store.ts'
import { createTimekeeper } from './http/envelope.ts'
import type { Faults } from './http/faults.ts'
import { createIntensity, readLimits } from './http/limits.ts'
import { createPages } from './http/pages.ts'
import { firstName, isLoopbackHost, isNameIn } from './http/hosts.ts'
import { createPageSessions } from './http/page-sessions.ts'
import type { PageSessions } from './http/page-sessions.ts'
import { createListener } from './http/server.ts'
import type { ServerParts } from './http/server.ts'
import { createAuthorizePages } from './oauth/authorize.ts'
import type { AppCard } from './oauth/card.ts'
import { appCard } from './oauth/card.ts'
import { createGrants } from './oauth/grants.ts'
import type { DemoPortalOptions } from './options.ts'
import { allScopes } from './v2/system.ts'
import { webhookCode } from './webhooks.ts'

export type DemoUser = { id: number; name: string; webhook: string }

/** What a client needs to sign in. The client secret is one. */
export type DemoOAuth = {
  clientId: string
  clientSecret: string
  authorizeUrl: string
  tokenUrl: string
  redirectUri: string
}

export type DemoPortal = {
  /** `http://127.0.0.1:PORT`, or over TLS `https://` and a name of its certificate. */
  url: string
  port: number
  /** Webhook address of the first user. Secret. */
  webhook: string
  users: DemoUser[]
  oauth: DemoOAuth
  /**
   * An address that opens a page of the portal, such as `/`, in a browser: once, and within 60 seconds unless told
   * otherwise. That browser may then see the other pages too. Secret.
   */
  pageAddress: (path: string, lifetimeMs?: number) => string
  /** Ends all connections and writes what is not written yet. */
  close: () => Promise<void>
}

/**
 * Starts a local Bitrix24 portal on 127.0.0.1. Rejects with `EADDRINUSE` where the port is taken. It is its own
 * authorisation server: `server_domain` and `domain` are its own host with the port, unlike on a real portal.
 */
export async function startDemoPortal(options: DemoPortalOptions): Promise<DemoPortal> {
  const { key, language = 'en' } = options
  const clock = createClock(options.now ?? (() => new Date()))
  const card = appCard(key, options.oauth ?? {}, allScopes)
  const store = await openStore({
    file: options.file,
    fresh: options.fresh ?? false,
    seed: () => enlarge(seed(language, clock.now()), options.size ?? { stages: 0, tasks: 0 }),
    now: clock.now,
    onDamaged: options.onDamaged,
    onWriteFailed: options.onWriteFailed,
  })
  const sessions = createPageSessions(() => performance.now())
  let url = ''
  const listener = createPortalListener(options, { card, store, clock, sessions, url: () => url })
  const { tls } = options
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  const port = await listen(server, options.port ?? 0)
  url = tls ? (tls.address ?? `https://${firstName(tls.cert)}:${port}`) : `http://127.0.0.1:${port}`
  await store.saved()
  const users = store.data.users.map(({ id, name, lastName }) => ({
    id,
    name: `${name} ${lastName}`,
    webhook: `${url}/rest/${id}/${webhookCode(key, id)}/`,
  }))
  const { clientId, clientSecret, redirectUri } = card
  let closing: Promise<void> | null = null
  return {
    url,
    port,
    webhook: `${url}/rest/1/${webhookCode(key, 1)}/`,
    users,
    oauth: {
      clientId,
      clientSecret,
      authorizeUrl: `${url}/oauth/authorize/`,
      tokenUrl: `${url}/oauth/token/`,
      redirectUri,
    },
    pageAddress: (path, lifetimeMs) => url + sessions.invite(path, lifetimeMs),
    close: () => (closing ??= close(server, store)),
  }
}

/** What the parts of a portal share. `url` is asked for only during a call. */
type Shared = { card: AppCard; store: Store; clock: Clock; sessions: PageSessions; url: () => string }

/** A portal's own code without its port. */
export function createPortalListener(options: DemoPortalOptions, shared: Shared): RequestListener {
  return createListener(createParts(options, shared))
}

/** The parts of the server, handed to each other. */
function createParts(options: DemoPortalOptions, { card, store, clock, sessions, url }: Shared): ServerParts {
  const { language = 'en', variant = 'snapshot', titles = 'encoding', control = null } = options
  const { data, changed, keep } = store
  const zones = createZones()
  const files = createFileStore(options.file)
  const portal: Portal = { data, now: clock.now, language, variant, zones, files, titles, changed }
  const limits = readLimits(options.limits)
  const faults: Faults = { before: (call) => control?.choose(call) ?? options.faults?.before?.(call) }
  const timekeeper = createTimekeeper(clock.now, (date) => zones.format(toMoment(date), ''), limits)
  const grants = createGrants(portal, options.onIssue)
  const shared = { grants, clock, faults, keep }
  return {
    rest: {
      ...shared,
      calls: createCalls(portal, timekeeper, faults, options.rest3 ?? true),
      callers: createCallers(options.key, data, card, grants),
      timekeeper,
      intensity: createIntensity(limits, clock.now),
      bodyLimit: options.bodyLimit ?? 64 * 1024 * 1024,
    },
    oauth: {
      ...shared,
      card,
      pages: createAuthorizePages(language, data.users, card),
      users: data.users,
      url,
      tokenServer: () => options.tls?.tokenServer ?? new URL(url()).host,
    },
    pages: createPages(portal),
    sessions,
    control,
    isOwnHost: options.tls ? isNameIn(options.tls.cert) : isLoopbackHost,
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

async function close(server: Server, store: Store): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
  await store.close()
}
