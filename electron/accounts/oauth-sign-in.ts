import { AppError } from '../errors.ts'
import type { Credentials } from '../bitrix/credentials.ts'
import { waitForCallback } from '../bitrix/loopback.ts'
import {
  acceptCallback,
  authorizeUrl,
  newState,
  parseCallback,
  parsePortal,
  type Callback,
} from '../bitrix/oauth.ts'
import type { TokenEndpoint } from '../bitrix/oauth-tokens.ts'
import type { OAuthInput } from '../ipc/contract.ts'
import type { AccountNote } from '../store/accounts.ts'
import type { OAuthSecret } from './held-account.ts'

export type OAuthSignIn = {
  /** From the portal's address to its tokens. Only one at a time: a second one cancels the first. */
  begin(input: OAuthInput): Promise<{ note: AccountNote; secret: OAuthSecret }>
  /** Takes the address that the browser was sent to. Throws when it is not that of the sign-in under way. */
  paste(address: string): void
  cancel(): void
}

type Needs = {
  endpoint: TokenEndpoint
  openInBrowser: (url: string) => Promise<void>
  /** The login check with the new token. */
  check: (credentials: Credentials) => Promise<{ userId: number; userName: string }>
  /** How long the browser may take, in milliseconds. */
  patience?: number
}

type UnderWay = {
  expected: { state: string; portal: string }
  arrived: (callback: Callback) => void
  abort: AbortController
}

/**
 * Signing in with a local application of the portal, as RFC 8252 has it for programs on a computer: the system's
 * browser, and a listener on this computer for as long as it takes. Source: settings/oauth/index.md.
 */
export function createOAuthSignIn({
  endpoint,
  openInBrowser,
  check,
  patience = 5 * 60_000,
}: Needs): OAuthSignIn {
  let underWay: UnderWay | null = null

  const cancel = () => underWay?.abort.abort(new AppError('cancelled', 'The sign-in was cancelled'))

  async function comeBack({ portal, clientId, port }: OAuthInput & { portal: string }): Promise<Callback> {
    const state = newState()
    const abort = new AbortController()
    const expected = { state, portal }
    const pasted = new Promise<Callback>((resolve) => {
      underWay = { expected, arrived: resolve, abort }
    })
    const open = () => {
      openInBrowser(authorizeUrl({ portal, clientId, state })).catch((error: unknown) => abort.abort(error))
    }
    const listened = waitForCallback({
      port,
      state,
      timeoutMs: patience,
      signal: abort.signal,
      onListening: open,
    })
    try {
      return acceptCallback(await Promise.race([listened, pasted]), expected)
    } finally {
      underWay = null
      abort.abort(new AppError('cancelled', 'The sign-in is over'))
      await listened.catch(() => undefined) // the port is free again before anything else happens
    }
  }

  return {
    begin: async (input) => {
      cancel()
      const portal = parsePortal(input.portal)
      const application = { clientId: input.clientId.trim(), clientSecret: input.clientSecret.trim() }
      const callback = await comeBack({ ...input, ...application, portal })
      const tokens = await endpoint.exchangeCode({ callback, portal, application })
      const access = {
        kind: 'oauth',
        origin: portal,
        userId: tokens.userId ?? 0,
        accessToken: tokens.accessToken,
      } as const
      const { userId, userName } = await check(access)
      const note: AccountNote = {
        id: `${portal}|${userId}|oauth`,
        kind: 'oauth',
        origin: portal,
        userId,
        userName,
      }
      return { note, secret: { application, tokens } }
    },
    paste: (address) => {
      if (!underWay) throw new AppError('cancelled', 'No sign-in is under way')
      underWay.arrived(acceptCallback(parseCallback(address), underWay.expected))
    },
    cancel,
  }
}
