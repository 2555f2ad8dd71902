import { own } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import type { Stage, Task } from '../data/data.ts'
import { v2Error } from '../http/errors.ts'
import { addStage, ensurePlan, movePlacement, moveStage, renumber, stagesOf } from '../data/plan.ts'
import { canSeeProject, findProject, findVisible, isMember, manages } from '../data/rights.ts'
import { phpObject, requireFields, requireInt, toFlag, toInt, toText } from './params.ts'

const scopes = ['task']
const longestTitle = 255

/** `task.stages.*`: the columns of My Plan and of the projects' kanban boards. */
export const stageMethods: Record<string, V2Method> = {
  'task.stages.get': { scopes, run: getStages },
  'task.stages.add': { scopes, run: add },
  'task.stages.update': { scopes, run: update },
  'task.stages.delete': { scopes, run: remove },
  'task.stages.canmovetask': { scopes, run: canMoveTask },
  'task.stages.movetask': { scopes, run: moveTask },
}

function getStages(call: Call): V2Answer {
  const { portal, user, params } = call
  const entityId = requireInt(params, 'entityId')
  if (entityId <= 0) ensurePlan(portal, user.id)
  else if (!mayUse(call, entityId)) throw v2Error('ACCESS_DENIED', 'You cannot view stages in this group')
  const stages = stagesOf(portal.data, boardOf(call, entityId)).map(describe)
  if (toFlag(own(params, 'numeric'))) return { result: stages }
  return { result: phpObject(stages.map((stage) => [stage.ID, stage])) }
}

function add(call: Call): V2Answer {
  const fields = requireFields(call.params)
  const title = toText(own(fields, 'TITLE')).trim()
  if (title === '') throw v2Error('EMPTY_TITLE', 'Stage title is not specified')
  const board = boardOf(call, toInt(own(fields, 'ENTITY_ID')) ?? 0)
  if (!mayManage(call, board)) throw manageDenied()
  const color = toColor(own(fields, 'COLOR')) ?? '47D1E2'
  const stage = { ...board, title: title.slice(0, longestTitle), color }
  return { result: addStage(call.portal, stage, toInt(own(fields, 'AFTER_ID')) ?? 0).id }
}

function update(call: Call): V2Answer {
  const stage = requireManaged(call)
  const fields = requireFields(call.params)
  const title = own(fields, 'TITLE')
  const color = toColor(own(fields, 'COLOR'))
  const afterId = toInt(own(fields, 'AFTER_ID'))
  if (title !== undefined && toText(title).trim() === '')
    throw v2Error('EMPTY_TITLE', 'Stage title is not specified')
  if (title === undefined && color === null && afterId === null)
    throw v2Error('EMPTY_DATA', 'There is nothing to change')
  if (title !== undefined) stage.title = toText(title).trim().slice(0, longestTitle)
  if (color !== null) stage.color = color
  const target = afterId ?? (call.portal.variant === 'documented' ? 0 : null)
  if (target !== null && target !== stage.id) moveStage(call.portal, stage, target)
  call.portal.changed()
  return { result: true }
}

function remove(call: Call): V2Answer {
  const stage = requireManaged(call)
  const { data } = call.portal
  if (stagesOf(data, stage)[0] === stage) throw v2Error('IS_SYSTEM', 'The default stage cannot be deleted')
  const holdsTasks =
    stage.entityType === 'U'
      ? data.placements.some((place) => place.stageId === stage.id)
      : data.tasks.some((task) => task.stageId === stage.id)
  if (holdsTasks) throw v2Error('NO_EMPTY', 'The stage still holds tasks')
  data.stages = data.stages.filter((other) => other !== stage)
  renumber(stagesOf(data, stage))
  call.portal.changed()
  return { result: true }
}

