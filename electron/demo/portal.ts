import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assemble } from './assemble.ts'
import { createClock } from './data/clock.ts'
import type { Language, Variant } from './context.ts'
import type { Control } from './http/control.ts'
import type { Faults } from './http/faults.ts'
import type { Limits } from './http/limits.ts'
import type { CardOptions } from './oauth/card.ts'
import { appCard } from './oauth/card.ts'
import { enlarge, type SeedSize } from './data/seed-large.ts'
import { seed } from './data/seed.ts'
import { createListener } from './http/server.ts'
import { openStore } from './data/store.ts'
import type { Store } from './data/store.ts'
import { allScopes } from './v2/system.ts'
import { webhookCode } from './webhooks.ts'

export type DemoPortalOptions = {
  /** The JSON file that keeps the data; null: memory only. */
  file: string | null
  /** Secret that the webhook codes and the application's key are derived from. */
  key: string
  /** 0, the default: any free one. */
  port?: number
  /** Starts from the seed and replaces the data. */
  fresh?: boolean
  /** A larger seed than usual. */
  size?: SeedSize
  /** Of the seeded My Plan, of new default stages and of the web pages. */
  language?: Language
  now?: () => Date
  /** The card of the local application that people sign in with. */
  oauth?: CardOptions
  /** Limits as a real portal has them, or some of one's own; none by default. */
  limits?: boolean | Partial<Limits>
  /** Offers an address where others can make calls go wrong; none by default. */
  control?: Control | null
  /** `snapshot` by default. */
  variant?: Variant
  /** False: an older portal without REST 3.0, where every method of it is unknown; true by default. */
  rest3?: boolean
  /** For tests: what shall go wrong. */
  faults?: Faults
  /** For tests: told of every code and token that is handed out. */
  onIssue?: (secret: string) => void
  /** Bytes that a request may hold, 64 MB by default. */
  bodyLimit?: number
  /** The data file could not be read and was renamed to `setAside` (null if even that failed); the seed is used. */
  onDamaged?: (setAside: string | null) => void
  /** The data could not be written; the portal goes on and tries again with the next change. */
  onWriteFailed?: (error: unknown) => void
}

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
  /** `http://127.0.0.1:PORT` */
  url: string
  /** Webhook address of the first user. Secret. */
  webhook: string
  users: DemoUser[]
  oauth: DemoOAuth
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
  let url = ''
  const server = createServer(createListener(assemble(options, card, store, clock, () => url)))
  url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`
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
    webhook: `${url}/rest/1/${webhookCode(key, 1)}/`,
    users,
    oauth: {
      ...{ clientId, clientSecret },
      ...{ authorizeUrl: `${url}/oauth/authorize/`, tokenUrl: `${url}/oauth/token/` },
      redirectUri,
    },
    close: () => (closing ??= close(server, store)),
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
