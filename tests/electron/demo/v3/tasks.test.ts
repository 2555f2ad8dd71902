import { describe, expect, test } from 'vitest'
import type { Row } from '../support.ts'
import { addTask, post, prefix, startPortal, v2, v3, webhookOf } from '../support.ts'

const required = { title: 'A thought', creatorId: 1, responsibleId: 1 }
const request = 'VALIDATION_REQUESTVALIDATIONEXCEPTION'
const object = 'VALIDATION_DTOVALIDATIONEXCEPTION'

describe('tasks.task.add', () => {
  test('answers real numbers and booleans, and not the fields that are never mapped', async () => {
    const portal = await startPortal()
    const fields = { ...required, priority: 'high', groupId: 1, deadline: '2026-12-31T18:00:00+03:00' }
    const { status, body } = await v3(portal, 'tasks.task.add', { fields })
    expect(status).toBe(200)
    const { item } = body.result
    expect(item).toMatchObject({
      id: 41,
      title: 'A thought',
      priority: 'high',
      status: 'pending',
      needsControl: false,
    })
    expect(item.link).toBe('/workgroups/group/1/tasks/task/view/41/')
    expect(Date.parse(item.deadline)).toBe(Date.parse('2026-12-31T15:00:00Z'))
    for (const name of ['creatorId', 'responsibleId', 'groupId', 'stageId', 'created'])
      expect(item).not.toHaveProperty(name)
    expect(body.time.start).toSatisfy(Number.isInteger)
  })

  test.each([
    [{}, request, ['fields']],
    [{ fields: 'title' }, request, ['fields']],
    [{ fields: [] }, request, ['title', 'creatorId', 'responsibleId']],
    [{ fields: { ...required, title: '  ' } }, request, ['title']],
    [{ fields: { ...required, title: 5 } }, request, ['title']],
    [{ fields: { ...required, responsibleId: '1' } }, request, ['responsibleId']],
    [{ fields: { ...required, responsibleId: 99 } }, request, ['responsibleId']],
    [{ fields: { ...required, creatorId: 99 } }, request, ['creatorId']],
    [{ fields: { ...required, groupId: '1' } }, request, ['groupId']],
    [{ fields: { ...required, needsControl: 'Y' } }, request, ['needsControl']],
    [{ fields: { ...required, priority: 2 } }, request, ['priority']],
    [{ fields: { ...required, deadline: '2026-01-31T18:00:00.000Z' } }, request, ['deadline']],
    [{ fields: { ...required, deadline: '2026-01-31T18:00:00Z' } }, request, ['deadline']],
    [{ fields: { ...required, deadline: '2026-01-31 18:00' } }, request, ['deadline']],
    [{ fields: { ...required, deadline: '2026-02-30T18:00:00+03:00' } }, request, ['deadline']],
    [{ fields: { ...required, description: null } }, request, ['description']],
    [{ fields: { ...required, parentId: 999 } }, request, ['parentId']],
    [{ fields: { ...required, stageId: 1 } }, request, ['stageId']],
    [{ fields: { ...required, fileIds: [9035] } }, request, ['fileIds']],
    [
      {
        fields: { ...required, startPlan: '2026-02-02T10:00:00+00:00', endPlan: '2026-02-01T10:00:00+00:00' },
      },
      request,
      ['endPlan'],
    ],
    [
      {
        fields: { ...required, startPlan: '2026-02-02T10:00:00+00:00', endPlan: '2099-02-01T10:00:00+00:00' },
      },
      request,
      ['endPlan'],
    ],
    [{ fields: { ...required, id: 5 } }, object, ['id']],
    [{ fields: { ...required, tags: ['a'] } }, object, ['tags']],
    [{ fields: { ...required, accomplices: [2] } }, object, ['accomplices']],
    [{ fields: { ...required, auditors: [2] } }, object, ['auditors']],
    [{ fields: { ...required, TITLE: 'x' } }, 'UNKNOWNDTOPROPERTYEXCEPTION', null],
    [{ fields: JSON.parse('{"__proto__":1}') as object }, 'UNKNOWNDTOPROPERTYEXCEPTION', null],
  ])('refuses %j', async (params, code, names) => {
    const { status, body } = await v3(await startPortal(), 'tasks.task.add', params)
    expect([status, body.error.code]).toEqual([400, prefix + code])
    expect(body.error.message).toBeTypeOf('string')
    expect(body.error.validation?.map(({ field }: Row) => field) ?? null).toEqual(names)
  })

  test('tells of links to CRM what was sent, and of embeddings nothing', async () => {
    const portal = await startPortal()
    const add = async (more: object) =>
      (await v3(portal, 'tasks.task.add', { fields: { ...required, ...more } })).body.result.item as Row
    const [bare, empty, linked] = [
      await add({}),
      await add({ crmItemIds: null }),
      await add({ crmItemIds: ['D_5'] }),
    ]
    expect([bare, empty, linked].map((item) => item.crmItemIds as unknown)).toEqual([[], [], ['D_5']])
    expect(bare.containsPlacements).toBe(false)
  })

  test.each([6, 99])('refuses project %i to somebody who is not in it', async (groupId) => {
    const fields = { ...required, creatorId: 2, responsibleId: 2, groupId }
    const { status, body } = await v3(await startPortal(), 'tasks.task.add', { fields }, { userId: 2 })
    expect([status, body.error.code]).toEqual([403, `${prefix}ACCESSDENIEDEXCEPTION`])
  })

  test('reads nothing from the query', async () => {
    const portal = await startPortal()
    const address = `${webhookOf(portal).replace('/rest/', '/rest/api/')}tasks.task.get?id=1`
    expect((await post(address, '')).body.error.validation[0]?.field).toBe('id')
  })

  test.each(['{', 'fields[title]=x', '5', '"text"', 'null', '['.repeat(100_000)])(
    'refuses the body %.20s',
    async (body) => {
      const portal = await startPortal()
      const reply = await post(`${webhookOf(portal).replace('/rest/', '/rest/api/')}tasks.task.add`, body)
      expect([reply.status, reply.body.error.code]).toEqual([400, `${prefix}INVALIDJSONEXCEPTION`])
    },
  )
})

