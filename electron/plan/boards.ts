import { readProfile } from '../bitrix/account.ts'
import { ask } from '../bitrix/rest/ask.ts'
import { boardTasks, type Place } from '../bitrix/board/board-tasks.ts'
import type { BitrixClient } from '../bitrix/rest/client.ts'
import { portalDirectory } from '../bitrix/directory.ts'
import { placeTask, type Beside } from '../bitrix/board/plan-order.ts'
import { BitrixError } from '../bitrix/rest/errors.ts'
import { scrumTasks } from '../bitrix/board/scrum.ts'
import { canMoveTasks, planStages, projectStages, type PlanStages } from '../bitrix/board/stages.ts'
import { taskActs, type TaskActs } from '../bitrix/tasks/task-acts.ts'
import type { Events } from '../ipc/contract.ts'
import type {
  BoardId,
  BoardRights,
  BoardPreferences,
  Plan,
  Project,
  TasksOutcome,
  UnchangedPlan,
} from '../model.ts'
import { createBoardReader, type HandOrder, type ReadOptions } from './board-reader.ts'
import type { BoardPreferencesStore } from './board-preferences.ts'
import type { PlanCache } from './plan-cache.ts'
import { taskPanel, type TaskPanel } from './task-panel.ts'

/** The boards of the current account: My Plan and the kanban of its projects. */
export type Boards = {
  /**
   * Reads a board, telling parts of a large one on the way, and keeps it on disk. `completed`: completed tasks as well.
   */
  read: (board: BoardId, options: ReadOptions) => Promise<Plan | UnchangedPlan>
  last: (board: BoardId) => Promise<Plan | null>
  stages: (board: BoardId) => PlanStages
  tasksIn: (board: BoardId, stageId: number) => Promise<number[]>
  move: (board: BoardId, taskIds: number[], stageId: number) => Promise<TasksOutcome>
  complete: (taskIds: number[], completed: boolean) => Promise<TasksOutcome>
  /** Puts a task of My Plan beside another one; `order-not-kept` is remembered of the portal. */
  place: (input: { taskId: number; stageId: number; beside: Beside }) => Promise<void>
  /** What can be done with one task. */
  acts: TaskActs
  /** One task, whole. */
  panel: TaskPanel
  rights: (board: BoardId) => Promise<BoardRights>
  projects: () => Promise<Project[]>
  preferences: (board: BoardId) => BoardPreferences
  keepPreferences: (board: BoardId, preferences: BoardPreferences) => void
  /** Removes what was kept of an account that has signed out. */
  forget: (accountId: string) => Promise<void>
}

type Needs = {
  client: BitrixClient
  /** The id of the current account, or null. */
  account: () => string | null
  cache: PlanCache
  preferences: BoardPreferencesStore
  order: HandOrder
  /** Whether a list of REST 3.0 tells the project of each task. */
  listsProjects: () => boolean
  onPart: (part: Events['plan.part']) => void
  onHarmless: (error: unknown) => void
  now: () => Date
  /** Milliseconds; only differences count. */
  elapsed: () => number
}

/** Brings together what the portal's API spreads over stages, tasks, rights and projects. */
export function createBoards({
  client,
  account,
  cache,
  preferences,
  order,
  listsProjects,
  onPart,
  onHarmless,
  now,
  elapsed,
}: Needs): Boards {
  const directory = portalDirectory(client)
  const scrum = scrumTasks(client, { listsProjects })
  const changes = boardTasks(client, scrum)
  const reader = createBoardReader({
    client,
    directory,
    scrum,
    order,
    onPart: (board, plan) => onPart({ board, plan }),
    now,
    elapsed,
  })
  const whose = () => account() ?? ''

  const stagesOf = ({ projectId, asAdmin }: BoardId) =>
    projectId === 0 ? planStages(client) : projectStages(client, projectId, { asAdmin })

  /** Only on a project's board does it matter which stage is the first. */
  async function placeOf(board: BoardId, stageId: number): Promise<Place> {
    const isFirst = board.projectId !== 0 && (await stagesOf(board).list())[0]?.id === stageId
    return { board, stageId, isFirst }
  }

  return {
    read: async (board, options) => {
      const owner = whose()
      const plan = await reader.read({ owner, board, ...options, stages: stagesOf(board).list })
      if (board.projectId !== 0) preferences.visit(owner, board.projectId)
      // It is there for a day without a network; that it could not be kept is no reason not to show it now.
      if ('tasks' in plan) await cache.keep(owner, board.projectId, plan).catch(onHarmless)
      return plan
    },
    last: ({ projectId }) => cache.last(whose(), projectId),
    stages: stagesOf,
    tasksIn: async (board, stageId) => changes.allIn(await placeOf(board, stageId)),
    move: async (board, taskIds, stageId) => changes.move(taskIds, await placeOf(board, stageId)),
    complete: (taskIds, completed) => changes.complete(taskIds, completed),
    place: async (input) => {
      try {
        await placeTask(client, input, scrum)
        order.note(true)
      } catch (error) {
        if (error instanceof BitrixError && error.code === 'order-not-kept') order.note(false)
        throw error
      }
    },
    acts: taskActs(client),
    panel: taskPanel(client, now),
    rights: async ({ projectId, asAdmin }) => {
      if (projectId === 0) return { canMove: true, isAdmin: false }
      const options = { kind: 'read', read: readProfile } as const
      const { isAdmin } = (await ask(client, 'profile', {}, options)).value
      const mayMove = await canMoveTasks(client, { kind: 'project', projectId })
      return { canMove: mayMove || (isAdmin && asAdmin), isAdmin }
    },
    projects: async () => {
      const projects = await directory.projects()
      const recent = preferences.visited(whose())
      const age = ({ id }: Project) => (recent.includes(id) ? recent.indexOf(id) : recent.length)
      return projects.sort((one, other) => age(one) - age(other) || one.name.localeCompare(other.name))
    },
    preferences: ({ projectId }) => preferences.get(whose(), projectId),
    keepPreferences: ({ projectId }, chosen) => preferences.keep(whose(), projectId, chosen),
    forget: (accountId) => {
      reader.forget(accountId)
      return cache.forget(accountId).catch(onHarmless)
    },
  }
}
