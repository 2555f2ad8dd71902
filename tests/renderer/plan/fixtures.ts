import type { Plan, PlanTask, Problem, Stage, TaskAction, TaskState } from '../../../electron/model.ts'
import type { Beside } from '../../../renderer/plan/model/changes.ts'
import { Board, myPlan } from '../../../renderer/plan/model/board.svelte.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { fakeTransport, type FakeTransport } from '../../support/fake-transport.ts'

export const refused: Problem = { code: 'access-denied' }

/** An open task without anything but its name and place. */
export const task = (id: number, stageId: number, more: Partial<PlanTask> = {}): PlanTask => ({
  id,
  stageId,
  title: `Task ${id}`,
  deadline: null,
  priority: 'average',
  project: null,
  responsible: null,
  tags: [],
  isCompleted: false,
  state: 'pending',
  isScrum: false,
  ...more,
})

export const inbox: Stage = { id: 1, title: 'Inbox', color: '00C4FB' }
export const week: Stage = { id: 2, title: 'This week', color: '47D1E2' }
export const later: Stage = { id: 3, title: 'Later', color: '75D900' }

export const plan: Plan = {
  stages: [inbox, week, later],
  tasks: [task(11, 1), task(12, 1), task(21, 2)],
  grouped: true,
  byHand: false,
  asOf: '2026-11-23T09:00:00Z',
}

/** A portal with one board that keeps what is written, the smallest that a board needs. */
export function smallPortal(from: Plan = plan) {
  const portal = { stages: [...from.stages], tasks: [...from.tasks] }
  let nextId = 100

  function put(stage: Stage, afterId: number) {
    const others = portal.stages.filter(({ id }) => id !== stage.id)
    const before = others.findIndex(({ id }) => id === afterId)
    portal.stages = others.toSpliced(afterId === 0 ? 0 : before < 0 ? others.length : before + 1, 0, stage)
    return stage
  }

  function remove(id: number) {
    if (!portal.stages.some((it) => it.id === id)) throw { code: 'not-found' } satisfies Problem
    if (portal.stages[0]?.id === id) throw { code: 'stage-is-first' } satisfies Problem
    if (portal.tasks.some((it) => it.stageId === id)) throw { code: 'stage-not-empty' } satisfies Problem
    portal.stages = portal.stages.filter((it) => it.id !== id)
    return null
  }

  const change = (ids: number[], part: Partial<PlanTask>) => {
    portal.tasks = portal.tasks.map((it) => (ids.includes(it.id) ? { ...it, ...part } : it))
    return { done: ids, refused: [] }
  }

  function putTask(taskId: number, stageId: number, beside: Beside) {
    const moved = portal.tasks.find(({ id }) => id === taskId)
    if (!moved) throw { code: 'not-found' } satisfies Problem
    const others = portal.tasks.filter((it) => it !== moved)
    const other = others.findIndex(({ id }) => id === ('before' in beside ? beside.before : beside.after))
    portal.tasks = others.toSpliced('before' in beside ? other : other + 1, 0, { ...moved, stageId })
    return null
  }

  const states: Record<TaskAction, TaskState> = {
    start: 'in-progress',
    pause: 'pending',
    defer: 'deferred',
    complete: 'completed',
    renew: 'pending',
    approve: 'completed',
    disapprove: 'pending',
  }

  const answers: Parameters<typeof fakeTransport>[0] = {
    'plan.last': () => null,
    'plan.get': ({ completed }) => ({
      ...from,
      stages: portal.stages,
      tasks: portal.tasks.filter((it) => completed || !it.isCompleted),
    }),
    'stages.list': () => portal.stages,
    'stages.add': ({ title, color, afterId }) => put({ id: nextId++, title, color }, afterId),
    'stages.update': ({ id, title, color, afterId }) => put({ id, title, color }, afterId),
    'stages.delete': ({ id }) => remove(id),
    'stages.tasks': ({ id }) => portal.tasks.filter((it) => it.stageId === id).map((it) => it.id),
    'tasks.move': ({ taskIds, stageId }) => change(taskIds, { stageId }),
    'tasks.complete': ({ taskIds, completed }) => change(taskIds, { isCompleted: completed }),
    'tasks.place': ({ taskId, stageId, beside }) => putTask(taskId, stageId, beside),
    'tasks.act': ({ taskId, action }) => {
      change([taskId], { state: states[action], isCompleted: states[action] === 'completed' })
      return states[action]
    },
    'tasks.rights': () => null,
    'tasks.results': () => ({ isRequired: false, results: [] }),
    'boards.rights': () => ({ canMove: true, isAdmin: false }),
  }
  return { portal, answers }
}

/** A board that has read its portal just now. `clock.ms` is the time that it goes by. */
export async function opened(changed: Parameters<typeof fakeTransport>[0] = {}, from: Plan = plan) {
  const { portal, answers } = smallPortal(from)
  const main = fakeTransport({ ...answers, ...changed })
  const clock = { ms: 0 }
  const board = new Board(createBridge(main), myPlan, () => clock.ms)
  await board.refresh()
  main.asked.length = 0
  return { main, board, portal, clock, answers }
}

export const titles = (board: Board) => board.columns.map((column) => column.stage.title)
export const tasksIn = (board: Board, stageId: number) =>
  board.columns.find((column) => column.stage.id === stageId)?.tasks.map((it) => it.id)
export const names = (main: FakeTransport) => main.asked.map(([name]) => name)

/** An answer that throws this problem. */
export const failing = (problem: Problem) => () => {
  throw problem
}
