import { isIP, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type * as UndiciModule from 'undici'
import type { Agent, buildConnector } from 'undici'
import type { Fetch } from '../bitrix/rest/post.ts'
import type { SeenCertificate } from '../model.ts'
import { CertificateRefused, checkCertificate, type Pin } from './certificates.ts'
import { ConnectionFault } from './faults.ts'
import { isLoopback } from './hosts.ts'
import { isStreamed, sendStreamed, type StreamedInit } from './streamed-call.ts'
import { routeName, type ProxyRoute, type Route, type Routes } from './route.ts'
import type { Trust } from './trust.ts'
import { createTunnels, type ProxyLogins } from './tunnel.ts'

/** A connection as it was made: by which way, and to whom. */
export type Connection = { host: string; route: Route; certificate: SeenCertificate | null }

export type Transport = {
  /** As Node's own: redirects are shown when asked to be, and nothing is ever sent again by itself. */
  fetch: Fetch
  /** The next call connects anew: what is trusted, or the way, is another now. */
  reset(): void
}

type TransportOptions = {
  trust: Trust
  routes: Routes
  logins: ProxyLogins
  /** What was agreed to for a host (with its port, where it is not the usual one). */
  pinOf: (host: string) => Pin | null
  onConnect?: (connection: Connection) => void
  /** A certificate was refused; nothing was sent. */
  onRefused?: (seen: SeenCertificate) => void
  /** Milliseconds since 1970. */
  now?: () => number
  /** Milliseconds to connect, as Node has it. */
  timeoutMs?: number
}

type Undici = typeof UndiciModule
type Wanted = buildConnector.Options

/**
 * The one way out of this app. Whose certificates count and which way is taken is decided for each connection, before
 * anything is sent on it; all else is undici. What leaves no computer goes by Node's own fetch.
 */
export function createTransport(options: TransportOptions): Transport {
  const { trust, routes, logins, pinOf, onConnect, onRefused, now = Date.now, timeoutMs = 10_000 } = options
  const agents = new Map<string, Agent>()
  let loading: Promise<Undici> | null = null
  /** For what leaves no computer. */
  let here: Agent | null = null
  const load = () => (loading ??= import('undici'))

  function connector(undici: Undici, ways: Route[]): buildConnector.connector {
    const plain = undici.buildConnector({ timeout: timeoutMs })
    const tunnel = createTunnels({
      logins,
      clientOf: (route) => new undici.Client(proxyOrigin(route), { connect: proxyConnect(route) }),
    })
    // A proxy that is spoken to over TLS has a certificate like anybody's; there is nothing to agree to.
    const proxyConnect =
      (route: ProxyRoute): buildConnector.connector =>
      (wanted, callback) => {
        if (route.kind === 'http') return plain(wanted, callback)
        trust.context().then(
          (secureContext) => undici.buildConnector({ timeout: timeoutMs, secureContext })(wanted, callback),
          (error: unknown) => callback(error as Error, null),
        )
      }

    /** The first way that leads anywhere. */
    async function reach(wanted: Wanted): Promise<{ route: Route; socket: Socket | null }> {
      let failed: unknown
      for (const route of ways) {
        if (route.kind === 'direct') return { route, socket: null }
        try {
          return { route, socket: await tunnel(route, { host: wanted.hostname, port: portOf(wanted) }) }
        } catch (error) {
          failed = error
          if (!(error instanceof ConnectionFault) || error.problem !== 'proxy-unreachable') break
        }
      }
      throw failed
    }

    async function secure(
      wanted: Wanted,
      under: Socket | null,
    ): Promise<{ socket: TLSSocket; seen: SeenCertificate }> {
      // Node's own verdict is read from the socket before anything is sent; see checkCertificate. A connection that is
      // taken up again would skip the look at the name, so none is.
      const connect = undici.buildConnector({
        timeout: timeoutMs,
        secureContext: await trust.context(),
        rejectUnauthorized: false,
        maxCachedSessions: 0,
      })
      const socket = (await connected(connect, { ...wanted, ...(under ? { httpSocket: under } : {}) }).catch(
        (error: unknown) => {
          throw asHandshakeFault(error, wanted.host ?? wanted.hostname, under !== null)
        },
      )) as TLSSocket
      try {
        const host = wanted.host ?? wanted.hostname
        return {
          socket,
          seen: checkCertificate(socket, { host, hostname: wanted.hostname, pin: pinOf(host), now: now() }),
        }
      } catch (error) {
        socket.on('error', () => undefined).destroy()
        throw error
      }
    }

    async function open(wanted: Wanted, isSecond = false): Promise<Socket> {
      const { route, socket: under } = await reach(wanted)
      const host = wanted.host ?? wanted.hostname
      if (wanted.protocol !== 'https:') {
        onConnect?.({ host, route, certificate: null })
        return under ?? connected(plain, wanted)
      }
      try {
        const { socket, seen } = await secure(wanted, under)
        onConnect?.({ host, route, certificate: seen })
        return socket
      } catch (error) {
        // Somebody may have added the root a moment ago.
        if (error instanceof CertificateRefused && !isSecond && (await trust.refresh()))
          return open(wanted, true)
        if (error instanceof CertificateRefused) onRefused?.(error.seen)
        throw error
      }
    }

    return (wanted, callback) => {
      open(wanted).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error as Error, null),
      )
    }
  }

  function agentFor(undici: Undici, ways: Route[]): Agent {
    const key = ways.map(routeName).join(' ')
    const agent = agents.get(key) ?? new undici.Agent({ connect: connector(undici, ways) })
    agents.set(key, agent)
    return agent
  }

  const streamHere = (undici: Undici, address: string, init: StreamedInit) =>
    sendStreamed((here ??= new undici.Agent()), undici, address, init)

  return {
    fetch: async (address, init) => {
      const url = new URL(address)
      if (url.protocol === 'http:' && isLoopback(url)) {
        return isStreamed(init) ? streamHere(await load(), address, init) : fetch(address, init)
      }
      const [undici, ways] = await Promise.all([load(), routes.to(url)])
      init.signal?.throwIfAborted()
      if (isStreamed(init)) return sendStreamed(agentFor(undici, ways), undici, address, init)
      const answer = await undici.fetch(address, { ...(init as object), dispatcher: agentFor(undici, ways) })
      return answer as unknown as Response
    },
    reset: () => {
      routes.forget()
      // What is under way ends in peace.
      for (const agent of agents.values()) void agent.close().catch(() => undefined)
      agents.clear()
    },
  }
}

const proxyOrigin = ({ kind, host, port }: ProxyRoute): string =>
  `${kind === 'https' ? 'https' : 'http'}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`

const portOf = ({ port, protocol }: Wanted): number => Number(port) || (protocol === 'https:' ? 443 : 80)

function connected(connect: buildConnector.connector, wanted: Wanted): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connect(wanted, (...[error, socket]) => {
      if (error) reject(error)
      else resolve(socket)
    })
  })
}

/** A handshake comes before the request, so nothing of that was sent. Inside a tunnel there is nothing else to wait for. */
function asHandshakeFault(error: unknown, subject: string, isInTunnel: boolean): unknown {
  const { code = '', syscall } = error as NodeJS.ErrnoException
  const isHandshake =
    /^(?:EPROTO|ERR_SSL_|ERR_TLS_)/.test(code) ||
    (code === 'ECONNRESET' && syscall !== 'connect') ||
    (isInTunnel && code === 'UND_ERR_CONNECT_TIMEOUT')
  return isHandshake ? new ConnectionFault('secure-connection-failed', { subject, cause: error }) : error
}
