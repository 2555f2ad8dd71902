import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BitrixClient } from '../../../../electron/bitrix/rest/client.ts'
import { planStages } from '../../../../electron/bitrix/board/stages.ts'
import { createTaskBody, portalTasks, type PortalTasks } from '../../../../electron/bitrix/tasks/tasks.ts'
import { json, startMisbehavingServer } from '../../../support/misbehaving-server.ts'
import { clientOf, demoPortal, namedBoard } from '../support.ts'

const draft = {
  title: 'Позвонить клиенту & "Co" #1',
  description: '',
  deadline: '2026-12-31T18:00:00+03:00',
  creatorId: 1,
  responsibleId: 1,
}

let portal: Awaited<ReturnType<typeof demoPortal>>
let tasks: PortalTasks
beforeEach(async () => {
  portal = await demoPortal()
  tasks = portalTasks(portal.client)
})
afterEach(() => portal.close())

const list = async () => namedBoard(portal.client, await planStages(portal.client).list())
const find = async (taskId: number) => (await list()).tasks.find(({ id }) => id === taskId)

test('a created task stands in the first stage of the plan with what was written', async () => {
  const [first] = await planStages(portal.client).list()
  const { taskId } = await tasks.createTask(createTaskBody({ ...draft, priority: 'high' }), 'capture-1')
  const found = await find(taskId)
  expect(found).toMatchObject({ stageId: first?.id, title: draft.title, priority: 'high', project: null })
  expect(Date.parse(found?.deadline ?? '')).toBe(Date.parse(draft.deadline))
  expect(found?.responsible).toEqual({ id: 1, name: portal.users[0]?.name })
})

test('a task whose answer was lost is there once after the same bytes and key were sent again', async () => {
  const body = createTaskBody({ ...draft, title: 'Only once' })
  portal.faults.before = () => ({ kind: 'reset-after' })
  await expect(tasks.createTask(body, 'capture-2')).rejects.toMatchObject({ outcome: 'unknown' })
  portal.faults.before = () => undefined
  const { taskId } = await tasks.createTask(body, 'capture-2')
  const same = (await list()).tasks.filter(({ title }) => title === 'Only once')
  expect(same.map(({ id }) => id)).toEqual([taskId])
})

test('the same key with another body is refused', async () => {
  await tasks.createTask(createTaskBody(draft), 'capture-3')
  const other = tasks.createTask(createTaskBody({ ...draft, title: 'Other' }), 'capture-3')
  await expect(other).rejects.toMatchObject({ code: 'refused', outcome: 'refused' })
})

