import { describe, expect, test } from 'vitest'
import type { Row } from '../support.ts'
import { addTask, get, post, startPortal, v2, webhookOf } from '../support.ts'

const now = () => new Date('2026-11-22T10:00:00Z')

/** Numbers of the tasks that a filter finds, in ascending order. */
async function find(filter: object, userId = 1): Promise<number[]> {
  const portal = await startPortal({ now })
  const { body } = await v2(
    portal,
    'tasks.task.list',
    { filter, select: ['ID'], order: { ID: 'asc' } },
    userId,
  )
  return body.result.tasks.map(({ id }: Row) => Number(id))
}

describe('tasks.task.add', () => {
  test('answers texts for numbers and [] for what is empty', async () => {
    const fields = {
      TITLE: 'Task for test',
      RESPONSIBLE_ID: '2',
      DEADLINE: '2026-12-01T10:00:00+03:00',
      PRIORITY: '2',
    }
    const { status, body } = await v2(await startPortal(), 'tasks.task.add', { fields })
    expect(status).toBe(200)
    expect(body.result.task).toMatchObject({
      id: '41',
      title: 'Task for test',
      priority: '2',
      status: '2',
      groupId: '0',
      stageId: '0',
      parentId: null,
      createdBy: '1',
      responsibleId: '2',
      auditors: [],
      accomplices: [],
      group: [],
      accomplicesData: [],
      responsible: { id: '2', name: 'Анна Петрова', link: '/company/personal/user/2/' },
      action: { complete: true, edit: true, remove: true },
    })
    expect(Date.parse(body.result.task.deadline)).toBe(Date.parse('2026-12-01T07:00:00Z'))
  })

  test('takes a form, with tags, participants and flags', async () => {
    const portal = await startPortal()
    const form =
      'fields[TITLE]=%D0%97%D0%B2%D0%BE%D0%BD%D0%BE%D0%BA+1&fields[RESPONSIBLE_ID]=1&fields[TAGS][]=a&fields[TAGS][]=b' +
      '&fields[ACCOMPLICES][0]=3&fields[AUDITORS][]=4&fields[TASK_CONTROL]=Y'
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const added = await post(`${webhookOf(portal)}tasks.task.add.json`, form, headers)
    const { id, ...task } = added.body.result.task
    expect(task).toMatchObject({ title: 'Звонок 1', accomplices: ['3'], auditors: ['4'], taskControl: 'Y' })
    expect(Object.keys(task.accomplicesData)).toEqual(['3'])
    const { body } = await v2(portal, 'tasks.task.list', { filter: { ID: id }, select: ['TAGS'] })
    expect(Object.values<Row>(body.result.tasks[0].tags).map(({ title }) => title)).toEqual(['a', 'b'])
  })

  test("a date without an offset is read in the user's zone, across the change of clocks", async () => {
    const portal = await startPortal()
    const add = (DEADLINE: string) =>
      v2(portal, 'tasks.task.add', { fields: { TITLE: 'x', RESPONSIBLE_ID: 3, DEADLINE } }, 3) // Berlin
    expect((await add('2026-07-01 18:00:00')).body.result.task.deadline).toBe('2026-07-01T18:00:00+02:00')
    expect((await add('25.12.2026 09:30')).body.result.task.deadline).toBe('2026-12-25T09:30:00+01:00')
  })

  test.each([
    [{}, '100'],
    [{ fields: 'x' }, '100'],
    [{ fields: { RESPONSIBLE_ID: 1 } }, 'ERROR_CORE'],
    [{ fields: { TITLE: { a: 1 }, RESPONSIBLE_ID: 1 } }, 'ERROR_CORE'],
    [{ fields: { TITLE: 'x' } }, 'ERROR_CORE'],
    [{ fields: { TITLE: 'x', RESPONSIBLE_ID: 99 } }, 'ERROR_CORE'],
    [{ fields: { TITLE: 'x', RESPONSIBLE_ID: 1, DEADLINE: 'soon' } }, 'ERROR_CORE'],
    [{ fields: { TITLE: 'x', RESPONSIBLE_ID: 1, PARENT_ID: 999 } }, 'ERROR_CORE'],
    [{ fields: { TITLE: 'x', RESPONSIBLE_ID: 1, PRIORITY: 9 } }, 'ERROR_CORE'],
    [{ fields: { TITLE: 'x', RESPONSIBLE_ID: 1, GROUP_ID: 99 } }, '0'],
  ])('%j is refused with %s', async (params, code) => {
    const { status, body } = await v2(await startPortal(), 'tasks.task.add', params)
    expect([status, body.error]).toEqual([400, code])
    if (code === 'ERROR_CORE') expect(body.error_description.endsWith('<br>')).toBe(true)
  })
})

