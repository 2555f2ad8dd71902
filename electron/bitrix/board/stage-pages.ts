import { ask } from '../rest/ask.ts'
import { batchSize, runBatch, type Command, type QueryValue } from '../rest/batch.ts'
import type { BitrixClient, CallOptions } from '../rest/client.ts'
import { brokenAnswer } from '../rest/errors.ts'
import { portalHost } from '../rest/webhook.ts'
import { readTasks, type ListedTask } from '../tasks/task-answers.ts'

/** How the tasks of stages are read: `condition` picks those of a stage. */
export type PageOptions = Pick<CallOptions, 'signal' | 'priority'> & {
  /** Completed tasks as well. */
  completed?: boolean
  /** In the order by hand. */
  byHand: boolean
  condition: (stageId: number) => Condition
}
export type Condition = Record<string, QueryValue | number>

export const pageSize = 50
/** What a card shows of a task. */
export const select = [
  'ID',
  'TITLE',
  'DEADLINE',
  'PRIORITY',
  'REAL_STATUS',
  'STATUS',
  'GROUP_ID',
  'RESPONSIBLE_ID',
  'CREATED_BY',
  'TAGS',
  'PARENT_ID',
]

/** The tasks of each stage, as far as they were read. */
export type Found = Map<number, ListedTask[]>
/** How many tasks the portal counted in each stage at its last page, and where that was not what it was before. */
export type Counts = { last: Map<number, number>; changed: Set<number> }

/**
 * Reads stages by ids that lost or got a task while their pages were counted, and adds what slipped from one page to
 * another that was read already.
 */
export async function addMissed(
  client: BitrixClient,
  found: Found,
  stageIds: number[],
  options: PageOptions,
) {
  const again: Found = new Map(stageIds.map((id) => [id, []]))
  let open = stageIds
  while (open.length > 0) open = await nextPages(client, again, open, { ...options, byHand: false })
  const stageOf = new Map([...again.values()].flat().map(({ id, stageId }) => [id, stageId]))
  for (const [stageId, listed] of found) {
    // One that was moved meanwhile is where it was seen last.
    const here = listed.filter(({ id }) => (stageOf.get(id) ?? stageId) === stageId)
    const known = new Set(here.map(({ id }) => id))
    found.set(stageId, [...here, ...(again.get(stageId) ?? []).filter(({ id }) => !known.has(id))])
  }
}

/** Adds the next page of each of these stages; returns those that may have more. */
export async function nextPages(
  client: BitrixClient,
  found: Found,
  stageIds: number[],
  { condition, completed = false, byHand, counts, signal, priority }: PageOptions & { counts?: Counts },
): Promise<number[]> {
  const open: number[] = []
  for (let from = 0; from < stageIds.length; from += batchSize) {
    const part = stageIds.slice(from, from + batchSize)
    const pages = await runBatch(
      client,
      part.map((id) => pageOf(condition(id), { completed, byHand, known: found.get(id) ?? [] })),
      { kind: 'read', signal, priority },
    )
    for (const [at, stageId] of part.entries()) {
      const outcome = pages[at]
      if (outcome?.error) throw outcome.error
      const page = readTasks(outcome?.result, stageId)
      if (!page) throw await unreadable(client)
      if (counts && outcome) compareCount(counts, stageId, outcome.total ?? null)
      if (add(found, stageId, page)) open.push(stageId)
    }
  }
  return open
}

/** Whether the portal lists any task for a stage. */
export async function isAnythingIn(
  client: BitrixClient,
  stageId: number,
  { condition, signal, priority }: PageOptions,
): Promise<boolean> {
  const params = { filter: condition(stageId), select: ['ID'], start: -1 }
  const read = (result: unknown) => readTasks(result, stageId)
  const { value } = await ask(client, 'tasks.task.list', params, { kind: 'read', signal, priority, read })
  return value.length > 0
}

function compareCount({ last, changed }: Counts, stageId: number, total: number | null): void {
  if (total === null) return
  if (last.has(stageId) && last.get(stageId) !== total) changed.add(stageId)
  last.set(stageId, total)
}

/** Keeps what is new; true when the page was full, so that there may be another. */
function add(found: Found, stageId: number, page: ListedTask[]): boolean {
  const tasks = found.get(stageId) ?? []
  const known = new Set(tasks.map(({ id }) => id))
  const fresh = page.filter(({ id }) => !known.has(id))
  found.set(stageId, [...tasks, ...fresh])
  // A portal that ignores the condition on ID answers the same page for ever.
  return page.length >= pageSize && fresh.length > 0
}

function pageOf(
  condition: Condition,
  { completed, byHand, known }: { completed: boolean; byHand: boolean; known: ListedTask[] },
): Command {
  const before = byHand ? undefined : known.at(-1)?.id
  const filter = before === undefined ? condition : { ...condition, '<ID': before }
  // By hand there is no condition that leads on behind a task, so that pages are counted.
  const start = byHand ? known.length : -1
  return { method: 'tasks.task.list', params: { ...listing(filter, { completed, byHand }), select, start } }
}

/** The first page of a stage, in the order in which it is read, for its ids and for how many there are. */
export function firstPageOf(stageId: number, { condition, completed = false, byHand }: PageOptions): Command {
  const query = listing(condition(stageId), { completed, byHand })
  return { method: 'tasks.task.list', params: { ...query, select: ['ID'], start: 0 } }
}

function listing(filter: Condition, { completed, byHand }: { completed: boolean; byHand: boolean }) {
  const order = byHand ? { SORTING: 'asc', ID: 'desc' } : { ID: 'desc' }
  return { order, filter: completed ? filter : { ...filter, '!REAL_STATUS': 5 } }
}

async function unreadable(client: BitrixClient) {
  const { origin } = await client.portal()
  return brokenAnswer({ method: 'tasks.task.list', status: 200, host: portalHost(origin) })
}
