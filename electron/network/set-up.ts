import { AppError } from '../errors.ts'
import type { NetworkView, ProxyChoice } from '../model.ts'
import type { ObjectFile } from '../store/settings.ts'
import type { Secrets } from '../store/secrets/secrets.ts'
import { createAgreements } from './agreements.ts'
import { isPrivate } from './hosts.ts'
import { createLogins } from './logins.ts'
import type { Login } from './proxy-login.ts'
import { createQuestions } from './questions.ts'
import { createRoutes, parseProxy } from './route.ts'
import { createTransport, type Connection } from './transport.ts'
import { createTrust } from './trust.ts'

type NetworkOptions = {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  /** Electron's, of a session. */
  resolveProxy: (url: string) => Promise<string>
  secrets: Secrets
  /** Where agreements are kept. */
  file: ObjectFile
  onChange: (view: NetworkView) => void
  /** Something that was refused may go through now. */
  onAgreed: () => void
  log: (text: string) => void
  /** Milliseconds since 1970, to tell by whether a certificate is valid. */
  now?: () => number
}

export type NetworkAnswer = { id: string; yes: boolean; login?: Login }

export type Network = ReturnType<typeof setUpNetwork>

/** The way to portals: whose certificates count, which proxy is taken, and what a person has agreed to. */
export function setUpNetwork(options: NetworkOptions) {
  const { platform, env, resolveProxy, secrets, file, onChange, onAgreed, log, now = Date.now } = options
  const agreements = createAgreements(file)
  const questions = createQuestions(() => onChange(view()))
  const connections = new Map<string, Connection>()

  const view = (): NetworkView => {
    const { choice, pins, plainHosts, proxies } = agreements.get()
    return { choice, questions: questions.all(), pins, plainHosts, proxies }
  }

  const trust = createTrust({ platform, env, log })
  const routes = createRoutes({ resolveProxy, env, choice: () => agreements.get().choice })
  const logins = createLogins({
    secrets,
    isKept: (proxy) => agreements.get().proxies.some((one) => one.proxy === proxy),
    onAsk: (proxy, wasRefused) =>
      questions.ask({ kind: 'proxy', id: `proxy|${proxy}|${wasRefused}`, proxy, wasRefused }),
  })
  const transport = createTransport({
    trust,
    routes,
    logins,
    pinOf: agreements.pinOf,
    now,
    onConnect: (connection) => connections.set(connection.host, connection),
    onRefused: (certificate) => {
      const { host, fingerprint } = certificate
      const isChanged = agreements.pinOf(host) !== null
      questions.ask({ kind: 'certificate', id: `certificate|${host}|${fingerprint}`, certificate, isChanged })
    },
  })

  async function agree(id: string, login: Login | undefined): Promise<void> {
    const question = questions.find(id)
    if (question.kind === 'certificate' && question.certificate.mayBePinned)
      agreements.pin(question.certificate)
    if (question.kind === 'move') agreements.agreeMove(question.from, question.to)
    if (question.kind === 'plain') agreements.allowPlain(question.host)
    if (question.kind === 'proxy' && login) {
      agreements.keepProxy({ proxy: question.proxy, user: login.user })
      await logins.take(question.proxy, login)
    }
    transport.reset()
    questions.settle(id)
    onAgreed()
  }

  return {
    fetch: transport.fetch,
    trust,
    routes,
    /** How a host was reached last; null where it was not yet. */
    connectionTo: (host: string): Connection | null => connections.get(host) ?? null,
    view,
    /** Whether a portal that sends its calls on may be followed. Asks, where nobody has said yet. */
    mayMove: (from: string, to: string): boolean => {
      const isAgreed = agreements.get().moves.some((move) => move.from === from && move.to === to)
      if (!isAgreed) questions.ask({ kind: 'move', id: `move|${from}|${to}`, from, to })
      return isAgreed
    },
    /** Whether a portal may be called without encryption. Asks, where nobody has said yet and it may be asked. */
    allowsPlain: (url: URL): boolean => {
      if (!isPrivate(url)) return false
      const isAgreed = agreements.get().plainHosts.includes(url.host)
      if (!isAgreed) questions.ask({ kind: 'plain', id: `plain|${url.host}`, host: url.host })
      return isAgreed
    },
    answer: async ({ id, yes, login }: NetworkAnswer): Promise<NetworkView> => {
      if (yes) await agree(id, login)
      else questions.putOff(id)
      return view()
    },
    revoke: async (kind: 'pin' | 'plain' | 'proxy', name: string): Promise<NetworkView> => {
      agreements.revoke(kind, name)
      if (kind === 'proxy') await logins.forget(name)
      transport.reset()
      onChange(view())
      return view()
    },
    askAgain: questions.askAgain,
    /** The network, or what was chosen, may be another one. */
    reset: transport.reset,
    /** Takes up another way out. Throws `proxy-malformed` for an address that is none. */
    choose: (choice: ProxyChoice): NetworkView => {
      if (choice.mode === 'this' && !parseProxy(choice.address)) {
        throw new AppError('proxy-malformed', 'What was typed is not the address of a proxy')
      }
      agreements.choose(choice)
      transport.reset()
      questions.askAgain()
      onAgreed()
      return view()
    },
  }
}
