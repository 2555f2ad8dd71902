import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type EgressRecorder = {
  /** `127.0.0.1:PORT`, a proxy that lets nothing through. */
  address: string
  /** Every host that was asked for. */
  asked: ReadonlySet<string>
  close: () => void
}

/** Starts a proxy that opens no way to anywhere, and notes the host of every request. */
export async function recordEgress(): Promise<EgressRecorder> {
  const asked = new Set<string>()
  const server = createServer((request, response) => {
    asked.add(new URL(request.url ?? '', 'http://unknown').host)
    response.writeHead(502).end()
  })
  server.on('connect', (request, socket) => {
    asked.add(request.url ?? '')
    socket.on('error', () => undefined) // Chromium hangs up first
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Switches for Chromium, which the app's own calls go by too: all but this computer is behind the proxy. */
export const behind = (address: string): string[] => [
  `--proxy-server=${address}`,
  '--proxy-bypass-list=127.0.0.1',
]

/** The environment variable that puts every app of the end-to-end tests behind such a proxy. */
export const egressVariable = 'QUICKPLAN_TEST_EGRESS'

/** What an app of a test gets for it; nothing where the test has a proxy of its own, which notes what it is asked. */
export function egressArguments({
  args = [],
  env = {},
}: {
  args?: string[]
  env?: NodeJS.ProcessEnv
}): string[] {
  const address = process.env[egressVariable]
  const hasItsOwn =
    args.some((one) => one.startsWith('--proxy')) || Object.keys(env).some((name) => /_proxy$/i.test(name))
  return address === undefined || hasItsOwn ? [] : behind(address)
}

/** Names that can lead nowhere (RFC 2606, RFC 6761); tests type them. */
const leadsNowhere = /(?:^|\.)(?:test|example|invalid|localhost|example\.(?:com|net|org))(?::\d+)?$/

/** What is to be told of the hosts that were asked for, and whether any of them is none of the tests'. */
export function egressVerdict(asked: Iterable<string>): { text: string; isClean: boolean } {
  const hosts = [...asked].sort()
  const foreign = hosts.filter((host) => !leadsNowhere.test(host))
  const told = hosts.length === 0 ? 'none' : hosts.join(', ')
  return {
    isClean: foreign.length === 0,
    text: `Hosts asked for beyond this computer: ${told}${foreign.length > 0 ? `\nNot of the tests: ${foreign.join(', ')}` : ''}`,
  }
}