describe('tasks.task.get', () => {
  test('without select answers the base set, with the personal link', async () => {
    const { body } = await v3(await startPortal(), 'tasks.task.get', { id: 3 })
    expect(body.result.item).toMatchObject({
      id: 3,
      link: '/company/personal/user/1/tasks/task/view/3/',
      checklist: [],
    })
    expect(body.result.item).not.toHaveProperty('group')
  })

  test('with select answers that and its relations; what it does not know is left out', async () => {
    const select = [
      'title',
      'responsible.name',
      'group.name',
      'group.id',
      'tags.name',
      'stage.title',
      'nonsense',
    ]
    const { body } = await v3(await startPortal(), 'tasks.task.get', { id: 3, select })
    expect(body.result.item).toEqual({
      title: 'Idea: dark theme for the customer portal',
      responsible: { name: 'Alex Volkov' },
      group: { id: 1, name: 'Website relaunch' },
      tags: [{ name: 'ideas' }],
      stage: null,
    })
  })

  test.each([
    [{ id: 999 }, 400, 'ENTITYNOTFOUNDEXCEPTION'],
    [{ id: '3' }, 400, request],
    [{}, 400, request],
    [{ id: 3, select: 'title' }, 400, 'INVALIDSELECTEXCEPTION'],
    [{ id: 3, select: [5] }, 400, 'INVALIDSELECTEXCEPTION'],
    [{ id: 3, select: ['group.title'] }, 400, 'UNKNOWNDTOPROPERTYEXCEPTION'],
    [{ id: 3, select: ['__proto__.x'] }, 400, 'UNKNOWNDTOPROPERTYEXCEPTION'],
  ])('%j is refused', async (params, status, code) => {
    const reply = await v3(await startPortal(), 'tasks.task.get', params)
    expect([reply.status, reply.body.error.code]).toEqual([status, prefix + code])
  })

  test('a task of others is denied, not missing', async () => {
    const reply = await v3(await startPortal(), 'tasks.task.get', { id: 1 }, { userId: 7 })
    expect([reply.status, reply.body.error.code]).toEqual([403, `${prefix}ACCESSDENIEDEXCEPTION`])
  })
})

