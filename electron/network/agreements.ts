import * as z from 'zod'
import type { ProxyChoice, SeenCertificate } from '../model.ts'
import type { ObjectFile } from '../store/settings.ts'
import type { Pin } from './certificates.ts'

const pin = z.object({
  host: z.string().min(1),
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  fingerprint: z.string().regex(/^(?:[\dA-F]{2}:){31}[\dA-F]{2}$/),
  faults: z.array(z.enum(['untrusted', 'incomplete', 'expired', 'early', 'other-name'])),
  chain: z.array(z.string()),
  mayBePinned: z.boolean(),
  since: z.string(),
})
const login = z.object({ proxy: z.string().min(1), user: z.string() })
const choice = z.object({ mode: z.enum(['system', 'none', 'this']), address: z.string() })
const content = z.object({
  choice: choice.catch({ mode: 'system', address: '' }),
  pins: listOf(pin),
  plainHosts: listOf(z.string().min(1)),
  moves: listOf(z.object({ from: z.string(), to: z.string() })),
  proxies: listOf(login),
})
type Content = z.infer<typeof content>

/** What somebody has agreed to on the way to portals; kept on disk, revocable, and nothing of it secret. */
export type Agreements = {
  get(): Content
  pinOf(host: string): Pin | null
  choose(choice: ProxyChoice): void
  /** Replaces what was agreed to for the same host. */
  pin(seen: SeenCertificate): void
  allowPlain(host: string): void
  agreeMove(from: string, to: string): void
  keepProxy(entry: z.infer<typeof login>): void
  /** Takes back what was agreed to for a host or a proxy. */
  revoke(kind: 'pin' | 'plain' | 'proxy', name: string): void
}

/** `now`: milliseconds since 1970. */
export function createAgreements(file: ObjectFile, now = Date.now): Agreements {
  const read = () => content.parse(file.store)
  // Asked at every connection: read from the file once.
  let kept = read()
  const get = () => kept
  const write = (change: Partial<Content>) => {
    // What a newer version has written beside stays.
    file.store = { ...file.store, version: 1, ...get(), ...change }
    kept = read()
  }
  const without = <T, K extends keyof T>(list: T[], key: K, value: T[K]) =>
    list.filter((one) => one[key] !== value)

  return {
    get,
    pinOf: (host) => get().pins.find((one) => one.host === host) ?? null,
    pin: (seen) =>
      write({
        pins: [...without(get().pins, 'host', seen.host), { ...seen, since: new Date(now()).toISOString() }],
      }),
    allowPlain: (host) => write({ plainHosts: [...new Set([...get().plainHosts, host])] }),
    agreeMove: (from, to) => write({ moves: [...without(get().moves, 'from', from), { from, to }] }),
    choose: (choice) => write({ choice }),
    keepProxy: (entry) => write({ proxies: [...without(get().proxies, 'proxy', entry.proxy), entry] }),
    revoke: (kind, name) => {
      const { pins, plainHosts, proxies } = get()
      if (kind === 'pin') write({ pins: without(pins, 'host', name) })
      else if (kind === 'plain') write({ plainHosts: plainHosts.filter((host) => host !== name) })
      else write({ proxies: without(proxies, 'proxy', name) })
    },
  }
}

/** An entry that makes no sense is left out; the others stay. */
function listOf<T>(item: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((found) => found.flatMap((one) => item.safeParse(one).data ?? []))
}
