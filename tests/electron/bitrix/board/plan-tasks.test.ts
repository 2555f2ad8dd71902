import { afterEach, expect, test } from 'vitest'
import {
  json,
  startMisbehavingServer,
  type Behaviour,
  type MisbehavingServer,
} from '../../../support/misbehaving-server.ts'
import { clientOf, namedBoard, listPlan } from '../support.ts'

let server: MisbehavingServer
afterEach(() => server.close())

test('a portal that ignores personal stages gives its tasks once and ungrouped', async () => {
  const client = await portal(everywhere(120))
  const plan = await namedBoard(client, [{ id: 5 }, { id: 6 }, { id: 7 }])
  expect(plan.grouped).toBe(false)
  expect(plan.tasks.map(({ id }) => id)).toEqual(Array.from({ length: 120 }, (_, at) => 120 - at))
  expect(new Set(plan.tasks.map(({ stageId }) => stageId))).toEqual(new Set([0]))
})

test.each([
  ['in two of many', { c0: [1, 3], c1: [2, 3], c2: [] }],
  ['in the only two that hold any', { c0: [3], c1: [3], c2: [] }],
])('a task that is listed by two stages, %s, stands once and ungroups nothing', async (_where, lists) => {
  const tasksOf = (ids: number[]) => ({ tasks: ids.map((id) => ({ id: String(id) })) })
  const client = await portal((response, { path }) => {
    if (path.endsWith('/tasks.task.list')) response.end(JSON.stringify({ result: { tasks: [] } }))
    else
      answerAll(response, Object.fromEntries(Object.entries(lists).map(([key, ids]) => [key, tasksOf(ids)])))
  })
  const plan = await listPlan(client, [{ id: 5 }, { id: 6 }, { id: 7 }])
  expect(plan.grouped).toBe(true)
  expect(plan.tasks.filter(({ id }) => id === 3).map(({ stageId }) => stageId)).toEqual([5])
})

test('stages of which each lists another part of all tasks are not believed where one that cannot be lists some', async () => {
  const client = await portal((response, { path }) => {
    if (path.endsWith('/tasks.task.list')) response.end(JSON.stringify({ result: { tasks: [{ id: '9' }] } }))
    else answerAll(response, { c0: { tasks: [{ id: '1' }] }, c1: { tasks: [{ id: '1' }, { id: '2' }] } })
  })
  expect((await listPlan(client, [{ id: 5 }, { id: 6 }])).grouped).toBe(false)
})

test('a task tells how many of the board are a part of it, be they a thousand', async () => {
  const part = (id: number, parentId: number) => ({ id: String(id), parentId: String(parentId) })
  const client = await portal((response, { body }) => {
    const before = Number(/filter\[%3CID\]=(\d+)/.exec(commandsOf(body)['c0'] ?? '')?.[1] ?? 1003)
    const ids = Array.from({ length: Math.min(50, before - 1) }, (_, at) => before - 1 - at)
    answerAll(response, { c0: { tasks: ids.map((id) => part(id, id > 2 ? 1 : 0)) } })
  })
  const { tasks } = await listPlan(client, [{ id: 5 }])
  expect(tasks.filter(({ subtasks }) => subtasks !== undefined)).toMatchObject([{ id: 1, subtasks: 1000 }])
  expect(Object.keys(tasks[0] ?? {})).not.toContain('parentId')
})

test('a portal that ignores where a page begins is not asked for ever', async () => {
  const client = await portal((response) => {
    const page = Array.from({ length: 50 }, (_, at) => ({ id: String(at + 1) }))
    answerAll(response, { c0: { tasks: page } })
  })
  expect((await namedBoard(client, [{ id: 5 }])).tasks).toHaveLength(50)
  expect(server.requests).toHaveLength(2)
})

test('of sixty stages those on screen are asked for first, ids and signs written as PHP reads them', async () => {
  server = await startMisbehavingServer(everywhere(0))
  const client = clientOf(`${server.origin}/rest/1/secretsecret1234/`)
  const stages = Array.from({ length: 60 }, (_, at) => ({ id: at + 1 }))
  const asked: number[] = []
  await listPlan(client, stages, { onPart: () => asked.push(server.requests.length) })
  expect(server.requests.map(({ body }) => Object.keys(commandsOf(body)).length)).toEqual([8, 50, 2])
  expect(asked).toEqual([1])
  expect(commandsOf(server.requests[2]?.body ?? '')['c1']).toBe(
    'tasks.task.list?order[ID]=desc&filter[STAGES_ID]=60&filter[!REAL_STATUS]=5' +
      '&select[]=ID&select[]=TITLE&select[]=DEADLINE&select[]=PRIORITY&select[]=REAL_STATUS&select[]=STATUS' +
      '&select[]=GROUP_ID&select[]=RESPONSIBLE_ID&select[]=CREATED_BY&select[]=TAGS&select[]=PARENT_ID&start=-1',
  )
})

