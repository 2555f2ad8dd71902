import * as z from 'zod'
import { readEverybody, readPeople, type Everybody, type Person } from './everybody.ts'
import { fields, id, listOf, name, readFlag, text } from './rest/answers.ts'
import { ask } from './rest/ask.ts'
import type { BitrixClient } from './rest/client.ts'
import { BitrixError } from './rest/errors.ts'

export type Project = { id: number; name: string }

/** People and projects of the portal. Each call asks the portal again and throws `scope-missing` where it may not. */
export type Directory = {
  /**
   * The active employees. Where nobody has come or gone since `before`, that is the answer, at the cost of one call. Needs
   * one of the permissions `user_brief`, `user_basic`, `user`.
   */
  people: (before?: Everybody | null, signal?: AbortSignal) => Promise<Everybody>
  /** The projects that the caller is a member of. Needs the permission `sonet_group`. */
  projects: (signal?: AbortSignal) => Promise<Project[]>
}

/** Looking for people and projects by what was typed. Throws as `Directory` does. */
export type DirectorySearch = {
  /** Active employees whose name, position or department begins so; the first fifty. */
  people: (words: string, signal?: AbortSignal) => Promise<Person[]>
  /** Open projects that the caller can see, a member or not, whose name has the words in it; the first fifty. */
  projects: (words: string, signal?: AbortSignal) => Promise<Project[]>
}

/** Who is not said to have left is there. */
const isThere = z
  .unknown()
  .optional()
  .transform((value) => readFlag(value) ?? true)
const presence = z.looseObject({ ACTIVE: isThere, USER_TYPE: text })
const project = fields({ GROUP_ID: id, GROUP_NAME: name })
const group = fields({ ID: id, NAME: name })

/** Sources: api-reference/user/user-get.md, api-reference/sonet-group/sonet-group-user-groups.md. */
export function portalDirectory(client: BitrixClient): Directory {
  return {
    people: (before, signal) => readEverybody(client, before, signal),
    projects: async (signal) => {
      const options = { kind: 'read', read: readProjects, signal } as const
      try {
        return (await ask(client, 'sonet_group.user.groups', {}, options)).value
      } catch (error) {
        if (!(error instanceof BitrixError) || error.portalCode !== 'ERROR_METHOD_NOT_FOUND') throw error
        return directorySearch(client).projects('', signal) // a portal that cannot tell the caller's own
      }
    },
  }
}

/** Sources: api-reference/user/user-search.md, api-reference/sonet-group/sonet-group-get.md. */
export function directorySearch(client: BitrixClient): DirectorySearch {
  return {
    people: async (words, signal) => {
      if (words.trim() === '') return []
      // FIND may not be mixed with other conditions, so who has left is sorted out here.
      const options = { kind: 'read', read: readActive, signal } as const
      return (await ask(client, 'user.search', { FILTER: { FIND: words.trim() } }, options)).value
    },
    projects: async (words, signal) => {
      const find = words.trim() === '' ? {} : { '%NAME': words.trim() }
      const query = { ORDER: { NAME: 'ASC' }, FILTER: { ACTIVE: 'Y', CLOSED: 'N', ...find } }
      const options = { kind: 'read', read: readGroups, signal } as const
      return (await ask(client, 'sonet_group.get', query, options)).value
    },
  }
}

/** Reads the users of `user.search` who are active employees, as far as the portal says. */
export function readActive(result: unknown): Person[] | null {
  const people = listOf(presence, result)
  if (!people) return null
  const staying = people.filter(({ ACTIVE, USER_TYPE }) => ACTIVE && ['', 'employee'].includes(USER_TYPE))
  return readPeople(staying)
}

/** Reads the projects of `sonet_group.get`. */
export function readGroups(result: unknown): Project[] | null {
  return listOf(group, result)?.map(({ ID, NAME }) => ({ id: ID, name: NAME })) ?? null
}

/** Reads the memberships of `sonet_group.user.groups`. */
export function readProjects(result: unknown): Project[] | null {
  return (
    listOf(project, result)?.map(({ GROUP_ID, GROUP_NAME }) => ({ id: GROUP_ID, name: GROUP_NAME })) ?? null
  )
}
