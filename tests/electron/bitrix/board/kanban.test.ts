import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { boardTasks } from '../../../../electron/bitrix/board/board-tasks.ts'
import { canMoveTasks, planStages, projectStages } from '../../../../electron/bitrix/board/stages.ts'
import { createTaskBody, portalTasks, type PortalTasks } from '../../../../electron/bitrix/tasks/tasks.ts'
import { json, startMisbehavingServer } from '../../../support/misbehaving-server.ts'
import { clientOf, demoPortal, namedBoard } from '../support.ts'

const projectId = 1
let portal: Awaited<ReturnType<typeof demoPortal>>
let tasks: PortalTasks
beforeEach(async () => {
  portal = await demoPortal()
  tasks = portalTasks(portal.client)
})
afterEach(() => portal.close())

test('a project has a board of its own, in its order', async () => {
  const own = await planStages(portal.client).list()
  const stages = await projectStages(portal.client, projectId).list()
  expect(stages.length).toBeGreaterThan(1)
  expect(stages.filter(({ id }) => own.some((stage) => stage.id === id))).toEqual([])
})

test('a stage of a project is added, changed and deleted', async () => {
  const board = projectStages(portal.client, projectId, { asAdmin: true })
  const last = (await board.list()).at(-1)
  const added = await board.add({ title: 'Review', color: '#00ff7f', afterId: last?.id ?? 0 })
  expect((await board.list()).at(-1)).toEqual(added)
  await board.update({ ...added, title: 'Checked', afterId: last?.id ?? 0 })
  expect((await board.list()).at(-1)?.title).toBe('Checked')
  await board.delete(added.id)
  expect((await board.list()).at(-1)).toEqual(last)
})

test('the rights of an administrator are asked for only where they are wanted', async () => {
  const server = await startMisbehavingServer(json({ result: [] }))
  const client = clientOf(`${server.origin}/rest/7/a1b2c3d4e5f6g7h8/`)
  await projectStages(client, 5).list()
  await projectStages(client, 5, { asAdmin: true }).list()
  expect(server.requests.map(({ body }) => body)).toEqual(['{"entityId":5}', '{"entityId":5,"isAdmin":true}'])
  await server.close()
})

test.each([0, -1, 1.5])('%d is no project', (number) => {
  expect(() => projectStages(portal.client, number)).toThrow(
    expect.objectContaining({ code: 'input-invalid' }) as Error,
  )
})

test('a board that may not be seen is denied', async () => {
  // Neither a member of the project nor an administrator.
  const stranger = portal.users.find(({ id }) => id === 9)
  const client = clientOf(stranger?.webhook ?? '')
  await expect(projectStages(client, projectId).list()).rejects.toMatchObject({ code: 'access-denied' })
})

describe('whether tasks may be moved', () => {
  test('is always so on the own plan', async () => {
    expect(await canMoveTasks(portal.client, { kind: 'plan' })).toBe(true)
  })

  test('hangs on the project elsewhere', async () => {
    expect(await canMoveTasks(portal.client, { kind: 'project', projectId })).toBe(true)
    expect(await canMoveTasks(portal.client, { kind: 'project', projectId: 987654 })).toBe(false)
  })
})

describe('the tasks of a project', () => {
  test('that were never moved stand in its first column', async () => {
    const stages = await projectStages(portal.client, projectId).list()
    const board = await namedBoard(portal.client, stages, projectId)
    expect(board.grouped).toBe(true)
    expect(board.tasks.length).toBeGreaterThan(0)
    expect(new Set(board.tasks.map(({ stageId }) => stageId))).toEqual(new Set([stages[0]?.id]))
  })

  test('stand where they were moved to, and back in the first column', async () => {
    const stages = await projectStages(portal.client, projectId).list()
    const draft = { title: 'On the board', description: '', deadline: null, creatorId: 1, responsibleId: 1 }
    const { taskId } = await tasks.createTask(createTaskBody({ ...draft, projectId }), 'kanban-1')
    const stageOf = async () =>
      (await namedBoard(portal.client, stages, projectId)).tasks.find(({ id }) => id === taskId)?.stageId
    for (const at of [1, 0]) {
      const stageId = stages[at]?.id ?? 0
      await boardTasks(portal.client).move([taskId], {
        board: { projectId, asAdmin: false },
        stageId,
        isFirst: at === 0,
      })
      expect(await stageOf()).toBe(stageId)
    }
  })

  test('cannot be moved to the board of another', async () => {
    const [first] = await projectStages(portal.client, 2).list()
    const [task] = (
      await namedBoard(portal.client, await projectStages(portal.client, projectId).list(), projectId)
    ).tasks
    const place = { board: { projectId: 2, asAdmin: false }, stageId: first?.id ?? 0, isFirst: true }
    const outcome = await boardTasks(portal.client).move([task?.id ?? 0], place)
    expect(outcome.refused.map(({ problem }) => problem.code)).toEqual(['refused'])
  })
})
