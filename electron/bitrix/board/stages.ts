import { AppError } from '../../errors.ts'
import type { Stage } from '../../model.ts'
import { fields, id, listOf, name, order, readFlag, readId, text } from '../rest/answers.ts'
import { ask } from '../rest/ask.ts'
import type { BitrixClient } from '../rest/client.ts'
import { BitrixError } from '../rest/errors.ts'

/** What a stage is to become. `afterId` is the stage before it on the board, 0 for the first place. */
export type StageDraft = { title: string; color: string; afterId: number }

/** The stages of one board: the caller's own My Plan or a project's kanban. */
export type PlanStages = {
  /** All stages in the order of the board; the portal makes two of My Plan when there are none yet. */
  list: (signal?: AbortSignal) => Promise<Stage[]>
  /** Adds a stage and returns it as the portal keeps it. */
  add: (draft: StageDraft) => Promise<Stage>
  /** Changes a stage and returns it as the portal keeps it. */
  update: (edit: StageDraft & { id: number }) => Promise<Stage>
  /** Throws `stage-is-first` or `stage-not-empty` for a stage that has to stay. */
  delete: (id: number) => Promise<void>
}

/** `asAdmin`: skip the project's own rights, which the portal grants to its administrators only. */
export type KanbanOptions = { asAdmin?: boolean }

const neutralColor = 'C8CDD3'
const stage = fields({ ID: id, TITLE: name, SORT: order, COLOR: text })

/** My Plan's stages over `task.stages.*`. Source: api-reference/tasks/stages/task-stages-{get,add,update,delete}.md. */
export function planStages(client: BitrixClient): PlanStages {
  return stagesOf(client, 0, {})
}

/** The same for the kanban of a project. Throws `access-denied` where the caller may not see or manage it. */
export function projectStages(
  client: BitrixClient,
  projectId: number,
  options: KanbanOptions = {},
): PlanStages {
  if (!Number.isSafeInteger(projectId) || projectId <= 0) {
    throw new AppError('input-invalid', 'A project has a whole number above zero')
  }
  return stagesOf(client, projectId, options)
}

/**
 * Whether the caller may move tasks on a board: always on the own plan, by its rights on a project's.
 * Source: api-reference/tasks/stages/task-stages-can-move-task.md.
 */
export async function canMoveTasks(
  client: BitrixClient,
  board: { kind: 'plan' } | { kind: 'project'; projectId: number },
  signal?: AbortSignal,
): Promise<boolean> {
  const entity =
    board.kind === 'project'
      ? { entityId: board.projectId, entityType: 'G' }
      : { entityId: (await client.portal()).userId, entityType: 'U' }
  const options = { kind: 'read', read: readFlag, signal } as const
  return (await ask(client, 'task.stages.canmovetask', entity, options)).value
}

/** `entityId`: 0 is the caller's plan. The portal wants its parameters in this order and nothing else. */
function stagesOf(client: BitrixClient, entityId: number, { asAdmin }: KanbanOptions): PlanStages {
  const admin = asAdmin ? { isAdmin: true } : {}

  async function list(signal?: AbortSignal): Promise<Stage[]> {
    const options = { kind: 'read', read: readStages, signal } as const
    return (await ask(client, 'task.stages.get', { entityId, ...admin }, options)).value
  }

  /** The change was made, so a failure to read it back must not look like a failure to make it. */
  async function readBack(sent: Stage): Promise<Stage> {
    try {
      return (await list()).find(({ id }) => id === sent.id) ?? sent
    } catch (error) {
      if (error instanceof BitrixError) return sent
      throw error
    }
  }

  return {
    list,
    add: async (draft) => {
      const { title, color, afterId } = checked(draft)
      // Without AFTER_ID the stage would become the first, and the default one.
      const fields = { TITLE: title, COLOR: color, AFTER_ID: afterId, ENTITY_ID: entityId }
      const options = { kind: 'write', read: readId } as const
      const { value: id } = await ask(client, 'task.stages.add', { fields, ...admin }, options)
      return readBack({ id, title, color })
    },
    update: async ({ id, ...draft }) => {
      const { title, color, afterId } = checked(draft)
      if (id === afterId) throw new AppError('input-invalid', 'A stage cannot stand behind itself')
      const fields = { TITLE: title, COLOR: color, AFTER_ID: afterId }
      await client.v2('task.stages.update', { id, fields, ...admin }, { kind: 'write' })
      return readBack({ id, title, color })
    },
    delete: async (id) => {
      await client.v2('task.stages.delete', { id, ...admin }, { kind: 'write' })
    },
  }
}

/** Reads `task.stages.get`: an object keyed by id, whose order JavaScript does not keep; null for anything else. */
export function readStages(result: unknown): Stage[] | null {
  const stages = listOf(stage, result)
  return (
    stages
      ?.sort((one, other) => one.SORT - other.SORT || one.ID - other.ID)
      .map(({ ID, TITLE, COLOR }) => ({ id: ID, title: TITLE, color: hexColor(COLOR) ?? neutralColor })) ??
    null
  )
}

/** Six upper-case digits without `#`, the only form that fits the portal's column; null for anything else. */
export function hexColor(color: string): string | null {
  return /^#?([\da-f]{6})$/i.exec(color.trim())?.[1]?.toUpperCase() ?? null
}

function checked({ title, color, afterId }: StageDraft): StageDraft {
  const hex = hexColor(color)
  if (title.trim() === '') throw new AppError('stage-title-empty', 'A stage needs a title')
  if (!hex) throw new AppError('input-invalid', 'A stage needs a colour of six hex digits')
  return { title: title.trim(), color: hex, afterId }
}