describe('tasks.task.list', () => {
  test.each([
    [{ ID: [3, '1'] }, [1, 3]],
    [{ '<=ID': 2 }, [1, 2]],
    [{ '!ID': 1, '<ID': '4' }, [2, 3]],
    [{ TITLE: 'Call John%' }, [9]],
    [{ TITLE: 'call john about the northwind contract' }, [9]],
    [{ TITLE: 'Call John' }, []],
    [{ '%TITLE': 'northwind' }, [9, 27]],
    [{ TAG: 'design' }, [1, 25, 26]],
    [{ RESPONSIBLE_ID: 7 }, [24, 29, 30]],
    [{ '<DEADLINE': '2026-11-22T00:00:00', '!DEADLINE': '' }, [13, 14, 15, 31]],
    [{ STATUS: -1, GROUP_ID: 0 }, [13, 14]],
    [{ PRIORITY: 2, STAGES_ID: 1 }, [2]],
    [{ STAGES_ID: [1, 2], CREATED_BY: 8 }, [5, 11]],
    [{ '::LOGIC': 'OR', '::SUBFILTER-1': { ID: 1 }, '::SUBFILTER-2': { ID: 40 } }, [1, 40]],
    [{ ROLE: 'R', RESPONSIBLE_ID: 7 }, []],
    [{ REAL_STATUS: 5 }, []],
  ])('filter %j', async (filter, ids) => {
    expect(await find(filter)).toEqual(ids)
  })

  test.each([
    { NONSENSE: 1 },
    { constructor: 1 },
    JSON.parse('{"__proto__":{"x":1}}') as object,
    { '!REAL_STATUS': 5 },
  ])('filter %j leaves nothing out', async (filter) => {
    expect(await find(filter)).toHaveLength(40)
  })

  test('people see what they take part in and what their projects hold', async () => {
    expect(await find({}, 10)).toEqual([4, 8, 9, 10, 22, 27, 32, 38])
  })

  test('pages of 50, with total and next; start -1 saves the counting', async () => {
    const portal = await startPortal()
    for (let number = 0; number < 15; number += 1) await addTask(portal)
    const first = await v2(portal, 'tasks.task.list', { select: ['ID'] })
    expect([first.body.result.tasks.length, first.body.total, first.body.next]).toEqual([50, 55, 50])
    expect(first.body.result.tasks[0]?.id).toBe('55')
    const second = await v2(portal, 'tasks.task.list', { select: ['ID'], start: '50' })
    expect([second.body.result.tasks.length, second.body.total]).toEqual([5, 55])
    expect(second.body).not.toHaveProperty('next')
    const uncounted = await v2(portal, 'tasks.task.list', { start: -1 })
    expect(uncounted.body).not.toHaveProperty('total')
  })

  test('a selected id brings the person, a status the part that the clock adds', async () => {
    const params = { filter: { ID: 13 }, select: ['ID', 'RESPONSIBLE_ID', 'STATUS', 'TAGS'] }
    const { body } = await v2(await startPortal(), 'tasks.task.list', params)
    expect(body.result.tasks[0]).toMatchObject({
      status: '2',
      subStatus: '-1',
      responsible: { id: '1' },
      tags: [],
    })
    expect(body.result.tasks[0]).not.toHaveProperty('title')
  })

  test('an unknown sorting key is refused', async () => {
    const { status, body } = await v2(await startPortal(), 'tasks.task.list', {
      order: { constructor: 'asc' },
    })
    expect([status, body.error, body.error_description]).toEqual([
      400,
      '0',
      'Invalid sorting key (internal error)',
    ])
  })
})

describe('one task', () => {
  test('is completed once and renewed once', async () => {
    const portal = await startPortal()
    const run = async (name: string) => (await v2(portal, `tasks.task.${name}`, { taskId: 3 })).body
    expect((await run('complete')).result.task).toMatchObject({ status: '5', closedBy: '1' })
    expect(await run('complete')).toMatchObject({ error: '0' })
    expect((await run('renew')).result.task).toMatchObject({ status: '2', closedBy: null, closedDate: null })
    expect(await run('renew')).toMatchObject({ error: '0' })
  })

  test('is updated, and a deadline is cleared by an empty text', async () => {
    const portal = await startPortal()
    const fields = { DEADLINE: '', TAGS: ['new'], TITLE: 'Other' }
    const { body } = await v2(portal, 'tasks.task.update', { taskId: 9, fields })
    expect(body.result.task).toMatchObject({ deadline: null, title: 'Other', priority: '2' })
  })

  test('is deleted with {task: true}, and then is []', async () => {
    const portal = await startPortal()
    expect((await v2(portal, 'tasks.task.delete', { taskId: 9 })).body.result).toEqual({ task: true })
    const { status, body } = await v2(portal, 'tasks.task.get', { taskId: 9 })
    expect([status, body.result]).toEqual([200, []])
  })

  test.each([
    ['tasks.task.get', {}, '100'],
    ['tasks.task.update', { taskId: 999, fields: { TITLE: 'x' } }, '0'],
    ['tasks.task.update', { taskId: 3, fields: {} }, '100'],
    ['tasks.task.update', { taskId: 3, fields: { PARENT_ID: 3 } }, 'ERROR_CORE'],
    ['tasks.task.delete', { taskId: 999 }, '1048582'],
    ['tasks.task.delete', {}, '100'],
    ['tasks.task.complete', { taskId: 999 }, '0'],
  ])('%s %j is refused with %s', async (method, params, code) => {
    const { status, body } = await v2(await startPortal(), method, params)
    expect([status, body.error]).toEqual([400, code])
  })

  test('may not be deleted by who is only responsible for it', async () => {
    expect((await v2(await startPortal(), 'tasks.task.delete', { taskId: 24 }, 7)).body.error).toBe('1048582')
  })

  test('its method name may be spelt in any case', async () => {
    const portal = await startPortal()
    expect((await get(`${portal.webhook}Tasks.Task.GET.json?taskId=9`)).body.result.task.id).toBe('9')
  })
})
