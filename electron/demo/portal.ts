import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCalls } from './calls.ts'
import type { Language, Portal } from './context.ts'
import { createZones, toMoment } from './dates.ts'
import { createTimekeeper } from './envelope.ts'
import type { Faults } from './faults.ts'
import { createFileStore } from './file-store.ts'
import { createPages } from './pages.ts'
import { seed } from './seed.ts'
import { createListener } from './server.ts'
import { openStore } from './store.ts'
import type { Store } from './store.ts'
import { isWebhookCode, webhookCode } from './webhooks.ts'

export type DemoPortalOptions = {
  /** The JSON file that keeps the data; null: memory only. */
  file: string | null
  /** Secret that the webhook codes are derived from. */
  key: string
  /** 0, the default: any free one. */
  port?: number
  /** Starts from the seed and replaces the data. */
  fresh?: boolean
  /** Of the seeded My Plan, of new default stages and of the web pages. */
  language?: Language
  now?: () => Date
  /** For tests: what shall go wrong. */
  faults?: Faults
  /** Bytes that a request may hold, 64 MB by default. */
  bodyLimit?: number
  /** The data file could not be read and was renamed to `setAside` (null if even that failed); the seed is used. */
  onDamaged?: (setAside: string | null) => void
  /** The data could not be written; the portal goes on and tries again with the next change. */
  onWriteFailed?: (error: unknown) => void
}

export type DemoUser = { id: number; name: string; webhook: string }

export type DemoPortal = {
  /** `http://127.0.0.1:PORT` */
  url: string
  /** Webhook address of the first user. Secret. */
  webhook: string
  users: DemoUser[]
  /** Ends all connections and writes what is not written yet. */
  close: () => Promise<void>
}

/** Starts a local Bitrix24 portal on 127.0.0.1. Rejects with `EADDRINUSE` where the port is taken. */
export async function startDemoPortal(options: DemoPortalOptions): Promise<DemoPortal> {
  const { key, language = 'en', now = () => new Date(), faults = {} } = options
  const store = await openStore({
    file: options.file,
    fresh: options.fresh ?? false,
    seed: () => seed(language, now()),
    now,
    onDamaged: options.onDamaged,
    onWriteFailed: options.onWriteFailed,
  })
  const { data } = store
  const zones = createZones()
  const files = createFileStore(options.file)
  const portal: Portal = { data, now, language, zones, files, changed: store.changed }
  const timekeeper = createTimekeeper(now, (date) => zones.format(toMoment(date), ''))
  const server = createServer(
    createListener({
      calls: createCalls(portal, timekeeper, faults),
      pages: createPages(portal),
      timekeeper,
      faults,
      authorise: (userId, code) =>
        isWebhookCode(key, userId, code) ? data.users.find((user) => user.id === userId) : undefined,
      keep: (run) => keep(store, run),
      bodyLimit: options.bodyLimit ?? 64 * 1024 * 1024,
    }),
  )
  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`
  await store.saved()
  const users = data.users.map(({ id, name, lastName }) => ({
    id,
    name: `${name} ${lastName}`,
    webhook: `${url}/rest/${id}/${webhookCode(key, id)}/`,
  }))
  let closing: Promise<void> | null = null
  return {
    url,
    webhook: `${url}/rest/1/${webhookCode(key, 1)}/`,
    users,
    close: () => (closing ??= close(server, store)),
  }
}

/** An answer tells of nothing that a power cut could still take back. */
async function keep<T>(store: Store, run: () => T): Promise<T> {
  const before = store.changes()
  const result = run()
  if (store.changes() !== before) await store.saved()
  return result
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
