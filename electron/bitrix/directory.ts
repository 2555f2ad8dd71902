import { fields, id, listOf, text } from './answers.ts'
import { ask } from './ask.ts'
import type { BitrixClient } from './client.ts'

export type Person = { id: number; name: string; position: string }
export type Project = { id: number; name: string }

/** People and projects of the portal. Each call asks anew and throws `scope-missing` where it may not. */
export type Directory = {
  /** All active employees, by id. Needs one of the permissions `user_brief`, `user_basic`, `user`. */
  people: (signal?: AbortSignal) => Promise<Person[]>
  /** The projects that the caller is a member of. Needs the permission `sonet_group`. */
  projects: (signal?: AbortSignal) => Promise<Project[]>
}

const person = fields({ ID: id, NAME: text, LAST_NAME: text, WORK_POSITION: text })
const project = fields({ GROUP_ID: id, GROUP_NAME: text })

/** Sources: api-reference/user/user-get.md, api-reference/sonet-group/sonet-group-user-groups.md. */
export function portalDirectory(client: BitrixClient): Directory {
  return {
    people: async (signal) => {
      const people: Person[] = []
      const query = { sort: 'ID', order: 'ASC', FILTER: { ACTIVE: true, USER_TYPE: 'employee' } }
      for (let start: number | undefined = 0; start !== undefined;) {
        const options = { kind: 'read', read: readPeople, signal } as const
        const page: { value: Person[]; next: number | undefined } = await ask(
          client,
          'user.get',
          { ...query, start },
          options,
        )
        people.push(...page.value)
        // A portal that never names a later page must not keep us asking.
        start = page.next !== undefined && page.next > start ? page.next : undefined
      }
      return people
    },
    projects: async (signal) => {
      const options = { kind: 'read', read: readProjects, signal } as const
      return (await ask(client, 'sonet_group.user.groups', {}, options)).value
    },
  }
}

/** Reads the users of `user.get`. */
export function readPeople(result: unknown): Person[] | null {
  const people = listOf(person, result)
  return (
    people?.map(({ ID, NAME, LAST_NAME, WORK_POSITION }) => ({
      id: ID,
      name: `${NAME} ${LAST_NAME}`.trim(),
      position: WORK_POSITION,
    })) ?? null
  )
}

/** Reads the memberships of `sonet_group.user.groups`. */
export function readProjects(result: unknown): Project[] | null {
  return (
    listOf(project, result)?.map(({ GROUP_ID, GROUP_NAME }) => ({ id: GROUP_ID, name: GROUP_NAME })) ?? null
  )
}
