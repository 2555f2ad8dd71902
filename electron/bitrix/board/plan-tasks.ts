import type { PlanTask, Stage } from '../../model.ts'
import type { BitrixClient } from '../rest/client.ts'
import { BitrixError } from '../rest/errors.ts'
import type { ListedTask } from '../tasks/task-answers.ts'
import {
  addMissed,
  isAnythingIn,
  nextPages,
  type Condition,
  type Counts,
  type Found,
  type PageOptions,
} from './stage-pages.ts'

/**
 * The tasks of a board, of each stage the newest first or, `byHand`, as they were put. `grouped` is false where the portal does not sort
 * by personal stages: then it is not known where a task stands and every `stageId` is 0.
 */
export type PlanTasks = { tasks: PlanTask[]; grouped: boolean; byHand: boolean }
/** The same as it was listed, by stages. */
export type Listing = { found: Found; grouped: boolean; byHand: boolean }
export type ListOptions = Pick<PageOptions, 'signal' | 'priority' | 'completed'> & {
  /** In the order by hand, where the portal does not refuse to sort so. My Plan only. */
  byHand?: boolean
  /** Called with what there is so far while more is being read, at ever longer intervals. */
  onPart?: ((part: PlanTasks) => void) | undefined
}
type BoardOptions = PageOptions & Pick<ListOptions, 'onPart'>

/** The number of no stage. */
export const impossibleStage = 2_147_483_647
/** More stages than a screen shows are read after those that it does. */
const onScreen = 8

/**
 * Lists the plan with `tasks.task.list` per stage, bundled. Source: api-reference/tasks/tasks-task-list.md and its
 * older form for `STAGES_ID`, which a portal that does not know it would ignore and answer with all tasks.
 */
export async function readPlan(
  client: BitrixClient,
  stages: readonly Pick<Stage, 'id'>[],
  { byHand = false, ...options }: ListOptions = {},
): Promise<Listing> {
  try {
    return await readBoard(client, stages, { ...options, condition: inPlan, byHand })
  } catch (error) {
    if (!byHand || !isSortingRefused(error)) throw error
    return readBoard(client, stages, { ...options, condition: inPlan, byHand: false })
  }
}

/** Said of a key that a portal does not sort by. Source: tasks-task-list.md. */
export function isSortingRefused(error: unknown): boolean {
  return error instanceof BitrixError && error.outcome === 'refused' && error.portalCode === '0'
}

/** The same as `readPlan` for the kanban of a project, by the stage that a task itself is in. */
export function readKanban(
  client: BitrixClient,
  projectId: number,
  stages: readonly Pick<Stage, 'id'>[],
  options: ListOptions = {},
): Promise<Listing> {
  return readBoard(client, stages, { ...options, condition: inKanban(projectId, stages), byHand: false })
}

/** Picks the tasks of a stage of My Plan. */
export const inPlan = (stageId: number): Condition => ({ STAGES_ID: stageId })

/** Picks the tasks of a stage of a project. A task that was never moved is in none, and stands in the first column. */
export const inKanban =
  (projectId: number, stages: readonly Pick<Stage, 'id'>[]) =>
  (stageId: number): Condition => ({
    GROUP_ID: projectId,
    STAGE_ID: stageId === stages[0]?.id ? [0, stageId] : stageId,
  })

/** The listing as a board shows it. */
export function toPlanTasks({ found, grouped, byHand }: Listing): PlanTasks {
  return { tasks: toBoard([...found.values()].flat()), grouped, byHand }
}

async function readBoard(
  client: BitrixClient,
  stages: readonly Pick<Stage, 'id'>[],
  options: BoardOptions,
): Promise<Listing> {
  const { byHand } = options
  const found: Found = new Map(stages.map(({ id }) => [id, []]))
  const counts: Counts = { last: new Map(), changed: new Set() }
  const tell = () => options.onPart?.(toPlanTasks({ found, grouped: true, byHand }))
  const ids = [...found.keys()]
  let open = await nextPages(client, found, ids.slice(0, onScreen), { ...options, counts })
  if (ids.length > onScreen) {
    if (!hasDoubles([...found.values()])) tell()
    open.push(...(await nextPages(client, found, ids.slice(onScreen), { ...options, counts })))
  }
  // A task may stand in two stages, by a move meanwhile or by a sprint; only a portal that looks at no stage lists tasks in one that cannot be.
  const lists = [...found.values()]
  const grouped =
    !hasDoubles(lists) || (!areAlike(lists) && !(await isAnythingIn(client, impossibleStage, options)))
  // Without grouping every stage lists the same tasks, so the first one is enough.
  if (!grouped) open = open.slice(0, 1)
  for (let round = 1; open.length > 0; round++) {
    if (grouped && isPowerOfTwo(round)) tell()
    open = await nextPages(client, found, open, { ...options, counts })
  }
  if (grouped && byHand) await addMissed(client, found, [...counts.changed], options)
  if (grouped) return { found, grouped, byHand }
  const tasks = new Map([...found.values()].flat().map((task) => [task.id, { ...task, stageId: 0 }]))
  return { found: new Map([[0, [...tasks.values()]]]), grouped, byHand: false }
}

/** Whether all stages list the same tasks, and more than one: no stage was looked at. */
export function areAlike(lists: readonly (readonly { id: number }[])[]): boolean {
  const [first, ...others] = lists.map((list) => new Set(list.map(({ id }) => id)))
  if (!first || first.size < 2 || others.length === 0) return false
  return others.every((other) => other.size === first.size && [...other].every((id) => first.has(id)))
}

/** The tasks with how many of them are a part of each; one that is listed by two stages is shown in the first of them. */
function toBoard(listed: ListedTask[]): PlanTask[] {
  const seen = new Set<number>()
  const tasks = listed.filter(({ id }) => !seen.has(id) && seen.add(id))
  const parts = new Map<number, number>()
  for (const { parentId } of tasks) if (parentId) parts.set(parentId, (parts.get(parentId) ?? 0) + 1)
  return tasks.map(({ parentId: _parent, ...task }) => {
    const subtasks = parts.get(task.id)
    return subtasks === undefined ? task : { ...task, subtasks }
  })
}

const isPowerOfTwo = (count: number) => (count & (count - 1)) === 0

function hasDoubles(lists: ListedTask[][]): boolean {
  const ids = lists.flat().map(({ id }) => id)
  return new Set(ids).size < ids.length
}
