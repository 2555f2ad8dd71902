import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { portalDirectory } from '../../../electron/bitrix/directory.ts'
import { scrumTasks } from '../../../electron/bitrix/board/scrum.ts'
import { planStages, projectStages } from '../../../electron/bitrix/board/stages.ts'
import type { BitrixClient } from '../../../electron/bitrix/rest/client.ts'
import type { BoardId, Plan, UnchangedPlan } from '../../../electron/model.ts'
import { createBoardReader, type ReadOptions } from '../../../electron/plan/board-reader.ts'
import { clientOf, demoPortal } from '../bitrix/support.ts'

const myPlan = { projectId: 0, asAdmin: false }
let portal: Awaited<ReturnType<typeof demoPortal>>
afterEach(() => portal.close())

/** Reads a board over a connection that counts what is asked. */
function reader(board: BoardId = myPlan, userId?: number) {
  let requests = 0
  let moments = 0
  let elapsed = 0
  const counting = clientOf(portal.webhook, {
    fetch: (...input) => {
      requests++
      return fetch(...input)
    },
  })
  const client: BitrixClient = {
    ...counting,
    portal: async () => ({ ...(await counting.portal()), ...(userId === undefined ? {} : { userId }) }),
  }
  const scrum = scrumTasks(client, { now: () => 0 })
  const boards = createBoardReader({
    client,
    directory: portalDirectory(client),
    scrum,
    order: { isKept: () => true, note: () => undefined },
    onPart: () => undefined,
    now: () => new Date(1_700_000_000_000 + moments++),
    elapsed: () => elapsed,
  })
  const { list: stages } = board.projectId === 0 ? planStages(client) : projectStages(client, board.projectId)
  const ask = (options: Partial<ReadOptions> = {}): Promise<Plan | UnchangedPlan> =>
    boards.read({ owner: 'an account', board, completed: false, stages, ...options })
  return {
    ask,
    plan: async (): Promise<Plan> => {
      const read = await ask()
      if (!('tasks' in read)) throw new Error('Nobody said that anything was known')
      return read
    },
    /** How many requests this takes. */
    count: async (work: () => Promise<unknown>) => {
      requests = 0
      await work()
      return requests
    },
    wait: (milliseconds: number) => (elapsed += milliseconds),
  }
}

const elsewhere = (method: string, params: Record<string, unknown>) =>
  portal.client.v2(method, params, { kind: 'write' })
const facts = ({ tasks }: Plan) =>
  tasks.map(({ id, stageId, title, deadline }) => ({ id, stageId, title, deadline }))

/** What somebody reads who has read nothing before. */
const whole = async (board = myPlan) => facts(await reader(board).plan())

describe('a plan of three thousand tasks', () => {
  beforeEach(async () => {
    portal = await demoPortal({ size: { stages: 30, tasks: 3_000 } })
  })

  test('takes two requests to be read again when nothing has changed', async () => {
    const { count, plan } = reader()
    const first = await plan()
    expect(first.tasks.length).toBeGreaterThanOrEqual(3_000)
    let again: Plan | null = null
    expect(await count(async () => (again = await plan()))).toBe(2)
    expect(again).toEqual({ ...first, asOf: expect.any(String) as string })
  })

  test('is not told again to somebody who has it', async () => {
    const { ask, plan } = reader()
    const first = await plan()
    const again = await ask({ known: first.asOf })
    expect(again).toEqual({ isUnchanged: true, asOf: expect.any(String) as string })
    expect(again.asOf > first.asOf).toBe(true)
    // Somebody who has another answer gets all of it.
    expect(await ask({ known: '2020-01-01T00:00:00.000Z' })).toMatchObject({ stages: first.stages })
  })

  test('takes no more requests than the pages of the stages where a task was moved', async () => {
    const { count, plan } = reader()
    const { tasks, stages } = await plan()
    const [task] = tasks
    const to = stages.at(-1)?.id
    await elsewhere('task.stages.movetask', { id: task?.id, stageId: to })
    let again: Plan | null = null
    const requests = await count(async () => (again = await plan()))
    expect(again).toMatchObject({ grouped: true })
    expect(facts(again as unknown as Plan)).toEqual(await whole())
    // 100 tasks in a stage are three pages; two stages are read side by side.
    expect(requests).toBeLessThanOrEqual(5)
  })
})

