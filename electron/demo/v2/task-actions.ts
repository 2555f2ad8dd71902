import type { Call, V2Answer, V2Method } from '../context.ts'
import type { Task } from '../data/data.ts'
import { v2Error } from '../http/errors.ts'
import { canEdit, findVisible } from '../data/rights.ts'
import { mayComplete } from '../data/results.ts'
import { changeTask } from '../data/tasks.ts'
import { requireInt } from './params.ts'
import { coreError } from './task-input.ts'
import { describeWithActions } from './task-shape.ts'

const scopes = ['task']

/** From which states an action leads to which. As in the old API: 2 pending, 3 in progress, 4 to be approved … */
type Action = { from: number[]; to: (task: Task, call: Call) => number; isForApprover?: boolean }

const actions: Record<string, Action> = {
  start: { from: [2, 6, 7], to: () => 3 },
  pause: { from: [3], to: () => 2 },
  defer: { from: [2, 3], to: () => 6 },
  renew: { from: [4, 5, 6, 7], to: () => 2 },
  complete: { from: [2, 3, 4, 6, 7], to: (task, call) => (awaitsApproval(task, call) ? 4 : 5) },
  approve: { from: [4], to: () => 5, isForApprover: true },
  disapprove: { from: [4], to: () => 2, isForApprover: true },
}

/** `tasks.task.start`, `complete` and their like. A wrong state, a missing task and a missing right are all refused alike. */
export const taskActions: Record<string, V2Method> = {
  ...Object.fromEntries(
    Object.entries(actions).map(([name, action]) => [
      `tasks.task.${name}`,
      { scopes, run: (call: Call) => act(call, action) },
    ]),
  ),
  'tasks.task.delegate': { scopes, run: delegate },
}

function act(call: Call, { from, to, isForApprover }: Action): V2Answer {
  const task = requireEditable(call)
  if (!from.includes(task.status) || (isForApprover && !mayApprove(task, call))) throw notAllowed()
  const status = to(task, call)
  if (status >= 4 && status <= 5 && !mayComplete(call.portal.data, task)) throw notAllowed()
  if (status === task.status) throw notAllowed()
  changeTask(call.portal, call.user, task, { status })
  return { result: { task: describeWithActions(call, task) } }
}

/** Who gives a task away goes on watching it. */
function delegate(call: Call): V2Answer {
  const task = requireEditable(call)
  const userId = requireInt(call.params, 'userId')
  if (!call.portal.data.users.some((user) => user.id === userId))
    throw coreError('Responsible person not found')
  if (task.status === 5 || task.responsibleId === userId) throw notAllowed()
  const auditorIds = [...new Set([...task.auditorIds, task.responsibleId])].filter((id) => id !== userId)
  changeTask(call.portal, call.user, task, { responsibleId: userId, auditorIds })
  return { result: { task: describeWithActions(call, task) } }
}

function awaitsApproval(task: Task, call: Call): boolean {
  return task.more.needsControl === true && !mayApprove(task, call)
}

function mayApprove(task: Task, { user }: Call): boolean {
  return user.isAdmin || task.creatorId === user.id
}

function requireEditable({ portal, user, params }: Call): Task {
  const task = findVisible(portal.data, requireInt(params, 'taskId'), user)
  if (!task || !canEdit(portal.data, task, user)) throw notAllowed()
  return task
}

function notAllowed() {
  return v2Error('0', 'Action on the task is not allowed')
}
