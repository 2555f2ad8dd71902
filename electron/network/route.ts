import { ConnectionFault } from './faults.ts'
import { isLoopback } from './hosts.ts'
import type { ProxyChoice } from '../model.ts'

/** A way to a host: straight, or by a proxy. */
export type Route = { kind: 'direct' } | ProxyRoute
export type ProxyRoute = {
  kind: 'http' | 'https' | 'socks5' | 'socks4'
  /** Without brackets where it is IPv6. */
  host: string
  port: number
  /** Name and password that an environment variable has brought. */
  login?: { user: string; password: string }
}

export type Routes = {
  /** The ways to an address, best first. Throws {@link ConnectionFault} where the network's script fails or does not end. */
  to(url: URL): Promise<Route[]>
  /** The network is another one: nothing that was found out counts any more. */
  forget(): void
}

type RoutesOptions = {
  /** Electron's `session.resolveProxy`, which knows the system's settings, scripts (PAC) and exceptions. */
  resolveProxy: (url: string) => Promise<string>
  env: NodeJS.ProcessEnv
  choice: () => ProxyChoice
  /** Milliseconds for a script. */
  timeoutMs?: number
  /** Milliseconds from some fixed moment: the computer's time may be set back. */
  now?: () => number
}

const direct: Route = { kind: 'direct' }
/** Milliseconds; a laptop that has come home is noticed as soon. */
const freshFor = 5_000

/** Finds the way to each address: by the system, then by the environment, or as somebody chose. */
export function createRoutes({
  resolveProxy,
  env,
  choice,
  timeoutMs = 5_000,
  now = () => performance.now(),
}: RoutesOptions): Routes {
  const known = new Map<string, { at: number; routes: Promise<Route[]> }>()

  async function bySystem(url: URL): Promise<Route[]> {
    // The path may hold a secret, and a script sees what it is given.
    const asked = resolveProxy(`${url.origin}/`).catch(() => null)
    const answer = await withinTime(asked, timeoutMs)
    // An empty answer is of a script that failed and must not be passed over; a system's own counts as "direct" then.
    if (answer === null || answer === '')
      throw new ConnectionFault('proxy-script-silent', { subject: url.host })
    const routes = readProxyList(answer)
    const isStraight = routes.every(({ kind }) => kind === 'direct')
    return isStraight && !env['auto_proxy'] ? [byEnvironment(url, env)] : routes
  }

  async function find(url: URL): Promise<Route[]> {
    const { mode, address } = choice()
    if (mode === 'none') return [direct]
    const given = mode === 'this' ? parseProxy(address) : null
    return given ? [given] : bySystem(url)
  }

  return {
    to: async (url) => {
      if (isLoopback(url)) return [direct]
      const found = known.get(url.origin)
      if (found && now() - found.at < freshFor) return found.routes
      const routes = find(url)
      known.set(url.origin, { at: now(), routes })
      routes.catch(() => known.delete(url.origin))
      return routes
    },
    forget: () => known.clear(),
  }
}

const kinds: Readonly<Record<string, ProxyRoute['kind']>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS5: 'socks5',
  SOCKS4: 'socks4',
}

/** Reads `PROXY a:8080; SOCKS5 b:1080; DIRECT`, as scripts and Chromium write it; what makes no sense is passed over. */
export function readProxyList(list: string): Route[] {
  const routes = list.split(';').flatMap((entry): Route[] => {
    const [kind = '', at = ''] = entry.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return [direct]
    const scheme = kinds[kind.toUpperCase()]
    const route = scheme && parseProxy(`${scheme}://${at}`)
    return route ? [route] : []
  })
  return routes.length > 0 ? routes : [direct]
}

const defaultPorts = { http: 80, https: 443, socks5: 1080, socks4: 1080 }

/** A proxy as somebody writes it: `proxy:3128`, `http://user:password@proxy:3128`, `socks5://[fd00::1]:1080`; null for anything else. */
export function parseProxy(text: string): ProxyRoute | null {
  const bare = text.trim()
  const full = /^[a-z\d]+:\/\//i.test(bare) ? bare : `http://${bare}`
  const [, scheme = ''] = /^(https?|socks[45]?h?):\/\//i.exec(full) ?? []
  const kind = scheme
    .toLowerCase()
    .replace(/^socks5?h?$/, 'socks5')
    .replace('socks4h', 'socks4') as ProxyRoute['kind']
  // A scheme that has no usual port, or a port that is written would be taken for none.
  const address = full.replace(/^[a-z\d]+:/i, 'proxy:')
  if (scheme === '' || !URL.canParse(address)) return null
  const { hostname, port, username, password } = new URL(address)
  if (hostname === '') return null
  return {
    kind,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? defaultPorts[kind] : Number(port),
    ...(username === '' ? {} : { login: { user: decoded(username), password: decoded(password) } }),
  }
}

/** `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case, as curl reads them. */
function byEnvironment(url: URL, env: NodeJS.ProcessEnv): Route {
  const read = (name: string) => env[name.toLowerCase()] ?? env[name] ?? ''
  const address = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') || read('ALL_PROXY')
  if (address === '' || isExcepted(url, read('NO_PROXY'))) return direct
  return parseProxy(address) ?? direct
}

function isExcepted({ hostname, host }: URL, exceptions: string): boolean {
  const names = exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  return names.some((name) => {
    const bare = name.replace(/^\*?\./, '')
    return name === '*' || bare === host || bare === hostname || hostname.endsWith(`.${bare}`)
  })
}

/** A proxy as it is shown: host and port, nothing else. */
export const proxyName = ({ host, port }: ProxyRoute): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`

/** A way in one word, as a report and a key of connections. */
export const routeName = (route: Route): string =>
  route.kind === 'direct' ? 'direct' : `${route.kind}://${proxyName(route)}`

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // somebody wrote a bare % into a password
  }
}

function withinTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
