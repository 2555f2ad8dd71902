import { fields, id, listOf, name } from './rest/answers.ts'
import { ask } from './rest/ask.ts'
import { batch, batchSize } from './rest/batch.ts'
import type { BitrixClient } from './rest/client.ts'

export type Person = { id: number; name: string; position: string }

/** The people of a portal: `total` counts those that there are, `newest` is the largest id; both as the portal says. */
export type Everybody = { people: Person[]; total: number; newest: number }

/** So many people are kept; further ones are looked for at the portal while their name is being typed. */
export const mostPeople = 5_000

const usualPage = 50
/** Asked for one after another, where a portal says no more than that there is a further page. */
const mostSinglePages = 20
const person = fields({ ID: id, NAME: name, LAST_NAME: name, WORK_POSITION: name })
const active = { ACTIVE: 'Y', USER_TYPE: 'employee' }

/** Source: api-reference/user/user-get.md. The calls are bounded whatever the portal says of further pages. */
export async function readEverybody(
  client: BitrixClient,
  before: Everybody | null | undefined,
  signal: AbortSignal | undefined,
): Promise<Everybody> {
  const newest = await readPage(client, { order: 'DESC', start: 0, signal })
  const total = newest.total ?? newest.value.length
  const latest = Math.max(0, ...newest.value.map(({ id }) => id))
  if (before && before.total === total && before.newest === latest) return before
  const people = newest.total === undefined ? await onePageAfterAnother() : await theOthers(newest.total)
  const found = new Map([...people, ...newest.value].map((one) => [one.id, one]))
  const list = [...found.values()].sort((a, b) => a.id - b.id)
  return { people: list, total: Math.max(total, list.length), newest: latest }

  /** Fifty pages with a call. */
  async function theOthers(count: number): Promise<Person[]> {
    const page = newest.next ?? usualPage
    const starts: number[] = []
    for (let start = page; start < Math.min(count, mostPeople); start += page) starts.push(start)
    const people: Person[] = []
    for (let at = 0; at < starts.length; at += batchSize) {
      const commands = starts.slice(at, at + batchSize).map((start) => ({
        method: 'user.get',
        params: { sort: 'ID', order: 'DESC', FILTER: active, start },
      }))
      for (const result of await batch(client, commands, { signal }))
        people.push(...(readPeople(result) ?? []))
    }
    return people
  }

  async function onePageAfterAnother(): Promise<Person[]> {
    const people: Person[] = []
    let { next } = newest
    for (let pages = 1; next !== undefined && pages < mostSinglePages; pages++) {
      const page = await readPage(client, { order: 'DESC', start: next, signal })
      people.push(...page.value)
      next = page.next !== undefined && page.next > next ? page.next : undefined
    }
    return people
  }
}

type PageOptions = { order: 'ASC' | 'DESC'; start: number; signal: AbortSignal | undefined }

function readPage(client: BitrixClient, { order, start, signal }: PageOptions) {
  const query = { sort: 'ID', order, FILTER: active, start }
  return ask(client, 'user.get', query, { kind: 'read', read: readPeople, signal })
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
