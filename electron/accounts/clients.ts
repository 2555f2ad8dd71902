import { checkAccount, type CheckedAccount } from '../bitrix/account.ts'
import { portalCapabilities, type PortalCapabilities } from '../bitrix/capabilities.ts'
import { bitrixClient, type BitrixClient } from '../bitrix/rest/client.ts'
import { systemClock } from '../bitrix/rest/clock.ts'
import type { Credentials } from '../bitrix/rest/credentials.ts'
import { createRateLimiter, rateLimiterByPortal } from '../bitrix/rest/rate-limiter.ts'
import type { Fetch, MayMove } from '../bitrix/rest/post.ts'
import type { AllowsPlain } from '../bitrix/rest/webhook.ts'
import type { ObjectFile } from '../store/settings.ts'
import type { SessionKeeper } from './session.ts'

export type Clients = {
  /** Calls for one account, or, without a name, for the one that is current at the time of the call. */
  of(accountId?: string): BitrixClient
  /** What an account's portal can do, as far as it was asked. */
  capabilities(accountId: string): PortalCapabilities
  /** The login check, before there is an account. */
  check(access: Credentials): Promise<CheckedAccount>
}

type ClientsDeps = {
  fetch: Fetch
  version: string
  /** What a person has agreed to on the way to portals. */
  mayMove?: MayMove
  allowsPlain?: AllowsPlain
  /** Asked at each call: the session itself needs the check above to come to be. */
  session: () => Pick<SessionKeeper, 'get' | 'credentials' | 'renew' | 'moved'>
  /** What was found out of each account's portal, by the account's id. */
  abilities: ObjectFile
}

/** The clients of all accounts. They share one rate limiter for each portal, whatever they call for. */
export function createClients({
  fetch,
  version,
  mayMove,
  allowsPlain,
  session,
  abilities,
}: ClientsDeps): Clients {
  const shared = {
    fetch,
    version,
    mayMove,
    allowsPlain,
    rateLimiter: rateLimiterByPortal(() => createRateLimiter({ clock: systemClock })),
  }
  const clients = new Map<string | undefined, BitrixClient>()

  const of = (accountId?: string): BitrixClient => {
    const client = clients.get(accountId) ?? create(accountId)
    clients.set(accountId, client)
    return client
  }

  const capabilities = (accountId: string) =>
    portalCapabilities({
      client: of(accountId),
      store: {
        load: () => abilities.store[accountId],
        save: (found) => {
          abilities.store = { ...abilities.store, [accountId]: found }
        },
      },
      now: () => new Date(),
    })

  const create = (accountId: string | undefined): BitrixClient =>
    bitrixClient({
      ...shared,
      credentials: () => session().credentials(accountId),
      acceptsBearer: () => {
        const id = accountId ?? session().get().account?.id
        return id !== undefined && capabilities(id).known().bearer === true
      },
      refresh: (stale) => session().renew(stale, accountId),
      onMoved: (origin) => void session().moved(origin, accountId),
    })

  return {
    of,
    capabilities,
    // The user waits in front of the screen, so a silent portal is reported sooner.
    check: (access) =>
      checkAccount(
        bitrixClient({ ...shared, credentials: () => Promise.resolve(access), timeouts: { call: 15_000 } }),
      ),
  }
}