describe('what was changed elsewhere is there at the next reading:', () => {
  beforeEach(async () => {
    portal = await demoPortal()
  })
  const idOf = async (at: number) => (await reader().plan()).tasks[at]?.id

  test.each<[string, (id: number | undefined) => Promise<unknown>]>([
    [
      'a title',
      (taskId) => elsewhere('tasks.task.update', { taskId, fields: { TITLE: 'Renamed elsewhere' } }),
    ],
    [
      'a deadline',
      (taskId) =>
        elsewhere('tasks.task.update', { taskId, fields: { DEADLINE: '2030-01-01T10:00:00+00:00' } }),
    ],
    ['a task that was completed', (taskId) => elsewhere('tasks.task.complete', { taskId })],
    ['a task that was deleted', (taskId) => elsewhere('tasks.task.delete', { taskId })],
    [
      'a new task',
      () => elsewhere('tasks.task.add', { fields: { TITLE: 'New elsewhere', RESPONSIBLE_ID: 1 } }),
    ],
    [
      'the order of two tasks',
      async (id) => {
        const { tasks } = await reader().plan()
        const task = tasks.find((one) => one.id === id)
        const beside = tasks.filter(({ stageId }) => stageId === task?.stageId).at(-1)
        return elsewhere('task.stages.movetask', { id, stageId: task?.stageId, after: beside?.id })
      },
    ],
    [
      'a stage that was renamed',
      async () => {
        const [first, second] = await planStages(portal.client).list()
        const { id = 0, color = '' } = second ?? {}
        return planStages(portal.client).update({
          id,
          title: 'Renamed stage',
          color,
          afterId: first?.id ?? 0,
        })
      },
    ],
    ['a new stage', () => planStages(portal.client).add({ title: 'New stage', color: 'FF0000', afterId: 0 })],
  ])('%s', async (_what, change) => {
    const { plan } = reader()
    const before = await plan()
    await change(await idOf(0))
    const again = await plan()
    expect({ tasks: again.tasks, stages: again.stages }).not.toEqual({
      tasks: before.tasks,
      stages: before.stages,
    })
    const { tasks, stages } = await reader().plan()
    expect({ tasks: again.tasks, stages: again.stages }).toEqual({ tasks, stages })
  })

  test('more changes than a page holds', async () => {
    for (let count = 0; count < 60; count++) {
      await elsewhere('tasks.task.add', { fields: { TITLE: `Task ${count}`, RESPONSIBLE_ID: 1 } })
    }
    const { plan } = reader()
    for (const { id } of (await plan()).tasks) {
      await elsewhere('tasks.task.update', { taskId: id, fields: { TITLE: `Renamed ${id}` } })
    }
    const again = await plan()
    expect(again.tasks.every(({ title }) => title.startsWith('Renamed'))).toBe(true)
    expect(facts(again)).toEqual(await whole())
  })

  test('a title, before the portal has said who signed in', async () => {
    const { plan } = reader(myPlan, 0)
    const taskId = (await plan()).tasks[0]?.id
    await elsewhere('tasks.task.update', { taskId, fields: { TITLE: 'Renamed elsewhere' } })
    expect(facts(await plan())).toEqual(await whole())
  })

  test('a title on the board of a project', async () => {
    const board = { projectId: 1, asAdmin: false }
    const { plan } = reader(board)
    const taskId = (await plan()).tasks[0]?.id
    await elsewhere('tasks.task.update', { taskId, fields: { TITLE: 'Renamed elsewhere' } })
    expect(facts(await plan())).toEqual(await whole(board))
  })
})

test('after a quarter of an hour, and when somebody asks for it, a board is read whole', async () => {
  portal = await demoPortal({ size: { stages: 5, tasks: 1_000 } })
  const { ask, count, plan, wait } = reader()
  await plan()
  wait(15 * 60_000)
  expect(await count(plan)).toBeGreaterThan(5)
  expect(await count(plan)).toBe(2)
  expect(await count(() => ask({ whole: true }))).toBeGreaterThan(5)
})

test('a portal that does not tell the time is read whole each time', async () => {
  portal = await demoPortal()
  portal.faults.before = ({ method }) =>
    method === 'server.time'
      ? {
          kind: 'error',
          shape: 'v2',
          status: 404,
          code: 'ERROR_METHOD_NOT_FOUND',
          message: 'Method not found!',
        }
      : undefined
  const { plan } = reader()
  const first = await plan()
  expect(facts(await plan())).toEqual(facts(first))
})
