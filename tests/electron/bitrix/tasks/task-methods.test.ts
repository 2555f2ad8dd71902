import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { directorySearch, portalDirectory } from '../../../../electron/bitrix/directory.ts'
import { createTaskFieldsV2 } from '../../../../electron/bitrix/tasks/new-task.ts'
import { planStages } from '../../../../electron/bitrix/board/stages.ts'
import { createTaskBody, portalTasks, readTaskBody } from '../../../../electron/bitrix/tasks/tasks.ts'
import {
  createTaskV2,
  findCreated,
  getExtras,
  getTaskV2,
  lacksRest3,
  updateExtras,
  updateTaskV2,
} from '../../../../electron/bitrix/tasks/tasks-v2.ts'
import { deleteTask, getTask, updateTask } from '../../../../electron/bitrix/tasks/tasks-v3.ts'
import { html, json, reset, startMisbehavingServer } from '../../../support/misbehaving-server.ts'
import { failureOf, oauthClient } from '../oauth/oauth-support.ts'
import { demoPortal, namedBoard } from '../support.ts'

const draft = {
  title: 'Позвонить & "Co" #1',
  description: 'Two\nlines',
  deadline: '2026-12-31T18:00:00+03:00',
  startPlan: '2026-12-30T10:00:00+03:00',
  endPlan: '2026-12-30T12:00:00+03:00',
  priority: 'high' as const,
  projectId: 1,
  estimate: 2700,
  creatorId: 1,
  responsibleId: 1,
}

let count = 0
let portal: Awaited<ReturnType<typeof demoPortal>>
beforeEach(async () => {
  portal = await demoPortal()
})
afterEach(() => portal.close())

describe('a task over REST 3.0', () => {
  test('is read with its names as it was created', async () => {
    const { taskId } = await create(draft)
    const task = await getTask(portal.client, taskId)
    expect(task).toMatchObject({
      id: taskId,
      title: draft.title,
      description: draft.description,
      priority: 'high',
      isComplete: false,
      projectName: 'Website relaunch',
      responsibleName: portal.users[0]?.name,
    })
    for (const key of ['deadline', 'startPlan', 'endPlan'] as const) {
      expect(Date.parse(task[key] ?? '')).toBe(Date.parse(draft[key]))
    }
  })

  test('is changed once under its key', async () => {
    const { taskId } = await create(draft)
    portal.faults.before = () => ({ kind: 'reset-after' })
    await failureOf(updateTask(portal.client, taskId, { title: 'Later', deadline: null }, 'change-1'))
    portal.faults.before = () => undefined
    await updateTask(portal.client, taskId, { title: 'Later', deadline: null }, 'change-1')
    expect(await getTask(portal.client, taskId)).toMatchObject({ title: 'Later', deadline: null })
  })

  test('with nothing to change is not asked for', async () => {
    await expect(updateTask(portal.client, 1, {}, 'k')).rejects.toMatchObject({ code: 'input-invalid' })
  })

  test('that was deleted is gone, and deleting it again under the same key is no error', async () => {
    const { taskId } = await create(draft)
    await deleteTask(portal.client, taskId, 'delete-1')
    await deleteTask(portal.client, taskId, 'delete-1')
    expect(await failureOf(getTask(portal.client, taskId))).toMatchObject({ code: 'not-found' })
    const again = await failureOf(deleteTask(portal.client, taskId, 'delete-2'))
    expect(['not-found', 'access-denied']).toContain(again.code)
  })
})

