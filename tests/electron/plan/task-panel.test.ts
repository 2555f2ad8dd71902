import { afterEach, beforeEach, expect, test } from 'vitest'
import { taskPanel, type TaskPanel } from '../../../electron/plan/task-panel.ts'
import { inLists } from '../../../electron/bitrix/tasks/task-details.ts'
import { portalFiles } from '../../../electron/bitrix/files.ts'
import { demoPortal } from '../bitrix/support.ts'
import { contentOf } from '../../support/content.ts'

let portal: Awaited<ReturnType<typeof demoPortal>>
let panel: TaskPanel
let calls: string[]
let taskId: number

/** A task of the first user with something of everything. */
async function open(options: Parameters<typeof demoPortal>[0] = {}) {
  portal = await demoPortal(options)
  panel = taskPanel(portal.client, () => new Date())
  const fields = {
    TITLE: 'Prepare the launch',
    DESCRIPTION: 'All about [B]it[/B]',
    RESPONSIBLE_ID: 1,
    GROUP_ID: 3,
    ACCOMPLICES: [5],
    AUDITORS: [4],
    PRIORITY: 2,
    DEADLINE: '2031-05-06T07:08:00+03:00',
    TAGS: ['call'],
  }
  const { result } = await portal.client.v2('tasks.task.add', { fields }, { kind: 'write' })
  taskId = Number((result as { task: { id: string } }).task.id)
  calls = []
  portal.faults.before = ({ method }) => void calls.push(method)
}
beforeEach(() => open())
afterEach(() => portal.close())

const write = (method: string, params: object) =>
  portal.client.v2(method, { TASKID: taskId, ...params }, { kind: 'write' })
const item = (TITLE: string, PARENT_ID: number) =>
  write('task.checklistitem.add', { FIELDS: { TITLE, PARENT_ID } }).then(({ result }) => Number(result))

test('a task is read whole by one call', async () => {
  const list = await item('Press', 0)
  await item('Invite them', list)
  await write('task.commentitem.add', { FIELDS: { POST_MESSAGE: 'Looks good' } })
  calls = []
  const found = await panel.read(taskId)
  expect(found).toMatchObject({
    id: taskId,
    title: 'Prepare the launch',
    description: 'All about [B]it[/B]',
    priority: 'high',
    project: { id: 3, name: 'Marketing' },
    creator: { id: 1 },
    responsible: { id: 1 },
    accomplices: [{ id: 5, name: expect.stringContaining('John') as string }],
    auditors: [{ id: 4 }],
    checklist: [
      { title: 'Press', isName: true },
      { title: 'Invite them', isName: false, isComplete: false },
    ],
    comments: [{ author: found.creator?.name, text: 'Looks good' }],
    files: [],
  })
  expect(Date.parse(found.deadline ?? '')).toBe(Date.parse('2031-05-06T07:08:00+03:00'))
  expect(calls.filter((method) => method === 'batch')).toHaveLength(1)
})

test('its files are named, in a second call; without the permission for files they are not told', async () => {
  const files = portalFiles(portal.client)
  const content = contentOf(new TextEncoder().encode('hello'))
  const { id } = await files.upload(await files.ownStorage(), { name: 'plan.txt', content })
  await files.attachV2(taskId, id)
  calls = []
  expect((await panel.read(taskId)).files).toEqual([{ name: 'plan.txt', size: 5 }])
  expect(calls.filter((method) => method === 'batch')).toHaveLength(2)
  portal.faults.before = ({ method }) =>
    method.startsWith('disk.') ? { kind: 'scopes', scopes: ['task'] } : undefined
  expect((await panel.read(taskId)).files).toBeNull()
})

test('what a portal does not tell of comments and checklists hides nothing else', async () => {
  portal.faults.before = ({ method }) =>
    /^task\.(comment|checklist)item/.test(method)
      ? { kind: 'error', shape: 'v2', status: 400, code: 'ERROR_CORE', message: 'Action failed' }
      : undefined
  expect(await panel.read(taskId)).toMatchObject({
    title: 'Prepare the launch',
    comments: null,
    checklist: [],
  })
})

test('a task that is gone is said to be', async () => {
  await write('tasks.task.delete', { taskId })
  await expect(panel.read(taskId)).rejects.toMatchObject({ code: 'not-found' })
})

test.each([
  ['with REST 3.0', {}],
  ['without it', { rest3: false }],
])('every field is changed, %s', async (_, options) => {
  await portal.close()
  await open(options)
  const change = {
    title: 'Prepare the party',
    description: 'Cake',
    priority: 'low',
    responsibleId: 5,
    deadline: '2032-01-02T10:00:00+00:00',
  } as const
  await panel.change(taskId, change)
  const found = await panel.read(taskId)
  expect(found).toMatchObject({ title: 'Prepare the party', description: 'Cake', priority: 'low' })
  expect([found.responsible?.id, Date.parse(found.deadline ?? '')]).toEqual([5, Date.parse(change.deadline)])
  await panel.change(taskId, { deadline: null })
  expect((await panel.read(taskId)).deadline).toBeNull()
})

test('a title that is empty, or that the portal would cut, changes nothing', async () => {
  await expect(panel.change(taskId, { title: ' ' })).rejects.toMatchObject({ code: 'title-empty' })
  await expect(panel.change(taskId, { title: 'x '.repeat(300) })).rejects.toMatchObject({
    code: 'title-too-long',
  })
  expect((await panel.read(taskId)).title).toBe('Prepare the launch')
})

test('an item is ticked, and the tick taken away', async () => {
  const invite = await item('Invite them', await item('Press', 0))
  await panel.check(taskId, invite, true)
  expect((await panel.read(taskId)).checklist.map(({ isComplete }) => isComplete)).toEqual([false, true])
  await panel.check(taskId, invite, false)
  expect((await panel.read(taskId)).checklist[1]?.isComplete).toBe(false)
})

test('a comment whose answer was lost is said once, however often it is sent', async () => {
  let isLost = true
  portal.faults.before = ({ method }) =>
    isLost && method === 'tasks.task.chat.message.send' ? { kind: 'reset-after' } : undefined
  await expect(panel.comment(taskId, 'Hello')).rejects.toThrow()
  isLost = false
  await panel.comment(taskId, 'Hello')
  expect((await panel.read(taskId)).comments?.map(({ text }) => text)).toEqual(['Hello'])
})

test('items stand below their list, and below the item that they belong to', () => {
  const row = (id: number, parentId: number | null) => ({ id, parentId, title: `${id}`, isComplete: false })
  const items = [row(1, null), row(2, null), row(3, 1), row(4, 2), row(5, 3)]
  expect(inLists(items).map(({ id }) => id)).toEqual([1, 3, 5, 2, 4])
})
