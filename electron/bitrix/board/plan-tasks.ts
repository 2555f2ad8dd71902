import type { PlanTask, Stage } from '../../model.ts'
import { batchSize, runBatch, type Command, type QueryValue } from '../rest/batch.ts'
import type { BitrixClient, CallOptions } from '../rest/client.ts'
import { BitrixError, brokenAnswer } from '../rest/errors.ts'
import { readTasks } from '../task-answers.ts'
import { portalHost } from '../rest/webhook.ts'

/**
 * The tasks of a board, of each stage the newest first or, `byHand`, as they were put. `grouped` is false where the portal does not sort
 * by personal stages: then it is not known where a task stands and every `stageId` is 0.
 */
export type PlanTasks = { tasks: PlanTask[]; grouped: boolean; byHand: boolean }
type ListOptions = Pick<CallOptions, 'signal' | 'priority'> & {
  /** Completed tasks as well. */
  completed?: boolean
  /** In the order by hand, where the portal does not refuse to sort so. My Plan only. */
  byHand?: boolean
  /** Called with what there is so far while more is being read, at ever longer intervals. */
  onPart?: ((part: PlanTasks) => void) | undefined
}
/** `condition` picks the tasks of a stage. */
type BoardOptions = ListOptions & {
  byHand: boolean
  condition: (stageId: number) => Record<string, QueryValue | number>
}

const pageSize = 50
/** More stages than a screen shows are read after those that it does. */
const onScreen = 8
/**
 * Lists the plan with `tasks.task.list` per stage, bundled. Source: api-reference/tasks/tasks-task-list.md and its
 * older form for `STAGES_ID`, which a portal that does not know it would ignore and answer with all tasks.
 */
export async function listPlan(
  client: BitrixClient,
  stages: readonly Pick<Stage, 'id'>[],
  { byHand = false, ...options }: ListOptions = {},
): Promise<PlanTasks> {
  const condition = (stageId: number) => ({ STAGES_ID: stageId })
  try {
    return await listBoard(client, stages, { ...options, condition, byHand })
  } catch (error) {
    if (!byHand || !isSortingRefused(error)) throw error
    return listBoard(client, stages, { ...options, condition, byHand: false })
  }
}

/** Said of a key that a portal does not sort by. Source: tasks-task-list.md. */
export function isSortingRefused(error: unknown): boolean {
  return error instanceof BitrixError && error.outcome === 'refused' && error.portalCode === '0'
}

/**
 * The same for the kanban of a project, by the stage that a task itself is in. A task that was never moved is in none,
 * and stands in the first column.
 */
export function listKanban(
  client: BitrixClient,
  projectId: number,
  stages: readonly Pick<Stage, 'id'>[],
  options: ListOptions = {},
): Promise<PlanTasks> {
  const condition = (stageId: number) => ({
    GROUP_ID: projectId,
    STAGE_ID: stageId === stages[0]?.id ? [0, stageId] : stageId,
  })
  return listBoard(client, stages, { ...options, condition, byHand: false })
}

async function listBoard(
  client: BitrixClient,
  stages: readonly Pick<Stage, 'id'>[],
  options: BoardOptions,
): Promise<PlanTasks> {
  const { byHand } = options
  const found: Found = new Map(stages.map(({ id }) => [id, []]))
  const counts: Counts = { last: new Map(), changed: new Set() }
  const tell = () => options.onPart?.({ tasks: [...found.values()].flat(), grouped: true, byHand })
  const ids = [...found.keys()]
  let open = await nextPages(client, found, ids.slice(0, onScreen), { ...options, counts })
  if (ids.length > onScreen) {
    if (!hasDoubles([...found.values()])) tell()
    open.push(...(await nextPages(client, found, ids.slice(onScreen), { ...options, counts })))
  }
  const grouped = !hasDoubles([...found.values()])
  // Without grouping every stage lists the same tasks, so the first one is enough.
  if (!grouped) open = open.slice(0, 1)
  for (let round = 1; open.length > 0; round++) {
    if (grouped && isPowerOfTwo(round)) tell()
    open = await nextPages(client, found, open, { ...options, counts })
  }
  if (grouped && byHand) await addMissed(client, found, [...counts.changed], options)
  if (grouped) return { tasks: [...found.values()].flat(), grouped, byHand }
  const tasks = new Map([...found.values()].flat().map((task) => [task.id, { ...task, stageId: 0 }]))
  return { tasks: [...tasks.values()], grouped, byHand: false }
}

/** The tasks of each stage, as far as they were read. */
type Found = Map<number, PlanTask[]>
/** How many tasks the portal counted in each stage at its last page, and where that was not what it was before. */
type Counts = { last: Map<number, number>; changed: Set<number> }

/**
 * Reads stages by ids that lost or got a task while their pages were counted, and adds what slipped from one page to
 * another that was read already.
 */
async function addMissed(client: BitrixClient, found: Found, stageIds: number[], options: BoardOptions) {
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
async function nextPages(
  client: BitrixClient,
  found: Found,
  stageIds: number[],
  { condition, completed = false, byHand, counts, signal, priority }: BoardOptions & { counts?: Counts },
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

function compareCount({ last, changed }: Counts, stageId: number, total: number | null): void {
  if (total === null) return
  if (last.has(stageId) && last.get(stageId) !== total) changed.add(stageId)
  last.set(stageId, total)
}

/** Keeps what is new; true when the page was full, so that there may be another. */
function add(found: Found, stageId: number, page: PlanTask[]): boolean {
  const tasks = found.get(stageId) ?? []
  const known = new Set(tasks.map(({ id }) => id))
  const fresh = page.filter(({ id }) => !known.has(id))
  found.set(stageId, [...tasks, ...fresh])
  // A portal that ignores the condition on ID answers the same page for ever.
  return page.length >= pageSize && fresh.length > 0
}

function pageOf(
  condition: Record<string, QueryValue | number>,
  { completed, byHand, known }: { completed: boolean; byHand: boolean; known: PlanTask[] },
): Command {
  const open = completed ? {} : { '!REAL_STATUS': 5 }
  const before = byHand ? undefined : known.at(-1)?.id
  const filter = { ...condition, ...open, ...(before === undefined ? {} : { '<ID': before }) }
  const select = [
    'ID',
    'TITLE',
    'DEADLINE',
    'PRIORITY',
    'REAL_STATUS',
    'STATUS',
    'GROUP_ID',
    'RESPONSIBLE_ID',
  ]
  return {
    method: 'tasks.task.list',
    params: {
      // By hand there is no condition that leads on behind a task, so that pages are counted.
      order: byHand ? { SORTING: 'asc', ID: 'desc' } : { ID: 'desc' },
      filter,
      select: [...select, 'CREATED_BY', 'TAGS'],
      start: byHand ? known.length : -1,
    },
  }
}

const isPowerOfTwo = (count: number) => (count & (count - 1)) === 0

function hasDoubles(lists: PlanTask[][]): boolean {
  const ids = lists.flat().map(({ id }) => id)
  return new Set(ids).size < ids.length
}

async function unreadable(client: BitrixClient) {
  const { origin } = await client.portal()
  return brokenAnswer({ method: 'tasks.task.list', status: 200, host: portalHost(origin) })
}
