import { describe, expect, test } from 'vitest'
import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import type { Reply, Row } from '../support.ts'
import { addTask, get, prefix, startPortal, v2, v3, webhookOf } from '../support.ts'

const base = (portal: DemoPortal) => webhookOf(portal).replace('/rest/', '/rest/api/')
const codeOf = ({ status, body }: Reply) => [status, body.error.code.replace(prefix, '')]

describe('chat and access', () => {
  test('a message is sent once under one key', async () => {
    const portal = await startPortal()
    const params = { fields: { taskId: await addTask(portal), text: 'Done, see <b>file</b>' } }
    const first = await v3(portal, 'tasks.task.chat.message.send', params, { key: 'm' })
    const second = await v3(portal, 'tasks.task.chat.message.send', params, { key: 'm' })
    expect(first.body.result).toEqual({ result: true })
    expect(second.headers.get('idempotent-replayed')).toBe('true')
  })

  test.each([
    ['fields', {}],
    ['fields', { fields: 'x' }],
    ['taskId', { fields: { text: 'x' } }],
    ['text', { fields: { taskId: 1 } }],
    ['text', { fields: { taskId: 1, text: '' } }],
    ['text', { fields: { taskId: 1, text: { toString: 1 } } }],
    ['taskId', { fields: { taskId: '1', text: 'x' } }],
  ])('a message without a good %s is refused: %j', async (field, params) => {
    const { status, body } = await v3(await startPortal(), 'tasks.task.chat.message.send', params)
    expect([status, body.error.validation[0].field]).toEqual([400, field])
  })

  test.each([
    ['tasks.task.chat.message.send', (id: number) => ({ fields: { taskId: id, text: 'x' } })],
    ['tasks.task.access.get', (id: number) => ({ id })],
  ])("%s of a stranger's task is denied", async (method, params) => {
    const portal = await startPortal()
    const id = await addTask(portal)
    expect(codeOf(await v3(portal, method, params(id), { userId: 3 }))).toEqual([
      403,
      'ACCESSDENIEDEXCEPTION',
    ])
  })

  test('access is a flat map of booleans', async () => {
    const portal = await startPortal()
    const { result } = (await v3(portal, 'tasks.task.access.get', { id: await addTask(portal) })).body
    expect(result).toMatchObject({ read: true, edit: true, approve: false })
    expect(Object.values(result).every((value) => typeof value === 'boolean')).toBe(true)
  })
})

describe('about fields and methods', () => {
  test('only the selected parts of the fields are told', async () => {
    const select = ['name', 'type', 'editable', 'filterable']
    const { items } = (await v3(await startPortal(), 'tasks.task.field.list', { select })).body.result
    expect(items).toContainEqual({ name: 'id', type: 'int', editable: false, filterable: true })
    expect(items).toContainEqual({ name: 'title', type: 'string', editable: true, filterable: false })
  })

  test('a part of a field that is not there is refused', async () => {
    const select = ['name', 'nonsense']
    const reply = await v3(await startPortal(), 'tasks.task.field.list', { select })
    expect(codeOf(reply)).toEqual([400, 'UNKNOWNDTOPROPERTYEXCEPTION'])
  })

  test('one field is told in full', async () => {
    const { item } = (await v3(await startPortal(), 'tasks.task.field.get', { name: 'creatorId' })).body
      .result
    expect(item).toMatchObject({ name: 'creatorId', type: 'int', requiredGroups: ['add'], sortable: true })
  })

  test.each(['nonsense', '__proto__', 'toString', ''])('the field %j is not found', async (name) => {
    const { status, body } = await v3(await startPortal(), 'tasks.task.field.get', { name })
    const code = 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION'
    expect([status, body.error.code]).toEqual([400, code])
  })

  test('methods stand under module and controller, and can be narrowed', async () => {
    const portal = await startPortal()
    const { result } = (await v3(portal, 'rest.scope.list')).body
    expect(result.tasks['task.chat.message'].send.scope).toBe('tasks.task.chat.message.send')
    const narrow = (await v3(portal, 'rest.scope.list', { filterModule: 'rest' })).body.result
    expect(Object.keys(narrow)).toEqual(['rest'])
  })

  test.each(['documentation', 'rest.documentation.openapi'])('%s comes without an envelope', async (name) => {
    const { body } = await get(base(await startPortal()) + name)
    expect(body.openapi).toMatch(/^3\.0/)
    expect(body.paths).toHaveProperty('/tasks.task.add')
    expect(body).not.toHaveProperty('result')
  })

  test('what the scopes do not allow is not listed', async () => {
    const faults = { before: () => ({ kind: 'scopes', scopes: ['user'] }) as const }
    const { body } = await v3(await startPortal({ faults }), 'documentation')
    expect(Object.keys(body.paths)).not.toContain('/tasks.task.add')
  })
})

describe('batch of REST 3.0', () => {
  const one = { method: 'tasks.task.get', query: { id: 1, select: ['id'] } }

  test('answers in order, also to an object with numbers for keys', async () => {
    const portal = await startPortal()
    const two = { method: 'tasks.task.list', query: { pagination: { limit: 1 } } }
    const answers = [{ item: { id: 1 } }, { items: [{ id: 1 }] }]
    expect((await v3(portal, 'batch', [one, two])).body.result).toEqual(answers)
    expect((await v3(portal, 'batch', { 0: one, 1: two })).body.result).toEqual(answers)
  })

  test('an object with a token beside the commands is refused, as live portals do', async () => {
    const reply = await v3(await startPortal(), 'batch', { 0: one, auth: 'x' })
    expect(codeOf(reply)).toEqual([400, 'INVALIDSELECTEXCEPTION'])
  })

  test('one failure fails them all', async () => {
    const missing = { method: 'tasks.task.get', query: { id: 999_999 } }
    const reply = await v3(await startPortal(), 'batch', [one, missing])
    expect(codeOf(reply)).toEqual([400, 'ENTITYNOTFOUNDEXCEPTION'])
  })

  test.each([
    ['INVALIDSELECTEXCEPTION', { cmd: { a: 'tasks.task.list' } }],
    ['INVALIDSELECTEXCEPTION', [null]],
    ['INVALIDSELECTEXCEPTION', [{ method: 'tasks.task.get', query: 'id=1' }]],
    ['METHODNOTFOUNDEXCEPTION', [{ method: 'batch', query: [] }]],
    ['METHODNOTFOUNDEXCEPTION', [{ method: '__proto__' }]],
    ['LOGICEXCEPTION', new Array<Row>(51).fill(one)],
  ])('%s is told', async (code, commands) => {
    expect(codeOf(await v3(await startPortal(), 'batch', commands))).toEqual([400, code])
  })

  test('the old API does not know the new methods', async () => {
    const { status, body } = await v2(await startPortal(), 'tasks.task.chat.message.send')
    expect([status, body.error]).toEqual([404, 'ERROR_METHOD_NOT_FOUND'])
  })
})