describe('a task over the old API', () => {
  test('is created with the same fields', async () => {
    const taskId = await createTaskV2(portal.client, draft)
    expect(await getTask(portal.client, taskId)).toMatchObject({ title: draft.title, priority: 'high' })
    expect(await getTaskV2(portal.client, taskId)).toMatchObject({
      id: taskId,
      title: draft.title,
      priority: 'high',
      project: { id: 1, name: expect.any(String) as string },
    })
  })

  test('is found after its answer was lost, and was made once', async () => {
    const since = new Date(Date.now() - 60_000).toISOString()
    portal.faults.before = () => ({ kind: 'reset-after' })
    const lost = createTaskV2(portal.client, draft, { marker: 'mine' })
    expect(await failureOf(lost)).toMatchObject({ outcome: 'unknown' })
    portal.faults.before = () => undefined
    await createTaskV2(portal.client, { ...draft, title: `${draft.title} and more` })
    const found = await findCreated(portal.client, { creatorId: 1, title: draft.title, since })
    expect(found).toEqual([
      {
        taskId: expect.any(Number) as number,
        title: draft.title,
        createdAt: expect.any(String) as string,
        marker: 'mine',
      },
    ])
  })

  test('that is older or of somebody else is not found', async () => {
    await createTaskV2(portal.client, draft)
    const later = new Date(Date.now() + 3_600_000).toISOString()
    const now = new Date(Date.now() - 60_000).toISOString()
    expect(await findCreated(portal.client, { creatorId: 1, title: draft.title, since: later })).toEqual([])
    expect(await findCreated(portal.client, { creatorId: 2, title: draft.title, since: now })).toEqual([])
  })

  test('is not mistaken for another where a portal passes all conditions over', async () => {
    const tasks = [
      { id: '1', title: 'Other', createdBy: '1', createdDate: '2026-11-02T10:00:00+02:00' },
      { id: '2', title: ' A  b ', createdBy: '1', createdDate: '2026-11-02T10:00:00+02:00' },
      { id: '3', title: 'A b', createdBy: '2', createdDate: '2026-11-02T10:00:00+02:00' },
      { id: '4', title: 'A b', createdBy: '1', createdDate: '2026-11-01T10:00:00+02:00' },
    ]
    const server = await startMisbehavingServer(json({ result: { tasks } }))
    const query = { creatorId: 1, title: 'A b', since: '2026-11-02T00:00:00+00:00' }
    const found = await findCreated(oauthClient(server.origin), query)
    expect(found.map(({ taskId }) => taskId)).toEqual([2])
    await server.close()
  })

  test('takes tags and people, as often as they are sent', async () => {
    const { taskId } = await create(draft)
    const extras = { tags: ['call', 'звонок'], accomplices: [2], auditors: [3] }
    await updateExtras(portal.client, taskId, extras)
    await updateExtras(portal.client, taskId, extras)
    const stages = await planStages(portal.client).list()
    const { tasks } = await namedBoard(portal.client, stages)
    expect(tasks.find(({ id }) => id === taskId)?.tags).toEqual(['call', 'звонок'])
  })

  test('with nothing to change is not asked for', async () => {
    await expect(updateExtras(portal.client, 1, {})).rejects.toMatchObject({ code: 'input-invalid' })
  })

  test('that is missing is null', async () => {
    expect(await getTaskV2(portal.client, 987654)).toBeNull()
  })

  test('has no fields that were not said', () => {
    const bare = { title: 'A', description: '', deadline: null, creatorId: 1, responsibleId: 2 }
    expect(createTaskFieldsV2(bare)).toEqual({ TITLE: 'A', CREATED_BY: 1, RESPONSIBLE_ID: 2 })
    expect(createTaskBody(bare)).toBe('{"fields":{"title":"A","creatorId":1,"responsibleId":2}}')
  })

  test.each(['startPlan', 'endPlan', 'deadline'])('does not take a %s with milliseconds', (key) => {
    const bad = { ...draft, [key]: '2026-12-31T18:00:00.000Z' }
    const expected = expect.objectContaining({ code: 'input-invalid' }) as Error
    expect(() => createTaskFieldsV2(bad)).toThrow(expected)
    expect(() => createTaskBody(bad)).toThrow(expected)
  })
})

describe('tags and people of a task', () => {
  test('are read as they were written', async () => {
    const taskId = await createTaskV2(portal.client, draft)
    await updateExtras(portal.client, taskId, { tags: ['call', 'звонок'], accomplices: [2, 3] })
    const read = await getExtras(portal.client, taskId)
    expect(read).toEqual({ tags: ['call', 'звонок'], accomplices: [2, 3] })
  })

  test('are null for a task that is missing', async () => {
    expect(await getExtras(portal.client, 987654)).toBeNull()
  })
})

test('a task is changed over the old API', async () => {
  const taskId = await createTaskV2(portal.client, draft)
  await updateTaskV2(portal.client, taskId, { title: 'Later', deadline: null, priority: 'low' })
  expect(await getTaskV2(portal.client, taskId)).toMatchObject({
    title: 'Later',
    deadline: null,
    priority: 'low',
  })
})

test('a body is read back as the task that it was made of', () => {
  const bare = { title: 'A', description: '', deadline: null, creatorId: 1, responsibleId: 2 }
  expect([draft, bare].map((task) => readTaskBody(createTaskBody(task)))).toEqual([draft, bare])
})

test('whether a task stands in a stage is told', async () => {
  const { taskId } = await create(draft)
  const [first, second] = await planStages(portal.client).list()
  const tasks = portalTasks(portal.client)
  expect([
    await tasks.isInStage(taskId, first?.id ?? 0),
    await tasks.isInStage(taskId, second?.id ?? 0),
  ]).toEqual([true, false])
})

