import { refreshBoard, type BoardReading } from '../bitrix/board/board-refresh.ts'
import {
  inKanban,
  inPlan,
  readKanban,
  readPlan,
  toPlanTasks,
  type Listing,
  type PlanTasks,
} from '../bitrix/board/plan-tasks.ts'
import type { ScrumTasks } from '../bitrix/board/scrum.ts'
import type { Directory } from '../bitrix/directory.ts'
import type { BitrixClient } from '../bitrix/rest/client.ts'
import { serverTime } from '../bitrix/server-time.ts'
import { ofCaller } from '../bitrix/tasks/of-caller.ts'
import { withNames } from '../bitrix/tasks/task-names.ts'
import type { BoardId, Plan, Stage, UnchangedPlan } from '../model.ts'

/** Whether the portal keeps an order by hand; null where that is not known yet. */
export type HandOrder = { isKept: () => boolean | null; note: (isKept: boolean) => void }

/** Reads boards: whole at first and every quarter of an hour, and meanwhile what has become different. */
export type BoardReader = {
  /** Throws BitrixError. */
  read: (query: Query) => Promise<Plan | UnchangedPlan>
  /** Forgets what was read of an account. */
  forget: (owner: string) => void
}

type Deps = {
  client: BitrixClient
  directory: Pick<Directory, 'projects'>
  scrum: Pick<ScrumTasks, 'mark'>
  order: HandOrder
  onPart: (board: BoardId, plan: Plan) => void
  now: () => Date
  /** Milliseconds; only differences count. */
  elapsed: () => number
}
export type ReadOptions = {
  /** Completed tasks as well. */
  completed: boolean
  /** Not only what seems to have changed. */
  whole?: boolean
  /** The `asOf` of the answer that the asker still has as it was. */
  known?: string
}
type Query = ReadOptions & { owner: string; board: BoardId; stages: () => Promise<Stage[]> }
/** `plan`: the last whole answer. */
type Kept = { reading: BoardReading; plan: Plan; wholeAt: number }

/** Milliseconds for which a board is not read whole again. */
const wholeEvery = 15 * 60_000
/** Boards that are remembered: the one on screen and those before it. */
const most = 4

export function createBoardReader({
  client,
  directory,
  scrum,
  order,
  onPart,
  now,
  elapsed,
}: Deps): BoardReader {
  const kept = new Map<string, Kept>()

  const planOf = (stages: Stage[], { tasks, grouped, byHand }: PlanTasks): Plan => ({
    stages,
    tasks,
    grouped,
    byHand,
    asOf: now().toISOString(),
  })

  const isByHand = ({ projectId }: BoardId) => projectId === 0 && order.isKept() !== false

  async function list({ board, completed }: Query, stages: Stage[]): Promise<Listing> {
    const onListed = (part: PlanTasks) => onPart(board, planOf(stages, part))
    const options = { completed, onPart: onListed }
    if (board.projectId !== 0) return readKanban(client, board.projectId, stages, options)
    const read = await readPlan(client, stages, { ...options, byHand: isByHand(board) })
    if (!read.byHand && order.isKept() === null) order.note(false)
    return read
  }

  /** Null where the board has to be read whole. */
  async function refresh(
    { board, completed }: Query,
    stages: Stage[],
    { reading, wholeAt }: Kept,
  ): Promise<BoardReading | null> {
    if (elapsed() - wholeAt >= wholeEvery || reading.byHand !== isByHand(board)) return null
    const isPlan = board.projectId === 0
    const { userId } = await client.portal()
    return refreshBoard(client, reading, stages, {
      completed,
      condition: isPlan ? inPlan : inKanban(board.projectId, stages),
      everywhere: isPlan ? ofCaller('MEMBER', userId) : { GROUP_ID: board.projectId },
    })
  }

  /** Null where it cannot be had: the board is then read whole next time as well. */
  const portalTime = () => serverTime(client, {}).catch(() => null)

  function remember(key: string, known: Kept): void {
    kept.delete(key)
    kept.set(key, known)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
  }

  return {
    read: async (query) => {
      const key = keyOf(query)
      const before = query.whole ? undefined : kept.get(key)
      // The clock is read before the first page, so that nothing can change unseen between the two.
      const [stages, since] = await Promise.all([query.stages(), before ? null : portalTime()])
      const again = before ? await refresh(query, stages, before) : null
      if (before && again?.found === before.reading.found && isAlike(stages, before.plan.stages)) {
        const plan = { ...before.plan, asOf: now().toISOString() }
        const isKnown = query.known === before.plan.asOf
        remember(key, { ...before, reading: again, plan: isKnown ? before.plan : plan })
        return isKnown ? { isUnchanged: true, asOf: plan.asOf } : plan
      }
      const startedAt = since ?? (again ? null : await portalTime())
      const listing = again ?? (await list(query, stages))
      const { tasks, grouped, byHand } = toPlanTasks(listing)
      const named = await withNames(tasks, directory)
      const plan = planOf(stages, { tasks: await scrum.mark(named), grouped, byHand })
      if (again && before) remember(key, { reading: again, plan, wholeAt: before.wholeAt })
      else if (startedAt === null) kept.delete(key)
      else
        remember(key, {
          reading: { ...listing, since: startedAt, totals: new Map() },
          plan,
          wholeAt: elapsed(),
        })
      return plan
    },
    forget: (owner) => {
      for (const key of kept.keys()) if (key.startsWith(`${owner} `)) kept.delete(key)
    },
  }
}

const keyOf = ({ owner, board: { projectId, asAdmin }, completed }: Query) =>
  [owner, projectId, asAdmin, completed].join(' ')

const isAlike = (stages: readonly Stage[], before: readonly Stage[]) =>
  JSON.stringify(stages) === JSON.stringify(before)