test('the whole plan is listed, each task in one stage, with the names of its project and its people', async () => {
  const stages = await planStages(portal.client).list()
  const plan = await namedBoard(portal.client, stages)
  expect(plan.grouped).toBe(true)
  expect(new Set(plan.tasks.map(({ id }) => id)).size).toBe(plan.tasks.length)
  expect(new Set(plan.tasks.map(({ stageId }) => stageId)).size).toBeGreaterThan(1)
  expect(plan.tasks.some(({ project }) => project !== null)).toBe(true)
  for (const { project, responsible } of plan.tasks) {
    expect(project?.name ?? 'none').toMatch(/^[^#]/)
    expect(responsible?.name).toMatch(/^[^#]/)
  }
})

test('more tasks than a page holds are all listed', async () => {
  const [first] = await planStages(portal.client).list()
  const before = (await list()).tasks.filter(({ stageId }) => stageId === first?.id).length
  for (let number = 1; number <= 105; number += 1) {
    await tasks.createTask(createTaskBody({ ...draft, title: `Task ${number}` }), `many-${number}`)
  }
  const { tasks: all, grouped } = await list()
  const inFirst = all.filter(({ stageId }) => stageId === first?.id).map(({ id }) => id)
  expect(grouped).toBe(true)
  expect(inFirst).toHaveLength(before + 105)
  expect(inFirst).toEqual(inFirst.toSorted((one, other) => other - one))
})

describe('a move', () => {
  test('is found in its new stage', async () => {
    const stages = await planStages(portal.client).list()
    const { taskId } = await tasks.createTask(createTaskBody(draft), 'capture-4')
    await tasks.moveToStage(taskId, stages[2]?.id ?? 0)
    expect((await find(taskId))?.stageId).toBe(stages[2]?.id)
  })

  test('that the portal only pretended to make is told', async () => {
    const stages = await planStages(portal.client).list()
    const { taskId } = await tasks.createTask(createTaskBody(draft), 'capture-9')
    const pretender = await startMisbehavingServer(json({ result: true }))
    portal.faults.before = ({ method }) =>
      method === 'task.stages.movetask' ? { kind: 'redirect', origin: pretender.origin } : undefined
    const led = portalTasks(clientOf(portal.webhook, { mayMove: () => true }))
    const move = led.moveToStage(taskId, stages[2]?.id ?? 0)
    await expect(move).rejects.toMatchObject({ code: 'move-not-verified', outcome: 'did-not-run' })
    await pretender.close()
  })

  test('that cannot be looked up may have been made', async () => {
    const stages = await planStages(portal.client).list()
    const { taskId } = await tasks.createTask(createTaskBody(draft), 'capture-5')
    portal.faults.before = ({ method }) =>
      method === 'tasks.task.list' ? { kind: 'html', status: 502 } : undefined
    const move = tasks.moveToStage(taskId, stages[2]?.id ?? 0, { projectId: 0 })
    await expect(move).rejects.toMatchObject({ code: 'move-not-verified', outcome: 'unknown' })
  })

  test('for a capture goes before what is read in the background, with its check', async () => {
    const priorities: (string | undefined)[] = []
    const v2: BitrixClient['v2'] = (method, params, options) => {
      priorities.push(options.priority)
      return portal.client.v2(method, params, options)
    }
    const stages = await planStages(portal.client).list()
    const { taskId } = await tasks.createTask(createTaskBody(draft), 'capture-10')
    await portalTasks({ ...portal.client, v2 }).moveToStage(taskId, stages[1]?.id ?? 0, {
      priority: 'capture',
      projectId: 0,
    })
    expect(priorities).toEqual(['capture', 'capture'])
  })

  test('to a stage that is gone is not found', async () => {
    const { taskId } = await tasks.createTask(createTaskBody(draft), 'capture-6')
    await expect(tasks.moveToStage(taskId, 987654)).rejects.toMatchObject({
      code: 'not-found',
      outcome: 'refused',
    })
  })
})

test('a completed task and a deleted task leave the plan', async () => {
  const done = await tasks.createTask(createTaskBody(draft), 'capture-7')
  const gone = await tasks.createTask(createTaskBody(draft), 'capture-8')
  await tasks.completeTask(done.taskId)
  await tasks.deleteTask(gone.taskId)
  expect([await find(done.taskId), await find(gone.taskId)]).toEqual([undefined, undefined])
})

describe('the body of a new task', () => {
  test('is the same bytes every time, with nothing that was not said', () => {
    const body = createTaskBody({ ...draft, deadline: null })
    expect(body).toBe(
      '{"fields":{"title":"Позвонить клиенту & \\"Co\\" #1","creatorId":1,"responsibleId":1}}',
    )
    expect(createTaskBody({ ...draft, deadline: null })).toBe(body)
  })

  test.each([
    '2026-12-31T18:00:00.000Z',
    '2026-12-31T18:00:00Z',
    '2026-12-31',
    '2026-13-31T18:00:00+03:00',
    '',
  ])('does not take %j for a deadline', (deadline) => {
    expect(() => createTaskBody({ ...draft, deadline })).toThrow(
      expect.objectContaining({ code: 'input-invalid' }) as Error,
    )
  })

  test('needs a title', () => {
    const untitled = () => createTaskBody({ ...draft, title: ' \n' })
    expect(untitled).toThrow(expect.objectContaining({ code: 'title-empty' }) as Error)
  })
})
