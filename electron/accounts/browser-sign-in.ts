import { AppError } from '../errors.ts'
import type { Credentials } from '../bitrix/rest/credentials.ts'
import type { AllowsPlain } from '../bitrix/rest/webhook.ts'
import { parsePortal } from '../bitrix/oauth/oauth.ts'
import type { TokenEndpoint } from '../bitrix/oauth/token-endpoint.ts'
import { startAuthorization, type Authorization } from '../bitrix/oauth/authorization.ts'
import type { OAuthInput } from '../model.ts'
import type { AccountNote } from '../store/accounts.ts'
import type { OAuthSecret } from './account-credentials.ts'

export type BrowserSignIn = {
  /** From the portal's address to a checked account. Only one at a time: a second one cancels the first. */
  begin(input: OAuthInput): Promise<{ note: AccountNote; secret: OAuthSecret }>
  /** Takes the address that the browser was sent to. Throws when it is not that of the sign-in under way. */
  paste(address: string): void
  cancel(): void
}

type BrowserSignInDeps = {
  endpoint: TokenEndpoint
  openInBrowser: (url: string) => Promise<void>
  /** The login check with the new token. */
  check: (credentials: Credentials) => Promise<{ userId: number; userName: string; missingScopes?: string[] }>
  /** Asked of a portal over plain http. Default: refused. */
  allowsPlain?: AllowsPlain | undefined
  /** How long the browser may take, in milliseconds. Default 5 minutes. */
  timeoutMs?: number
}

/** The sign-in with an application that the windows see: one at a time, to be cancelled, and checked at its end. */
export function createBrowserSignIn({
  endpoint,
  openInBrowser,
  check,
  allowsPlain,
  timeoutMs = 300_000,
}: BrowserSignInDeps): BrowserSignIn {
  let underWay: { authorization: Authorization; abort: AbortController } | null = null

  const cancel = () => underWay?.abort.abort(new AppError('cancelled', 'The sign-in was cancelled'))

  return {
    begin: async (input) => {
      cancel()
      const portal = parsePortal(input.portal, allowsPlain)
      const application = { clientId: input.clientId.trim(), clientSecret: input.clientSecret.trim() }
      const abort = new AbortController()
      const authorization = startAuthorization(
        { endpoint, openInBrowser },
        { portal, application, port: input.port, timeoutMs, signal: abort.signal },
      )
      const mine = { authorization, abort }
      underWay = mine
      try {
        const tokens = await authorization.tokens
        const { accessToken } = tokens
        const {
          userId,
          userName,
          missingScopes = [],
        } = await check({
          kind: 'oauth',
          origin: portal,
          userId: tokens.userId ?? 0,
          accessToken,
        })
        const note: AccountNote = {
          id: `${portal}|${userId}|oauth`,
          kind: 'oauth',
          origin: portal,
          userId,
          userName,
          ...(missingScopes.length > 0 ? { missingScopes } : {}),
        }
        return { note, secret: { application: { ...application, port: input.port }, tokens } }
      } finally {
        if (underWay === mine) underWay = null
      }
    },
    paste: (address) => {
      if (!underWay) throw new AppError('cancelled', 'No sign-in is under way')
      underWay.authorization.paste(address)
    },
    cancel,
  }
}
