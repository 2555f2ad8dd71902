import type { Stage } from '../../model.ts'
import { batchSize, runBatch, type Command, type CommandOutcome } from '../rest/batch.ts'
import type { BitrixClient } from '../rest/client.ts'
import { readTime } from '../server-time.ts'
import { readTasks, type ListedTask } from '../tasks/task-answers.ts'
import type { Listing } from './plan-tasks.ts'
import {
  firstPageOf,
  nextPages,
  pageSize,
  select,
  type Condition,
  type Found,
  type PageOptions,
} from './stage-pages.ts'

/** What was read of a board, with what tells later whether that is still all of it. */
export type BoardReading = Listing & {
  /** The portal's time before it was read, milliseconds since 1970. */
  since: number
  /** How many tasks the portal counts in a stage, where that is not the number of those that it lists. */
  totals: ReadonlyMap<number, number>
}

type RefreshOptions = Pick<PageOptions, 'completed' | 'condition' | 'signal'> & {
  /** Picks the tasks that can stand on the board, in whatever stage. */
  everywhere: Condition
}

type Look = { time: number; changed: ListedTask[]; stages: Map<number, { ids: number[]; total: number }> }

const clock: Command = { method: 'server.time', params: {} }
/** The portal's clock and what has changed stand before the stages. */
const before = 2

/**
 * Reads again what has become different on a board: one call for up to 48 stages, and the pages of those whose number of
 * tasks or first page is another. Returns the same `found` where nothing is different, and null where only a reading of
 * the whole can tell. What it cannot see is an order put by hand behind the first page of a stage.
 */
export async function refreshBoard(
  client: BitrixClient,
  reading: BoardReading,
  stages: readonly Pick<Stage, 'id'>[],
  options: RefreshOptions,
): Promise<BoardReading | null> {
  const { found, byHand, totals } = reading
  const isSameBoard =
    stages.length === found.size && stages.every(({ id }, at) => [...found.keys()][at] === id)
  if (!reading.grouped || !isSameBoard) return null
  const pages = { ...options, byHand }
  const seen = await look(client, reading, stages, { ...pages, everywhere: options.everywhere })
  if (!seen) return null
  const different = [...seen.stages].filter(([id, { ids, total }]) => {
    const known = found.get(id) ?? []
    const isAlike = ids.every((taskId, at) => known[at]?.id === taskId)
    return !isAlike || total !== (totals.get(id) ?? known.length)
  })
  const again: Found = new Map(different.map(([id]) => [id, []]))
  let open = [...again.keys()]
  while (open.length > 0) open = await nextPages(client, again, open, pages)
  const counted = different.map(([id, { total }]) => [id, total] as const)
  return {
    ...reading,
    since: seen.time,
    totals: counted.length === 0 ? totals : new Map([...totals, ...counted]),
    found: merged(found, again, seen.changed),
  }
}

async function look(
  client: BitrixClient,
  { since }: BoardReading,
  stages: readonly Pick<Stage, 'id'>[],
  { everywhere, ...options }: PageOptions & Pick<RefreshOptions, 'everywhere'>,
): Promise<Look | null> {
  const { signal } = options
  const changed: Command = {
    method: 'tasks.task.list',
    params: {
      order: { ID: 'desc' },
      filter: { ...everywhere, '>=CHANGED_DATE': new Date(since).toISOString() },
      select,
      start: 0,
    },
  }
  const commands = [clock, changed, ...stages.map(({ id }) => firstPageOf(id, options))]
  const outcomes: CommandOutcome[] = []
  for (let from = 0; from < commands.length; from += batchSize) {
    const part = commands.slice(from, from + batchSize)
    outcomes.push(...(await runBatch(client, part, { kind: 'read', signal })))
  }
  const time = outcomes[0] && 'result' in outcomes[0] ? readTime(outcomes[0].result) : null
  const tasks = listIn(outcomes[1])
  // Of more than a page it is not known which they are; a portal that takes no notice of the date lists all.
  if (time === null || tasks === null || tasks.total > pageSize) return null
  const seen: Look['stages'] = new Map()
  for (const [at, { id }] of stages.entries()) {
    const page = listIn(outcomes[before + at])
    if (!page) return null
    seen.set(id, { ids: page.tasks.map((task) => task.id), total: page.total })
  }
  return { time, changed: tasks.tasks, stages: seen }
}

function listIn(outcome: CommandOutcome | undefined): { tasks: ListedTask[]; total: number } | null {
  if (!outcome || outcome.error || typeof outcome.total !== 'number') return null
  const tasks = readTasks(outcome.result, 0)
  return tasks && { tasks, total: outcome.total }
}

/** The stages as they are now; the very map of before where nothing in them is different. */
function merged(found: Found, again: Found, changed: readonly ListedTask[]): Found {
  const edited = new Map(changed.map((task) => [task.id, task]))
  const stages = [...found].map(([id, listed]): [number, ListedTask[]] => {
    const fresh = again.get(id)
    if (fresh) return [id, fresh]
    if (!listed.some((task) => isDifferent(task, edited.get(task.id)))) return [id, listed]
    return [id, listed.map((task) => ({ ...(edited.get(task.id) ?? task), stageId: task.stageId }))]
  })
  return stages.every(([id, listed]) => found.get(id) === listed) ? found : new Map(stages)
}

function isDifferent(task: ListedTask, edited: ListedTask | undefined): boolean {
  return edited !== undefined && JSON.stringify({ ...edited, stageId: task.stageId }) !== JSON.stringify(task)
}