function canMoveTask(call: Call): V2Answer {
  const entityId = requireInt(call.params, 'entityId')
  const type = toText(own(call.params, 'entityType')).toUpperCase()
  if (type === 'U') return { result: entityId === call.user.id }
  return { result: type === 'G' && mayUse(call, entityId) }
}

function moveTask(call: Call): V2Answer {
  const { portal, user, params } = call
  const task = findVisible(portal.data, requireInt(params, 'id'), user)
  const stageId = requireInt(params, 'stageId')
  if (!task) throw v2Error('TASK_NOT_FOUND', 'Task not found or access to it is denied')
  const stage = portal.data.stages.find((candidate) => candidate.id === stageId)
  if (!stage) throw stageNotFound()
  const isAllowed = stage.entityType === 'U' ? stage.entityId === user.id : mayUse(call, stage.entityId)
  if (!isAllowed) throw v2Error('ACCESS_DENIED_MOVE', 'You cannot move this task')
  if (findProject(portal.data, task.groupId)?.type === 'scrum')
    return { result: moveInSprint(portal, task, stageId) }
  if (stage.entityType === 'U') {
    const beside = {
      before: toInt(own(params, 'before')) ?? undefined,
      after: toInt(own(params, 'after')) ?? undefined,
    }
    movePlacement(portal, task, stage, beside)
    return { result: true }
  }
  if (task.groupId !== stage.entityId) throw v2Error('DIFFERENT_STAGES', 'The stage belongs to another group')
  task.stageId = stage.id
  portal.changed()
  return { result: true }
}

/** Before it is asked whose stage it is, a task of a sprint gets any stage as its own; one of the backlog stays. */
function moveInSprint(portal: Call['portal'], task: Task, stageId: number): boolean {
  if (task.stageId === 0) return false
  task.stageId = stageId
  portal.changed()
  return true
}

function boardOf({ user }: Call, entityId: number): Pick<Stage, 'entityType' | 'entityId'> {
  return entityId > 0 ? { entityType: 'G', entityId } : { entityType: 'U', entityId: user.id }
}

/** Members use a project's board; an administrator does if the call says so. */
function mayUse({ portal, user, params }: Call, projectId: number): boolean {
  const project = findProject(portal.data, projectId)
  return canSeeProject(project, user) && (isMember(project, user) || isForced(user.isAdmin, params))
}

function mayManage(
  { portal, user, params }: Call,
  { entityType, entityId }: Pick<Stage, 'entityType' | 'entityId'>,
) {
  if (entityType === 'U') return entityId === user.id
  const project = findProject(portal.data, entityId)
  return project !== undefined && (manages(project, user) || isForced(user.isAdmin, params))
}

function isForced(isAdmin: boolean, params: Call['params']): boolean {
  return isAdmin && toFlag(own(params, 'isAdmin'))
}

function requireManaged(call: Call): Stage {
  const id = requireInt(call.params, 'id')
  const stage = call.portal.data.stages.find((candidate) => candidate.id === id)
  if (!stage) throw stageNotFound()
  if (!mayManage(call, stage)) throw manageDenied()
  return stage
}

function stageNotFound() {
  return v2Error('NOT_FOUND', 'Stage not found')
}

function manageDenied() {
  return v2Error('ACCESS_DENIED', 'You do not have permission to manage stages')
}

/** Six hex digits; a leading `#` is taken, since the documentation's own example sends one. */
function toColor(value: unknown): string | null {
  const digits = /^#?([0-9a-f]{6})$/i.exec(toText(value).trim())?.[1]
  return digits ?? null
}

function describe(stage: Stage) {
  return {
    ID: String(stage.id),
    TITLE: stage.title,
    SORT: String(stage.sort),
    COLOR: stage.color,
    SYSTEM_TYPE: stage.systemType,
    ENTITY_ID: String(stage.entityId),
    ENTITY_TYPE: stage.entityType,
    ADDITIONAL_FILTER: [],
    TO_UPDATE: [],
    TO_UPDATE_ACCESS: null,
  }
}
