import { onAbort } from '../../abort.ts'
import { waitForCallback } from './loopback.ts'
import {
  acceptCallback,
  authorizeUrl,
  newState,
  parseCallback,
  type Callback,
  type Declined,
} from './oauth.ts'
import { SignInError } from './sign-in-errors.ts'
import type { Application, TokenEndpoint, Tokens } from './token-endpoint.ts'

type AuthorizationDeps = {
  endpoint: Pick<TokenEndpoint, 'exchangeCode'>
  /** Opens the portal's page; a failure ends the sign-in. The address holds the state, so it must not be logged. */
  openInBrowser: (url: string) => void | Promise<void>
}
type AuthorizationOptions = {
  /** The portal's origin, as `parsePortal` gives it. */
  portal: string
  application: Application
  /** Port of the application's card; null where only the pasted address is waited for. */
  port: number | null
  /** How long a person may take, in milliseconds. Default 5 minutes. */
  timeoutMs?: number
  signal?: AbortSignal
}

/** An authorization under way, from the browser's page to the first pair of tokens. */
export type Authorization = {
  /** The first pair. Rejects with SignInError, with what the network throws, or with the signal's reason. */
  tokens: Promise<Tokens>
  /** Takes the address that the browser was sent to. A wrong one is thrown back and the sign-in goes on. */
  paste: (address: string) => void
}

/**
 * Signs in by OAuth in the system's browser (RFC 8252 as far as Bitrix24 allows). The state lives for this one
 * sign-in, whichever way the answer comes, and the code is exchanged at once.
 */
export function startAuthorization(
  { endpoint, openInBrowser }: AuthorizationDeps,
  wanted: AuthorizationOptions,
): Authorization {
  const { portal, application, port, timeoutMs = 300_000, signal } = wanted
  const state = newState()
  const ending = endingWith(signal)
  let take: ((callback: Callback) => void) | null = null
  const pasted = new Promise<Callback>((resolve) => (take = resolve))

  async function open(): Promise<void> {
    try {
      await openInBrowser(authorizeUrl({ portal, clientId: application.clientId, state }))
    } catch (error) {
      ending.stop(error)
    }
  }

  async function answer(): Promise<Callback | Declined> {
    const waiting = { port, state, timeoutMs, signal: ending.signal, onListening: () => void open() }
    try {
      return await Promise.race([pasted, waitForCallback(waiting)])
    } finally {
      take = null
      ending.stop(new SignInError('state-wrong', 'The sign-in is over'))
    }
  }

  async function run(): Promise<Tokens> {
    const callback = acceptCallback(await answer(), { state, portal })
    return endpoint.exchangeCode({ callback, portal, application, signal })
  }

  return {
    tokens: run(),
    paste: (address) => {
      const callback = acceptCallback(parseCallback(address), { state, portal })
      if (!take) throw new SignInError('state-wrong', 'The address belongs to a sign-in that is over')
      take(callback)
    },
  }
}

/** A signal of its own that the caller's one ends as well. */
function endingWith(outer: AbortSignal | undefined) {
  const controller = new AbortController()
  const unfollow = onAbort(outer, (reason) => controller.abort(reason))
  const stop = (reason: unknown) => {
    unfollow()
    controller.abort(reason)
  }
  return { signal: controller.signal, stop }
}
