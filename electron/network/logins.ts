import * as z from 'zod'
import type { Secrets } from '../store/secrets/secrets.ts'
import type { Login } from './proxy-login.ts'
import type { ProxyLogins } from './tunnel.ts'

const stored = z.object({ user: z.string(), password: z.string() })

type LoginsOptions = {
  secrets: Secrets
  /** Whether the keychain should have something for this proxy. */
  isKept: (proxy: string) => boolean
  /** A person is wanted. */
  onAsk: (proxy: string, wasRefused: boolean) => void
}

/** The names and passwords for proxies: in the keychain, and while the app runs in memory; nowhere else. */
export function createLogins({ secrets, isKept, onAsk }: LoginsOptions): ProxyLogins & {
  /** Takes what a person has typed, and keeps it. */
  take(proxy: string, login: Login): Promise<void>
  forget(proxy: string): Promise<void>
} {
  const known = new Map<string, Login>()
  const refused = new Map<string, Login>()
  const reading = new Map<string, Promise<Login | null>>()

  async function read(proxy: string): Promise<Login | null> {
    if (!isKept(proxy)) return null
    const { secret } = await secrets.read(entryOf(proxy), true)
    const login = parsed(secret)
    if (login && !known.has(proxy)) known.set(proxy, login)
    return known.get(proxy) ?? null
  }

  return {
    of: async (proxy) => {
      const login = known.get(proxy) ?? (await once(reading, proxy, () => read(proxy)))
      const last = refused.get(proxy)
      return login && last?.user === login.user && last.password === login.password ? null : login
    },
    ask: (proxy) => onAsk(proxy, refused.has(proxy)),
    refuse: (proxy, login) => {
      refused.set(proxy, login)
      onAsk(proxy, true)
    },
    take: async (proxy, login) => {
      known.set(proxy, login)
      refused.delete(proxy)
      await secrets.keep(entryOf(proxy), JSON.stringify(login))
    },
    forget: async (proxy) => {
      known.delete(proxy)
      refused.delete(proxy)
      await secrets.remove(entryOf(proxy), false)
    },
  }
}

const entryOf = (proxy: string) => `proxy|${proxy}`

function parsed(secret: string | null): Login | null {
  try {
    return stored.safeParse(JSON.parse(secret ?? 'null')).data ?? null
  } catch {
    return null // not ours
  }
}

/** One question at a time for each name. */
function once<T>(running: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const found = running.get(key) ?? work().finally(() => running.delete(key))
  running.set(key, found)
  return found
}