test('a plan without stages asks nothing', async () => {
  const client = await portal(everywhere(10))
  expect(await namedBoard(client, [])).toMatchObject({ tasks: [], grouped: true })
  expect(server.requests).toEqual([])
})

test('an error of one command is the error of the whole, with its secret taken out', async () => {
  const failed = {
    c0: { error: 'insufficient_scope', error_description: 'No <b>task</b> for secretsecret1234' },
  }
  const client = await portal(json({ result: { result: [], result_error: failed } }))
  await expect(namedBoard(client, [{ id: 5 }])).rejects.toMatchObject({
    code: 'scope-missing',
    subject: 'task',
    detail: 'No task for …',
  })
})

test('tasks with odd and missing fields are shown as far as they can be read', async () => {
  const odd = [
    {
      id: 1,
      title: 'whole',
      priority: '2',
      groupId: '77',
      group: { id: '77', name: 'Site' },
      tags: { 3: { title: 'a' } },
    },
    {
      id: '2',
      title: null,
      priority: 0,
      groupId: '77',
      group: [],
      responsibleId: '9',
      responsible: [],
      tags: [],
    },
    { id: '3', groupId: '88', deadline: 'soon', tags: 'x', newField: {} },
    { title: 'without an id' },
    null,
  ]
  const client = await portal((response, { path }) => {
    if (path.endsWith('/batch')) answerAll(response, { c0: { tasks: odd } })
    else response.end(JSON.stringify({ result: [{ GROUP_ID: '77', GROUP_NAME: 'Site' }] }))
  })
  const blank = { stageId: 5, deadline: null, tags: [], isCompleted: false, state: 'pending', isScrum: false }
  const site = { id: 77, name: 'Site' }
  expect((await namedBoard(client, [{ id: 5 }])).tasks).toEqual([
    { ...blank, id: 1, title: 'whole', priority: 'high', project: site, responsible: null, tags: ['a'] },
    { ...blank, id: 2, title: '', priority: 'low', project: site, responsible: { id: 9, name: '#9' } },
    { ...blank, id: 3, title: '', priority: 'average', project: { id: 88, name: '#88' }, responsible: null },
  ])
})

test('a plan is shown without the names of projects where these may not be read', async () => {
  const client = await portal((response, { path }) => {
    if (path.endsWith('/batch')) answerAll(response, { c0: { tasks: [{ id: '1', groupId: '77' }] } })
    else json({ error: 'insufficient_scope', error_description: '' }, 403)(response, { path } as never)
  })
  expect((await namedBoard(client, [{ id: 5 }])).tasks[0]?.project).toEqual({ id: 77, name: '#77' })
})

test.each([
  [{ result: {} }],
  [{ result: { result: { c0: 'no list' } } }],
  [{ result: { result: { c0: {} } } }],
  [{ result: 'nothing' }],
])('an answer without a list is a broken portal: %j', async (answer) => {
  const client = await portal(json(answer))
  await expect(namedBoard(client, [{ id: 5 }])).rejects.toMatchObject({
    code: 'portal-broken',
    subject: server.host,
  })
})

async function portal(behaviour: Behaviour) {
  server = await startMisbehavingServer(behaviour)
  return clientOf(`${server.origin}/rest/1/secretsecret1234/`)
}

/** Answers every command with the same tasks, the newest first, as a portal does that ignores `STAGES_ID`. */
function everywhere(count: number): Behaviour {
  return (response, { body }) => {
    const pages = Object.entries(commandsOf(body)).map(([key, command]) => {
      const before = Number(/filter\[%3CID\]=(\d+)/.exec(command)?.[1] ?? count + 1)
      const size = Math.min(50, before - 1)
      return [key, { tasks: Array.from({ length: size }, (_, at) => ({ id: String(before - 1 - at) })) }]
    })
    answerAll(response, Object.fromEntries(pages) as object)
  }
}

function answerAll(response: Parameters<Behaviour>[0], result: object): void {
  response.end(JSON.stringify({ result: { result, result_error: [], result_total: [], result_next: [] } }))
}

function commandsOf(body: string): Record<string, string> {
  return (JSON.parse(body) as { cmd: Record<string, string> }).cmd
}