describe('tasks.task.list', () => {
  test('answers only numbers where nothing is selected, without total and next', async () => {
    const { body } = await v3(await startPortal(), 'tasks.task.list')
    expect(body.result.items).toHaveLength(40)
    expect(body.result.items[0]).toEqual({ id: 1 })
    expect(Object.keys(body)).toEqual(['result', 'time'])
  })

  test.each([
    [[['id', 5]], [5]],
    [[['id', [3, 1, 999]]], [1, 3]],
    [
      [
        ['id', '!=', 1],
        ['id', '<=', 3],
      ],
      [2, 3],
    ],
    [[['id', 'between', [4, 6]]], [4, 5, 6]],
    [[['id', 'in', [7]]], [7]],
    [
      [
        {
          logic: 'or',
          conditions: [
            ['id', 2],
            ['id', '>', 39],
          ],
        },
      ],
      [2, 40],
    ],
    [[], Array.from({ length: 40 }, (_, index) => index + 1)],
  ])('filter %j', async (filter, ids) => {
    const { body } = await v3(await startPortal(), 'tasks.task.list', { filter })
    expect(body.result.items.map(({ id }: Row) => id)).toEqual(ids)
  })

  test.each([
    [{ order: { id: 'DESC' }, pagination: { limit: 2 } }, [40, 39]],
    [{ pagination: { page: 2, limit: 3 } }, [4, 5, 6]],
    [{ pagination: { page: 2, limit: 3, offset: 30 } }, [4, 5, 6]],
    [{ pagination: { offset: 38 } }, [39, 40]],
    [{ order: { priority: 'DESC', id: 'ASC' }, pagination: { limit: 3 } }, [2, 9, 10]],
    [{ pagination: { page: 9 } }, []],
  ])('%j', async (params, ids) => {
    const { body } = await v3(await startPortal(), 'tasks.task.list', params)
    expect(body.result.items.map(({ id }: Row) => id)).toEqual(ids)
  })

  test('tells also who, where and when', async () => {
    const params = { filter: [['id', 1]], select: ['creatorId', 'responsibleId', 'groupId', 'stageId'] }
    const { body } = await v3(await startPortal(), 'tasks.task.list', params)
    expect(body.result.items).toEqual([{ creatorId: 1, responsibleId: 1, groupId: 1, stageId: null }])
  })

  test.each([
    [{ filter: { id: 1 } }, 'INVALIDFILTEREXCEPTION'],
    [{ filter: [['id']] }, 'INVALIDFILTEREXCEPTION'],
    [{ filter: [['id', 'between', [1]]] }, 'INVALIDFILTEREXCEPTION'],
    [{ filter: [{ logic: 'xor', conditions: [] }] }, 'INVALIDFILTEREXCEPTION'],
    [{ filter: [['id', 'like', 1]] }, 'UNKNOWNFILTEROPERATOREXCEPTION'],
    [{ filter: [['nonsense', 1]] }, 'UNKNOWNDTOPROPERTYEXCEPTION'],
    [{ filter: [['title', 'x']] }, request],
    [{ filter: [['id', '1']] }, request],
    [{ order: 'id' }, 'INVALIDORDEREXCEPTION'],
    [{ order: { id: 'up' } }, 'INVALIDORDEREXCEPTION'],
    [{ order: { description: 'ASC' } }, request],
    [{ order: { nonsense: 'ASC' } }, 'UNKNOWNDTOPROPERTYEXCEPTION'],
    [{ pagination: { limit: 0 } }, 'INVALIDPAGINATIONEXCEPTION'],
    [{ pagination: { limit: 1001 } }, 'INVALIDPAGINATIONEXCEPTION'],
    [{ pagination: { page: '1' } }, 'INVALIDPAGINATIONEXCEPTION'],
    [{ pagination: 5 }, 'INVALIDPAGINATIONEXCEPTION'],
  ])('%j is refused with %s', async (params, code) => {
    const { status, body } = await v3(await startPortal(), 'tasks.task.list', params)
    expect([status, body.error.code]).toEqual([400, prefix + code])
  })
})

describe('tasks.task.update and delete', () => {
  test('an update changes what it names and nothing else', async () => {
    const portal = await startPortal()
    const id = await addTask(portal, { deadline: '2026-12-31T18:00:00+03:00', description: 'Stays' })
    const fields = { title: 'Another', deadline: null, status: 'completed' }
    expect((await v3(portal, 'tasks.task.update', { id, fields })).body.result).toEqual({ result: true })
    const { item } = (await v3(portal, 'tasks.task.get', { id })).body.result
    expect(item).toMatchObject({
      title: 'Another',
      deadline: null,
      description: 'Stays',
      status: 'completed',
    })
    expect(item.closed).toBeTypeOf('string')
  })

  test.each([
    ['tasks.task.update', { id: 3, fields: { creatorId: 2 } }, 400, request],
    ['tasks.task.update', { id: 3, fields: { parentId: 3 } }, 400, request],
    ['tasks.task.update', { id: 3, fields: { title: '' } }, 400, request],
    ['tasks.task.update', { id: 3 }, 400, request],
    ['tasks.task.update', { id: 999, fields: { title: 'x' } }, 403, 'ACCESSDENIEDEXCEPTION'],
    ['tasks.task.delete', { id: 999 }, 403, 'ACCESSDENIEDEXCEPTION'],
    ['tasks.task.delete', { id: '3' }, 400, request],
    ['tasks.task.nonsense', {}, 400, 'METHODNOTFOUNDEXCEPTION'],
    ['task.stages.get', { entityId: 0 }, 400, 'METHODNOTFOUNDEXCEPTION'],
  ])('%s %j is refused', async (method, params, status, code) => {
    const reply = await v3(await startPortal(), method, params)
    expect([reply.status, reply.body.error.code]).toEqual([status, prefix + code])
  })

  test('a deleted task is gone from both APIs and from the plan', async () => {
    const portal = await startPortal()
    expect((await v3(portal, 'tasks.task.delete', { id: 3 })).body.result).toEqual({ result: true })
    expect((await v2(portal, 'tasks.task.get', { taskId: 3 })).body.result).toEqual([])
    expect((await v2(portal, 'tasks.task.list', { filter: { STAGES_ID: 1 } })).body.total).toBe(7)
  })
})
