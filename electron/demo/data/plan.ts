import type { Language, Portal } from '../context.ts'
import type { Placement, PortalData, Stage, Task } from './data.ts'
import { participants } from './rights.ts'

type Board = Pick<Stage, 'entityType' | 'entityId'>
type Neighbour = { before?: number | undefined; after?: number | undefined }

const defaultStages: Record<Language, [string, string]> = {
  en: ['Not planned', 'I will do it this week'],
  ru: ['Не спланированы', 'Сделаю на неделе'],
}

/** The stages of one board, first to last. */
export function stagesOf(data: PortalData, board: Board): Stage[] {
  return data.stages
    .filter((stage) => stage.entityType === board.entityType && stage.entityId === board.entityId)
    .sort((one, other) => one.sort - other.sort || one.id - other.id)
}

export function planOf(data: PortalData, userId: number): Stage[] {
  return stagesOf(data, { entityType: 'U', entityId: userId })
}

/** My Plan is made with two stages when it is first looked at. */
export function ensurePlan(portal: Portal, userId: number): void {
  if (planOf(portal.data, userId).length > 0) return
  const [first, second] = defaultStages[portal.language]
  const board: Board = { entityType: 'U', entityId: userId }
  const { id } = addStage(portal, { ...board, title: first, color: '00C4FB' }, 0)
  addStage(portal, { ...board, title: second, color: '47D1E2' }, id)
}

/** Adds a stage after another one of its board: 0 makes it the first, an unknown number the last. */
export function addStage(
  portal: Portal,
  fields: Board & { title: string; color: string },
  afterId: number,
): Stage {
  const stage: Stage = { id: portal.data.next.stage++, sort: 0, systemType: null, ...fields }
  portal.data.stages.push(stage)
  moveStage(portal, stage, afterId)
  return stage
}

/** Puts a stage after another one (0: first, unknown: last) and renumbers the board 100, 200, 300 … */
export function moveStage(portal: Portal, stage: Stage, afterId: number): void {
  const others = stagesOf(portal.data, stage).filter((other) => other !== stage)
  const predecessor = others.findIndex((other) => other.id === afterId)
  const index = afterId === 0 ? 0 : predecessor < 0 ? others.length : predecessor + 1
  renumber(others.toSpliced(index, 0, stage))
  portal.changed()
}

/** The first stage of a board is its default one. */
export function renumber(stages: Stage[]): void {
  stages.forEach((stage, index) => {
    stage.sort = (index + 1) * 100
    stage.systemType = index === 0 ? 'NEW' : null
  })
}

/** A new task goes to the top of the first stage of everybody who takes part in it and has a plan. */
export function placeNewTask(data: PortalData, task: Task): void {
  for (const userId of participants(task)) {
    const first = planOf(data, userId)[0]
    if (!first) continue
    const placement: Placement = { userId, taskId: task.id, stageId: first.id, sort: 0, hand: null }
    data.placements.push(placement)
    putInto(data, placement, first.id, {})
  }
}

/**
 * Moves a task within a user's plan, to the top of a stage or beside another task in it.
 * Where the task has no place in the plan nothing happens, as in Bitrix24.
 */
export function movePlacement(portal: Portal, task: Task, stage: Stage, beside: Neighbour): void {
  const { data } = portal
  const placement = data.placements.find(
    (place) => place.userId === stage.entityId && place.taskId === task.id,
  )
  if (!placement) return
  putInto(data, placement, stage.id, beside)
  portal.changed()
}

/** The tasks of one My Plan stage, top to bottom. */
export function placementsIn(data: PortalData, stageId: number): Placement[] {
  return data.placements
    .filter((place) => place.stageId === stageId)
    .sort((one, other) => one.sort - other.sort || other.taskId - one.taskId)
}

/** The tasks of one My Plan stage by hand; those that nobody has put anywhere come last, the newest first. */
function byHand(one: Placement, other: Placement): number {
  return (one.hand ?? Infinity) === (other.hand ?? Infinity)
    ? other.taskId - one.taskId
    : (one.hand ?? Infinity) - (other.hand ?? Infinity)
}

/** Only a neighbour that is named makes an order by hand of a stage; where there is one, others come on top. */
function putByHand(others: Placement[], placement: Placement, { before, after }: Neighbour): void {
  const sorted = others.toSorted(byHand)
  const at = sorted.findIndex(({ taskId }) => taskId === (after ?? before))
  placement.hand = null
  if (at < 0 && others.every(({ hand }) => hand === null)) return
  const index = at < 0 ? 0 : after === undefined ? at : at + 1
  sorted.toSpliced(index, 0, placement).forEach((place, position) => {
    place.hand = (position + 1) * 100
  })
}

function putInto(
  data: PortalData,
  placement: Placement,
  stageId: number,
  { before, after }: Neighbour,
): void {
  const others = placementsIn(data, stageId).filter((other) => other !== placement)
  putByHand(others, placement, { before, after })
  const indexOf = (taskId: number | undefined) => others.findIndex((other) => other.taskId === taskId)
  const index = after !== undefined && indexOf(after) >= 0 ? indexOf(after) + 1 : Math.max(indexOf(before), 0)
  placement.stageId = stageId
  others.toSpliced(index, 0, placement).forEach((place, position) => {
    place.sort = (position + 1) * 100
  })
}
