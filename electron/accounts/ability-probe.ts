import type { PortalAbilities, Session } from '../model.ts'

type AbilityProbeDeps = {
  capabilities: (accountId: string) => {
    known: () => PortalAbilities
    probe: () => Promise<PortalAbilities>
  }
  onUnexpected: (error: unknown) => void
  /** Milliseconds after a sign-in; by then what a person waits for has been loaded. */
  delay?: number
  now?: () => number
}

const day = 24 * 3_600_000

/** Asks a portal what it can do, some time after a sign-in and once a day at most. `follow` is called with every session. */
export function createAbilityProbe({
  capabilities,
  onUnexpected,
  delay = 15_000,
  now = Date.now,
}: AbilityProbeDeps) {
  let timer: NodeJS.Timeout | undefined

  const isFresh = (accountId: string) => {
    const { askedAt } = capabilities(accountId).known()
    const age = askedAt === null ? day : now() - Date.parse(askedAt)
    // Below zero the clock was set back.
    return age >= 0 && age < day
  }

  return {
    follow({ account, access }: Pick<Session, 'account' | 'access'>): void {
      clearTimeout(timer)
      if (!account || access !== 'ready' || isFresh(account.id)) return
      timer = setTimeout(() => void capabilities(account.id).probe().catch(onUnexpected), delay)
      timer.unref()
    },
    stop: () => clearTimeout(timer),
  }
}
