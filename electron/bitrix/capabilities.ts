import { z } from 'zod'
import { AppError } from '../errors.ts'
import { readProfile, readScopes } from './account.ts'
import { ask } from './ask.ts'
import { batch, batchSize, type Command } from './batch.ts'
import type { BitrixClient, CallOptions } from './client.ts'
import { BitrixError } from './errors.ts'
import { planStages } from './stages.ts'
import { readTasks } from './task-answers.ts'
import { lacksRest3 } from './tasks-v2.ts'
import { readTaskList } from './tasks-v3.ts'

/** What a portal can do for this account. `null`: it could not be told yet. */
export type Capabilities = {
  /** Tasks over REST 3.0. */
  rest3: boolean | null
  /** All permissions, as the portal names them. */
  scopes: string[] | null
  /** Which name of the permission for tasks was given; pages and portals disagree. */
  taskScope: 'task' | 'tasks' | 'both' | 'none' | null
  /** Tasks can be told apart by their stage of My Plan, `STAGES_ID`. */
  sortsByStage: boolean | null
  /** An access token may travel in the header; asked only where there is one. */
  bearer: boolean | null
  /** When it was asked last, ISO 8601; null for never. */
  askedAt: string | null
}

/** Where what was found out is kept between starts; `key` names portal and user. Holds nothing secret. */
export type CapabilityStore = {
  load: (key: string) => unknown
  save: (key: string, capabilities: Capabilities) => void
}

export type PortalCapabilities = {
  /** What is known, without a call. Throws what `credentials` throw. */
  known: () => Promise<Capabilities>
  /** Asks the portal, and keeps what could be told. A "no" is an answer; what could not be told stays as it was. */
  probe: (signal?: AbortSignal) => Promise<Capabilities>
}

type Needs = { client: BitrixClient; store: CapabilityStore; now: () => Date }
type Haste = Pick<CallOptions, 'signal'>

const unknown: Capabilities = {
  ...{ rest3: null, scopes: null, taskScope: null, sortsByStage: null, bearer: null },
  askedAt: null,
}
const answer = z.boolean().nullable().catch(null)
const stored = z
  .object({
    rest3: answer,
    scopes: z.array(z.string()).nullable().catch(null),
    taskScope: z.enum(['task', 'tasks', 'both', 'none']).nullable().catch(null),
    sortsByStage: answer,
    bearer: answer,
    askedAt: z.string().nullable().catch(null),
  })
  .catch(unknown)

/** Probes what the reference calls unverified, with reads only. Sources: rest-v3.md, tasks-task-list.md, scopes/permissions.md. */
export function portalCapabilities({ client, store, now }: Needs): PortalCapabilities {
  const keyOf = async () => {
    const { origin, userId } = await client.portal()
    return `${origin}|${userId}`
  }

  return {
    known: async () => stored.parse(store.load(await keyOf())),
    probe: async (signal) => {
      const key = await keyOf()
      const before = stored.parse(store.load(key))
      const scopes = await told(scopesOf(client, { signal }))
      const found: Capabilities = {
        scopes: scopes ?? before.scopes,
        taskScope: scopes ? taskScopeIn(scopes) : before.taskScope,
        rest3: (await told(hasRest3(client, { signal }))) ?? before.rest3,
        sortsByStage: (await told(sortsByStage(client, { signal }))) ?? before.sortsByStage,
        bearer: (await told(takesBearer(client, { signal }))) ?? before.bearer,
        askedAt: now().toISOString(),
      }
      store.save(key, found)
      return found
    },
  }
}

/** The answer, or null where the portal could not be asked; a cancelled call and a bug rise. */
async function told<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

async function scopesOf(client: BitrixClient, haste: Haste): Promise<string[]> {
  return (await ask(client, 'scope', {}, { ...haste, kind: 'read', read: readScopes })).value
}

function taskScopeIn(scopes: string[]): NonNullable<Capabilities['taskScope']> {
  const [task, tasks] = [scopes.includes('task'), scopes.includes('tasks')]
  if (task && tasks) return 'both'
  if (task) return 'task'
  return tasks ? 'tasks' : 'none'
}

async function hasRest3(client: BitrixClient, haste: Haste): Promise<boolean> {
  const query = { select: ['id'], pagination: { page: 1, limit: 1 } }
  try {
    return readTaskList(await client.v3('tasks.task.list', query, { ...haste, kind: 'read' })) !== null
  } catch (error) {
    if (lacksRest3(error) || isNo(error)) return false
    throw error
  }
}

/**
 * A portal that does not know `STAGES_ID` passes it over and lists the same tasks for each stage, even for one that
 * cannot be. Null where there is no task to tell by.
 */
async function sortsByStage(client: BitrixClient, haste: Haste): Promise<boolean | null> {
  const stages = await planStages(client).list(haste.signal)
  const ids = [impossibleStage, ...stages.map(({ id }) => id)].slice(0, batchSize)
  const pages = await batch(client, ids.map(listOfStage), haste)
  const [impossible, ...lists] = pages.map((page) => readTasks(page, 0)?.map(({ id }) => id) ?? [])
  if (impossible && impossible.length > 0) return false
  const found = lists.flat()
  if (found.length === 0) return null
  return new Set(found).size === found.length
}

const impossibleStage = 2_147_483_647

function listOfStage(stageId: number): Command {
  const params = { filter: { STAGES_ID: stageId, '!REAL_STATUS': 5 }, select: ['ID'], start: -1 }
  return { method: 'tasks.task.list', params }
}

async function takesBearer(client: BitrixClient, haste: Haste): Promise<boolean | null> {
  const { kind, userId } = await client.portal()
  if (kind !== 'oauth') return null
  try {
    const options = { ...haste, kind: 'read', tokenIn: 'header', read: readProfile } as const
    const { value } = await ask(client, 'profile', {}, options)
    return userId === 0 || value.userId === userId
  } catch (error) {
    if (isNo(error) || isShut(error)) return false
    throw error
  }
}

/** The portal has looked at the call and does not do such things. */
function isNo(error: unknown): boolean {
  return error instanceof BitrixError && error.outcome === 'refused'
}

/** The portal did not see the token at all. */
function isShut(error: unknown): boolean {
  return error instanceof BitrixError && error.portalCode === 'NO_AUTH_FOUND'
}
