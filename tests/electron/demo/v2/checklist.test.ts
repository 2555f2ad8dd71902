import { describe, expect, test } from 'vitest'
import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import type { Row } from '../support.ts'
import { addTask, post, startPortal, v2, v3, webhookOf } from '../support.ts'

async function list(portal: DemoPortal, taskId: number, order?: object): Promise<Row[]> {
  const params = { TASKID: taskId, ...(order ? { ORDER: order } : {}) }
  return (await v2(portal, 'task.checklistitem.getlist', params)).body.result
}

async function add(portal: DemoPortal, taskId: number, fields: object): Promise<number> {
  return (await v2(portal, 'task.checklistitem.add', { TASKID: taskId, FIELDS: fields })).body.result
}

const wrongArguments = expect.stringMatching(/^TASKS_ERROR_EXCEPTION_#256; .*256\/TE\/WRONG_ARGUMENTS<br>$/)

describe('items', () => {
  test('an item without a parent goes into a checklist that is made for it', async () => {
    const portal = await startPortal()
    const task = await addTask(portal)
    const id = await add(portal, task, { TITLE: 'Buy paper', IS_IMPORTANT: 'Y' })
    const [root, item] = await list(portal, task)
    expect([root?.TITLE, root?.PARENT_ID]).toEqual(['BX_CHECKLIST_1', 0])
    expect(item).toEqual({
      ID: String(id),
      TASK_ID: String(task),
      PARENT_ID: root?.ID,
      CREATED_BY: '1',
      TITLE: 'Buy paper',
      SORT_INDEX: '0',
      IS_COMPLETE: 'N',
      IS_IMPORTANT: 'Y',
      TOGGLED_BY: null,
      TOGGLED_DATE: '',
      MEMBERS: [],
      ATTACHMENTS: [],
    })
  })

  test('a parent of 0 makes a named checklist', async () => {
    const portal = await startPortal()
    const task = await addTask(portal)
    const root = await add(portal, task, { TITLE: 'Shopping', PARENT_ID: 0 })
    await add(portal, task, { TITLE: 'Ink', PARENT_ID: root })
    const rows = (await list(portal, task)).map((row) => [row.TITLE, Number(row.PARENT_ID)])
    expect(rows).toContainEqual(['Shopping', 0])
    expect(rows).toContainEqual(['Ink', root])
  })

  test('update changes what is named and answers null', async () => {
    const portal = await startPortal()
    const task = await addTask(portal)
    const id = await add(portal, task, { TITLE: 'Old' })
    const params = { TASKID: task, ITEMID: id, FIELDS: { TITLE: 'New', MEMBERS: { 3: { TYPE: 'A' } } } }
    expect((await v2(portal, 'task.checklistitem.update', params)).body.result).toBeNull()
    const { body } = await v2(portal, 'task.checklistitem.get', { TASKID: task, ITEMID: id })
    expect([body.result.TITLE, body.result.MEMBERS]).toEqual(['New', { 3: { ID: '3', TYPE: 'A' } }])
  })

  test('an empty title in an update is passed over', async () => {
    const portal = await startPortal()
    const task = await addTask(portal)
    const id = await add(portal, task, { TITLE: 'Stays' })
    await v2(portal, 'task.checklistitem.update', { TASKID: task, ITEMID: id, FIELDS: { TITLE: '' } })
    expect((await list(portal, task)).at(-1)?.TITLE).toBe('Stays')
  })

  test('complete notes who and when, and renew takes it back', async () => {
    const portal = await startPortal({ now: () => new Date('2026-11-23T12:00:00Z') })
    const task = await addTask(portal)
    const params = { TASKID: task, ITEMID: await add(portal, task, { TITLE: 'Do' }) }
    expect((await v2(portal, 'task.checklistitem.complete', params)).body.result).toBe(true)
    const done = (await list(portal, task)).at(-1)
    expect([done?.IS_COMPLETE, done?.TOGGLED_BY]).toEqual(['Y', '1'])
    expect(new Date(done?.TOGGLED_DATE).toISOString()).toBe('2026-11-23T12:00:00.000Z')
    await v2(portal, 'task.checklistitem.renew', params)
    expect((await list(portal, task)).at(-1)?.IS_COMPLETE).toBe('N')
  })

  test('complete answers false for an item that is not there', async () => {
    const portal = await startPortal()
    const params = { TASKID: await addTask(portal), ITEMID: 999_999 }
    expect((await v2(portal, 'task.checklistitem.complete', params)).body.result).toBe(false)
  })

  test('a checklist goes with its items, and a task with its checklists', async () => {
    const portal = await startPortal()
    const task = await addTask(portal)
    const root = await add(portal, task, { TITLE: 'All', PARENT_ID: 0 })
    await add(portal, task, { TITLE: 'One', PARENT_ID: root })
    expect((await v2(portal, 'task.checklistitem.delete', { TASKID: task, ITEMID: root })).body.result).toBe(
      true,
    )
    expect(await list(portal, task)).toEqual([])
    await add(portal, task, { TITLE: 'Two' })
    await v2(portal, 'tasks.task.delete', { taskId: task })
    const { body } = await v2(portal, 'task.checklistitem.getlist', { TASKID: task })
    expect(body.error_description).toContain('TASKS_ERROR_EXCEPTION_#8')
  })

  test('REST 3.0 tells the numbers of the items', async () => {
    const portal = await startPortal()
    const task = await addTask(portal)
    const id = await add(portal, task, { TITLE: 'One' })
    const { item } = (await v3(portal, 'tasks.task.get', { id: task })).body.result
    expect([item.containsChecklist, item.checklist]).toEqual([true, [id - 1, id]])
  })

  test('the seed has some', async () => {
    const rows = await list(await startPortal(), 9)
    expect(rows.map((row) => [row.TITLE, row.IS_COMPLETE])).toContainEqual(['Start date', 'N'])
  })
})

describe('arguments by position', () => {
  test.each([
    ['a list', (task: number) => [task, { TITLE: 'x' }]],
    ['other names', (task: number) => ({ whatever: task, really: { TITLE: 'x' } })],
  ])('%s is as good as the documented names', async (_what, params) => {
    const portal = await startPortal()
    const reply = await v2(portal, 'task.checklistitem.add', params(await addTask(portal)))
    expect(reply.body.result).toBeTypeOf('number')
  })

  test('auth is taken out before they are counted', async () => {
    const portal = await startPortal()
    const params = { auth: 'x', TASKID: await addTask(portal), FIELDS: { TITLE: 'x' } }
    expect((await v2(portal, 'task.checklistitem.add', params)).status).toBe(200)
  })

  test.each([
    ['the wrong order', '', (task: number) => ({ FIELDS: { TITLE: 'x' }, TASKID: task })],
    ['one too many at the end', '', (task: number) => ({ TASKID: task, FIELDS: { TITLE: 'x' }, more: 1 })],
    ['one in the query', '?track=abc', (task: number) => ({ TASKID: task, FIELDS: { TITLE: 'x' } })],
    ['none', '', () => ({})],
    ['too few', '', (task: number) => ({ TASKID: task })],
    ['an unknown field', '', (task: number) => ({ TASKID: task, FIELDS: { TITLE: 'x', FOO: 1 } })],
    ['text for a number', '', () => ({ TASKID: 'nine', FIELDS: { TITLE: 'x' } })],
    ['prototype keys', '', (task: number) => ({ TASKID: task, FIELDS: { TITLE: 'x', constructor: 1 } })],
  ])('%s breaks the call', async (_what, query, params) => {
    const portal = await startPortal()
    const body = JSON.stringify(params(await addTask(portal)))
    const reply = await post(`${webhookOf(portal)}task.checklistitem.add${query}`, body)
    expect(reply).toMatchObject({
      status: 400,
      body: { error: 'ERROR_CORE', error_description: wrongArguments },
    })
  })

  test.each([0, -1])('the task number %i is refused', async (taskId) => {
    const params = { TASKID: taskId, FIELDS: { TITLE: 'x' } }
    const { body } = await v2(await startPortal(), 'task.checklistitem.add', params)
    expect(body.error_description).toBe('TASKS_ERROR_ASSERT_EXCEPTION<br>')
  })

  test.each([{}, { TITLE: '' }, { TITLE: ['x'] }, { TITLE: 'x', MEMBERS: { 3: { TYPE: 'X' } } }])(
    'the fields %j are refused and leave nothing behind',
    async (fields) => {
      const portal = await startPortal()
      const task = await addTask(portal)
      const { status, body } = await v2(portal, 'task.checklistitem.add', { TASKID: task, FIELDS: fields })
      expect([status, body.error]).toEqual([400, 'ERROR_CORE'])
      expect(await list(portal, task)).toEqual([])
    },
  )

  test('an item cannot go below itself', async () => {
    const portal = await startPortal()
    const task = await addTask(portal)
    const outer = await add(portal, task, { TITLE: 'Outer' })
    const inner = await add(portal, task, { TITLE: 'Inner', PARENT_ID: outer })
    const params = { TASKID: task, ITEMID: outer, FIELDS: { PARENT_ID: inner } }
    const { body } = await v2(portal, 'task.checklistitem.update', params)
    expect(body.error_description).toContain('circular')
  })

  test('a list is ordered by a known column only', async () => {
    const portal = await startPortal()
    const titles = (await list(portal, 9, { TITLE: 'desc' })).map((row) => row.TITLE)
    expect(titles[0]).toBe('Who signs on their side?')
    const wrong = await v2(portal, 'task.checklistitem.getlist', { TASKID: 9, ORDER: { COLOR: 'asc' } })
    expect(wrong.body.error_description).toEqual(wrongArguments)
  })

  test('in a batch they keep their order', async () => {
    const portal = await startPortal()
    const task = await addTask(portal)
    const cmd = {
      add: `task.checklistitem.add?TASKID=${task}&FIELDS[TITLE]=One`,
      done: `task.checklistitem.complete?TASKID=${task}&ITEMID=$result[add]`,
    }
    const { result } = (await v2(portal, 'batch', { cmd })).body
    expect([result.result.done, result.result_error]).toEqual([true, []])
  })

  test('another person without a part in the task gets nothing', async () => {
    const portal = await startPortal()
    const { body } = await v2(portal, 'task.checklistitem.getlist', { TASKID: await addTask(portal) }, 3)
    expect(body.error).toBe('ERROR_CORE')
  })
})
