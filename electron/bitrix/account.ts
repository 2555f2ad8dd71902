import * as z from 'zod'
import { fields, flag, id, listOf, name, readAs, text } from './rest/answers.ts'
import { ask } from './rest/ask.ts'
import type { BitrixClient, RequestOptions } from './rest/client.ts'
import { BitrixError } from './rest/errors.ts'
import { readStages } from './board/stages.ts'
import { lacksRest3 } from './tasks/tasks-v2.ts'
import { readTaskList } from './tasks/tasks-v3.ts'

/** Who the portal takes us for. */
export type CheckedAccount = {
  userId: number
  /** The person's name as the portal has it; may be empty. */
  userName: string
  /** An IANA zone, or null where the portal does not say. */
  timeZone: string | null
  isAdmin: boolean
  /** Permissions that Quickplan can do without and was not given: `tasks`, `user_brief`, `sonet_group`, `disk`. */
  missingScopes: string[]
}

/** Each permission is met by any of its names. Source: api-reference/scopes/permissions.md. */
const optionalScopes = [['user_brief', 'user_basic', 'user'], ['sonet_group'], ['disk']] as const
const profile = fields({
  ID: id,
  NAME: name,
  LAST_NAME: name,
  ADMIN: flag,
  TIME_ZONE: text,
})

/**
 * The check behind every way of signing in: `profile`, then `scope` and whether it is enough for REST 3.0, then My Plan, which is
 * made if there is none yet. Throws `scope-missing` with the permission's name, or what the calls throw.
 */
export async function checkAccount(client: BitrixClient): Promise<CheckedAccount> {
  const { value: person } = await ask(client, 'profile', {}, { kind: 'read', read: readProfile })
  const { value: granted } = await ask(client, 'scope', {}, { kind: 'read', read: readScopes })
  if (!granted.includes('task')) throw scopeMissing()
  await ask(client, 'task.stages.get', { entityId: 0 }, { kind: 'read', read: readStages })
  return { ...person, missingScopes: missingAmong(granted, await rest3Access(client).catch(unheard)) }
}

/** What can be done without, and is not granted; `rest3` as `rest3Access` tells it. */
export function missingAmong(granted: readonly string[], rest3: Rest3Access): string[] {
  const missing = optionalScopes.filter((names) => !names.some((name) => granted.includes(name)))
  return [...(rest3 === 'scope-missing' ? ['tasks'] : []), ...missing.map(([name]) => name)]
}

/** `scope-missing`: the portal has REST 3.0, and the account may not use it for tasks. */
export type Rest3Access = 'yes' | 'no' | 'scope-missing'

const oneTask = { select: ['id'], pagination: { page: 1, limit: 1 } }

/** Whether this account's tasks can be had over REST 3.0; asked by reading one. */
export async function rest3Access(client: BitrixClient, request: RequestOptions = {}): Promise<Rest3Access> {
  try {
    const answer = await client.v3('tasks.task.list', oneTask, { ...request, kind: 'read' })
    return readTaskList(answer) === null ? 'no' : 'yes'
  } catch (error) {
    if (error instanceof BitrixError && error.code === 'scope-missing') return 'scope-missing'
    if (lacksRest3(error) || (error instanceof BitrixError && error.outcome === 'refused')) return 'no'
    throw error
  }
}

/** A sign-in does not fail for what can be done without. */
function unheard(error: unknown): 'no' {
  if (error instanceof BitrixError) return 'no'
  throw error
}

/** Reads `profile`. Source: api-reference/common/users/profile.md. */
export function readProfile(result: unknown): Omit<CheckedAccount, 'missingScopes'> | null {
  const read = readAs(profile, result)
  if (!read) return null
  return {
    userId: read.ID,
    userName: `${read.NAME} ${read.LAST_NAME}`.trim(),
    timeZone: read.TIME_ZONE || null,
    isAdmin: read.ADMIN,
  }
}

/** Reads `scope`: the names of what is permitted, in lower case. */
export function readScopes(result: unknown): string[] | null {
  return listOf(z.string().toLowerCase(), result)
}

function scopeMissing(): BitrixError {
  const details = { outcome: 'did-not-run', subject: 'task' } as const
  return new BitrixError('scope-missing', 'The account may not use tasks', details)
}