describe('REST 3.0 is missing', () => {
  test('on an older portal', async () => {
    const old = await demoPortal({ rest3: false })
    const error = await failureOf(portalTasks(old.client).createTask(createTaskBody(draft), 'k'))
    expect(lacksRest3(error)).toBe(true)
    await old.close()
  })

  test.each([
    ['v3 does not know the method', v3('METHODNOTFOUNDEXCEPTION', 400), true],
    ['v2 does not know the method', json({ error: 'ERROR_METHOD_NOT_FOUND' }, 404), true],
    ['the permission is for the old API', v3('INSUFFICIENTSCOPEEXCEPTION', 403), true],
    ['the permission is missing in the old shape', json({ error: 'insufficient_scope' }, 403), true],
    ['there is no such page', html(404), true],
    ['a gateway is down', html(502), false],
    ['the connection broke', reset, false],
    ['a field is wrong', v3('VALIDATION_REQUESTVALIDATIONEXCEPTION', 400), false],
    ['the token is stale', json({ error: 'expired_token' }, 401), false],
  ])('or not, when %s', async (_name, behaviour, isMissing) => {
    const server = await startMisbehavingServer(behaviour)
    const call = portalTasks(oauthClient(server.origin)).createTask(createTaskBody(draft), 'k')
    expect(lacksRest3(await failureOf(call))).toBe(isMissing)
    await server.close()
  })
})

describe('a key that was used with other bytes', () => {
  const used = v3('IDEMPOTENCYKEYREUSEDEXCEPTION', 422)
  const candidate = (id: number) => ({
    id: String(id),
    title: draft.title,
    createdBy: '1',
    createdDate: new Date().toISOString().replace(/\.\d+Z/, '+00:00'),
  })

  test('has made the one task that looks so', async () => {
    const server = await startMisbehavingServer(used, json({ result: { tasks: [candidate(51)] } }))
    const made = await portalTasks(oauthClient(server.origin)).createTask(createTaskBody(draft), 'k')
    expect(made.taskId).toBe(51)
    await server.close()
  })

  test.each([[[]], [[candidate(51), candidate(52)]]])(
    'is an error where that cannot be told: %#',
    async (tasks) => {
      const server = await startMisbehavingServer(used, json({ result: { tasks } }))
      const call = portalTasks(oauthClient(server.origin)).createTask(createTaskBody(draft), 'k')
      expect(await failureOf(call)).toMatchObject({ code: 'refused', outcome: 'refused' })
      await server.close()
    },
  )
})

describe('people and projects are found by what was typed', () => {
  test('people by the beginning of a name', async () => {
    const [, second] = portal.users
    const name = second?.name.split(' ')[0] ?? ''
    const found = await directorySearch(portal.client).people(` ${name.slice(0, 3)} `)
    expect(found.map(({ id }) => id)).toContain(second?.id)
  })

  test('nobody by nothing', async () => {
    portal.faults.before = () => ({ kind: 'reset-before' })
    expect(await directorySearch(portal.client).people('  ')).toEqual([])
  })

  test('nobody who has left or is a guest', async () => {
    const result = [
      { ID: '1', NAME: 'A', ACTIVE: true, USER_TYPE: 'employee' },
      { ID: '2', NAME: 'B', ACTIVE: false, USER_TYPE: 'employee' },
      { ID: '3', NAME: 'C', ACTIVE: 'Y', USER_TYPE: 'extranet' },
      { ID: '4', NAME: 'D' },
    ]
    const server = await startMisbehavingServer(json({ result }))
    const found = await directorySearch(oauthClient(server.origin)).people('a')
    expect(found.map(({ id }) => id)).toEqual([1, 4])
    await server.close()
  })

  test('projects are all that can be seen, where a portal cannot tell the own ones', async () => {
    const gone = json({ error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' }, 404)
    const server = await startMisbehavingServer(gone, json({ result: [{ ID: '5', NAME: 'Site' }] }))
    expect(await portalDirectory(oauthClient(server.origin)).projects()).toEqual([{ id: 5, name: 'Site' }])
    expect(server.requests.at(-1)?.path).toBe('/rest/sonet_group.get')
    await server.close()
  })

  test('projects by a part of the name', async () => {
    const found = await directorySearch(portal.client).projects('relaunch')
    expect(found).toEqual([{ id: 1, name: 'Website relaunch' }])
    expect((await directorySearch(portal.client).projects('')).length).toBeGreaterThan(1)
  })
})

function create(task: Parameters<typeof createTaskBody>[0]) {
  return portalTasks(portal.client).createTask(createTaskBody(task), `capture-${(count += 1)}`)
}

function v3(code: string, status: number) {
  return json({ error: { code: `BITRIX_REST_V3_EXCEPTION_${code}`, message: 'No' } }, status)
}
