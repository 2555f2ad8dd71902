import { lookup } from 'node:dns/promises'
import { toProblem } from '../errors.ts'
import { networkError } from '../bitrix/rest/network-errors.ts'
import type { ConnectionStep, ConnectionTest } from '../model.ts'
import { routeName } from './route.ts'
import type { Network } from './set-up.ts'

type Walk = {
  /** The portal's, as an account has it. */
  origin: string
  network: Pick<Network, 'fetch' | 'routes' | 'connectionTo'>
  /** Whose the account is, as the portal says. */
  signIn: () => Promise<string>
  scopes: () => Promise<string[]>
  /** Milliseconds since 1970. */
  now: () => number
  /** Milliseconds for the portal's answer. */
  timeoutMs?: number
}
type Found = Pick<ConnectionStep, 'detail'> & { isSkipped?: boolean }

/**
 * Walks to a portal as calls do, from its name to what the account may do there, and tells how far it came. No secret is
 * sent before the sign-in, and none is in what is told.
 */
export async function testConnection({
  origin,
  network,
  signIn,
  scopes,
  now,
  timeoutMs = 20_000,
}: Walk): Promise<ConnectionTest> {
  const url = new URL(origin)
  const steps: ConnectionStep[] = []
  let answer: { firstByteMs: number; clockAhead: number | null } | null = null
  let route = 'direct'

  /** Answers whether the walk goes on. */
  async function step(name: ConnectionStep['name'], work: () => Promise<Found>): Promise<void> {
    if (steps.at(-1)?.state === 'failed') return
    try {
      const { detail, isSkipped = false } = await work()
      steps.push({ name, state: isSkipped ? 'skipped' : 'ok', detail, problem: null })
    } catch (error) {
      steps.push({ name, state: 'failed', detail: '', problem: toProblem(error) })
    }
  }
  const named = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw networkError(error, { method: 'the test', host: url.host })
    })

  await step('route', async () => {
    const [first] = await named(network.routes.to(url))
    route = first ? routeName(first) : 'direct'
    return { detail: route }
  })
  await step('name', async () => {
    // Behind a proxy it is the proxy that knows names.
    if (route !== 'direct') return { detail: route, isSkipped: true }
    return { detail: (await named(lookup(url.hostname.replace(/^\[|\]$/g, '')))).address }
  })
  let reached: Response | null = null
  await step('tls', async () => {
    const begun = performance.now()
    const signal = AbortSignal.timeout(timeoutMs)
    const init = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
    reached = await named(network.fetch(`${origin}/rest/profile`, { ...init, redirect: 'manual', signal }))
    const theirs = Date.parse(reached.headers.get('date') ?? '')
    answer = {
      firstByteMs: Math.round(performance.now() - begun),
      clockAhead: Number.isNaN(theirs) ? null : Math.round((theirs - now()) / 1000),
    }
    const certificate = network.connectionTo(url.host)?.certificate
    if (!certificate) return { detail: url.protocol, isSkipped: true }
    return {
      detail: `${certificate.chain.join(' ← ')} (${certificate.issuer}, ${certificate.validTo.slice(0, 10)})`,
    }
  })
  await step('portal', async () => {
    const text = (await reached?.text()) ?? ''
    // Nobody said who calls, so a portal says so, in data.
    return {
      detail: `HTTP/1.1 ${reached?.status ?? ''} ${text.trimStart().startsWith('{') ? 'JSON' : 'a page'}`,
    }
  })
  await step('sign-in', async () => ({ detail: await signIn() }))
  await step('scopes', async () => ({ detail: (await scopes()).join(', ') }))
  return {
    at: new Date(now()).toISOString(),
    steps,
    firstByteMs: null,
    clockAhead: null,
    ...(answer as { firstByteMs: number; clockAhead: number | null } | null),
  }
}
