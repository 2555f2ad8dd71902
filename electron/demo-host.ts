import { randomBytes } from 'node:crypto'
import type { KeychainState } from './model.ts'
import type { Secrets } from './store/secrets/secrets.ts'

type Running = { webhook: string; pageAddress: (path: string) => string; close(): Promise<void> }

type Deps = {
  secrets: Secrets
  /** Starts the portal with the key that its webhook codes are derived from. */
  start: (key: string) => Promise<Running>
}

export type DemoHost = {
  /** The same portal every time; starts it when it is asked for first, so that others never pay for it. */
  start(): Promise<{ webhook: string; state: KeychainState }>
  /** The address that opens a page of it, by its path, in the person's browser and in no other. Secret. */
  pageAddress(path: string): Promise<string>
  close(): Promise<void>
}

const entry = 'demo-portal-key'

/** Keeps the embedded demo portal and its key, which lives in the keychain like every other secret. */
export function createDemoHost({ secrets, start }: Deps): DemoHost {
  let running: Promise<Running & { state: KeychainState }> | null = null

  const launch = async () => {
    const { key, state } = await demoKey(secrets)
    return { ...(await start(key)), state }
  }

  async function started() {
    running ??= launch()
    try {
      return await running
    } catch (error) {
      running = null // the next try starts again
      throw error
    }
  }

  return {
    start: async () => {
      const { webhook, state } = await started()
      return { webhook, state }
    },
    pageAddress: async (path) => (await started()).pageAddress(path),
    close: async () => {
      const portal = await running?.catch(() => null) // a portal that did not start needs no closing
      await portal?.close()
    },
  }
}

async function demoKey(secrets: Secrets): Promise<{ key: string; state: KeychainState }> {
  const kept = await secrets.read(entry, false)
  if (kept.secret !== null) return { key: kept.secret, state: 'ok' }
  const key = randomBytes(32).toString('hex')
  // A key in memory serves as well: the demo's data does not depend on it, only the address does.
  return { key, state: await secrets.keep(entry, key) }
}
