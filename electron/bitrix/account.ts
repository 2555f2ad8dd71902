import * as z from 'zod'
import { fields, flag, id, listOf, readAs, text } from './rest/answers.ts'
import { ask } from './rest/ask.ts'
import type { BitrixClient } from './rest/client.ts'
import { BitrixError } from './rest/errors.ts'
import { readStages } from './board/stages.ts'

/** Who the portal takes us for. */
export type CheckedAccount = {
  userId: number
  /** The person's name as the portal has it; may be empty. */
  userName: string
  /** An IANA zone, or null where the portal does not say. */
  timeZone: string | null
  isAdmin: boolean
  /** Permissions that Quickplan can do without and was not given: `user_brief`, `sonet_group`. */
  missingScopes: string[]
}

/** Each permission is met by any of its names. Source: api-reference/scopes/permissions.md. */
const optionalScopes = [['user_brief', 'user_basic', 'user'], ['sonet_group']] as const
const profile = fields({
  ID: id,
  NAME: text,
  LAST_NAME: text,
  ADMIN: flag,
  TIME_ZONE: text,
})

/**
 * The check behind every way of signing in: `profile`, then `scope`, then My Plan, which is made if there is
 * none yet. Throws `scope-missing` with the permission's name, or what the calls throw.
 */
export async function checkAccount(client: BitrixClient): Promise<CheckedAccount> {
  const { value: person } = await ask(client, 'profile', {}, { kind: 'read', read: readProfile })
  const { value: granted } = await ask(client, 'scope', {}, { kind: 'read', read: readScopes })
  if (!granted.includes('task')) throw scopeMissing()
  await ask(client, 'task.stages.get', { entityId: 0 }, { kind: 'read', read: readStages })
  const missing = optionalScopes.filter((names) => !names.some((name) => granted.includes(name)))
  return { ...person, missingScopes: missing.map(([name]) => name) }
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
