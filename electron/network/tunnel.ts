import type { Socket } from 'node:net'
import type { Client } from 'undici'
import { ConnectionFault } from './faults.ts'
import { loginHeader, readChallenge, type Challenge, type Login } from './proxy-login.ts'
import { proxyName, type ProxyRoute } from './route.ts'

export type ProxyLogins = {
  /** The name and password for a proxy; null where there are none, or they were refused. */
  of(proxy: string): Promise<Login | null>
  /** A proxy wants them and there are none. */
  ask(proxy: string): void
  /** A proxy has refused these. They are not tried again by themselves, for directories lock who errs too often. */
  refuse(proxy: string, login: Login): void
}

type Target = { host: string; port: number }
type TunnelOptions = {
  logins: ProxyLogins
  /** undici's connection to a proxy itself. */
  clientOf: (route: ProxyRoute) => Client
  /** Milliseconds for one exchange with a proxy. Default 15 s. */
  timeoutMs?: number
}

/** Opens connections through proxies: CONNECT, SOCKS5 and SOCKS4. What is sent inside is not encrypted by it. */
export function createTunnels({ logins, clientOf, timeoutMs = 15_000 }: TunnelOptions) {
  /** Those who were content with Basic get it at once; Digest wants a fresh number each time. */
  const basic = new Set<string>()

  async function ask(route: ProxyRoute, target: string, authorization: string | null) {
    const client = clientOf(route)
    try {
      const headers = {
        host: target,
        ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
      }
      const signal = AbortSignal.timeout(timeoutMs)
      const { statusCode, headers: said, socket } = await client.connect({ path: target, headers, signal })
      return {
        status: statusCode,
        challenges: [said['proxy-authenticate'] ?? []].flat(),
        socket: socket as Socket,
      }
    } catch (error) {
      throw proxyFault(error, proxyName(route))
    } finally {
      // The tunnel is a connection of its own by now; a client that failed is of no more use.
      void client.destroy().catch(() => undefined)
    }
  }

  async function connect(route: ProxyRoute, target: string): Promise<Socket> {
    const name = proxyName(route)
    const fault = (problem: ConnectionFault['problem']) => new ConnectionFault(problem, { subject: name })
    let challenge: Exclude<Challenge, { scheme: 'unsupported' }> | null = basic.has(name)
      ? { scheme: 'basic' }
      : null
    for (let round = 0; round < 3; round += 1) {
      const login: Login | null = challenge ? (route.login ?? (await logins.of(name))) : null
      if (challenge && !login) logins.ask(name)
      if (challenge && !login) throw fault('proxy-sign-in')
      const answer = await ask(
        route,
        target,
        challenge && login ? loginHeader(challenge, login, target) : null,
      )
      if (answer.status >= 200 && answer.status < 300) {
        if (challenge?.scheme === 'basic') basic.add(name)
        return answer.socket
      }
      answer.socket.on('error', () => undefined).destroy()
      if (answer.status !== 407) throw fault(problemOf(answer.status))
      const next = readChallenge(answer.challenges)
      if (next.scheme === 'unsupported') throw fault('proxy-unsupported')
      if (login && !(next.scheme === 'digest' && next.isStale)) {
        basic.delete(name)
        logins.refuse(name, login)
        throw fault('proxy-sign-in')
      }
      challenge = next
    }
    throw fault('proxy-broken')
  }

  async function connectSocks(route: ProxyRoute, destination: Target): Promise<Socket> {
    const { SocksClient } = await import('socks')
    const name = proxyName(route)
    const login = route.login ?? (await logins.of(name))
    try {
      const { socket } = await SocksClient.createConnection({
        proxy: {
          host: route.host,
          port: route.port,
          type: route.kind === 'socks4' ? 4 : 5,
          ...(login ? { userId: login.user, password: login.password } : {}),
        },
        command: 'connect',
        destination,
        timeout: timeoutMs,
      })
      return socket
    } catch (error) {
      const problem = socksProblem(error)
      if (problem === 'proxy-sign-in') {
        if (login) logins.refuse(name, login)
        else logins.ask(name)
      }
      throw new ConnectionFault(problem, { subject: name })
    }
  }

  /** A connection to `host:port` through this proxy. Throws {@link ConnectionFault} with the proxy as its subject. */
  return (route: ProxyRoute, { host, port }: Target): Promise<Socket> => {
    if (route.kind === 'socks5' || route.kind === 'socks4') return connectSocks(route, { host, port })
    return connect(route, `${host.includes(':') ? `[${host}]` : host}:${port}`)
  }
}

function problemOf(status: number): ConnectionFault['problem'] {
  if (status === 511) return 'network-sign-in'
  return status === 403 || status === 451 ? 'proxy-refused' : 'proxy-broken'
}

const unreachable =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENETUNREACH|EHOSTUNREACH|EHOSTDOWN|ENETDOWN|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT|ABORT_ERR)$/

function proxyFault(error: unknown, subject: string): ConnectionFault {
  const { code, name } = error as { code?: unknown; name?: unknown }
  const isSilent = name === 'TimeoutError' || (typeof code === 'string' && unreachable.test(code))
  return new ConnectionFault(isSilent ? 'proxy-unreachable' : 'proxy-broken', { subject })
}

/** The package tells by its texts alone. */
function socksProblem(error: unknown): ConnectionFault['problem'] {
  const text = error instanceof Error ? error.message : ''
  if (/authentication/i.test(text)) return 'proxy-sign-in'
  if (/NotAllowed/.test(text)) return 'proxy-refused'
  return /rejected connection|invalid|unexpected|socket closed|ECONNRESET/i.test(text)
    ? 'proxy-broken'
    : 'proxy-unreachable'
}
