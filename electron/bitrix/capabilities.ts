import * as z from 'zod'
import { AppError } from '../errors.ts'
import type { PortalAbilities } from '../model.ts'
import type { BitrixClient } from './rest/client.ts'
import { missingAmong, rest3Access } from './account.ts'
import { readsOrder, scopesOf, sortsByStage, takesBearer, tellsAll } from './probes.ts'

/** Where what was found out for one account is kept between starts. Holds nothing secret. */
export type CapabilityStore = {
  load: () => unknown
  save: (abilities: PortalAbilities) => void
}

export type PortalCapabilities = {
  /** What is known, without a call. */
  known: () => PortalAbilities
  /** Asks the portal, and keeps what it answered. A "no" is an answer; what could not be found out stays as it was. */
  probe: (signal?: AbortSignal) => Promise<PortalAbilities>
  /** Keeps what was learned by the way, between two probes. */
  note: (learned: Partial<PortalAbilities>) => void
}

type CapabilityDeps = { client: BitrixClient; store: CapabilityStore; now: () => Date }

/** Of a portal that was never asked. */
export const unknownAbilities: PortalAbilities = {
  rest3: null,
  scopes: null,
  missingScopes: null,
  taskScope: null,
  sortsByStage: null,
  sortsByHand: null,
  fullLists: null,
  bearer: null,
  askedAt: null,
}
const answer = z.boolean().nullable().catch(null)
const stored = z
  .object({
    rest3: answer,
    scopes: z.array(z.string()).nullable().catch(null),
    missingScopes: z.array(z.string()).nullable().catch(null),
    taskScope: z.enum(['task', 'tasks', 'both', 'none']).nullable().catch(null),
    sortsByStage: answer,
    sortsByHand: answer,
    fullLists: answer,
    bearer: answer,
    askedAt: z.string().nullable().catch(null),
  })
  .catch(unknownAbilities)

/** Probes what the reference calls unverified, with reads only. Sources: rest-v3.md, tasks-task-list.md, scopes/permissions.md. */
export function portalCapabilities({ client, store, now }: CapabilityDeps): PortalCapabilities {
  const known = () => stored.parse(store.load())

  return {
    known,
    note: (learned) => store.save({ ...known(), ...learned }),
    probe: async (signal) => {
      const before = known()
      const scopes = await answerOrNull(scopesOf(client, { signal }))
      const rest3 = await answerOrNull(rest3Access(client, { signal }))
      const found: PortalAbilities = {
        scopes: scopes ?? before.scopes,
        missingScopes: scopes && rest3 ? missingAmong(scopes, rest3) : before.missingScopes,
        taskScope: scopes ? taskScopeIn(scopes) : before.taskScope,
        rest3: rest3 ? rest3 === 'yes' : before.rest3,
        sortsByStage: (await answerOrNull(sortsByStage(client, { signal }))) ?? before.sortsByStage,
        sortsByHand: (await answerOrNull(readsOrder(client, { signal }))) ?? before.sortsByHand,
        fullLists: (await answerOrNull(tellsAll(client, { signal }))) ?? before.fullLists,
        bearer: (await answerOrNull(takesBearer(client, { signal }))) ?? before.bearer,
        askedAt: now().toISOString(),
      }
      store.save(found)
      return found
    },
  }
}

/** The answer, or null where the portal could not be asked; a cancelled call and a bug rise. */
async function answerOrNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function taskScopeIn(scopes: string[]): NonNullable<PortalAbilities['taskScope']> {
  const [task, tasks] = [scopes.includes('task'), scopes.includes('tasks')]
  if (task && tasks) return 'both'
  if (task) return 'task'
  return tasks ? 'tasks' : 'none'
}
