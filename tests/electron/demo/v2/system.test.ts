import { describe, expect, test } from 'vitest'
import type { Row } from '../support.ts'
import { get, startPortal, v2, v3, webhookOf } from '../support.ts'

describe('who and where', () => {
  test('profile needs nothing', async () => {
    const { body } = await v2(await startPortal({ language: 'ru' }), 'profile')
    expect(body.result).toEqual({
      ID: '1',
      ADMIN: true,
      NAME: 'Алексей',
      LAST_NAME: 'Волков',
      PERSONAL_GENDER: 'M',
      TIME_ZONE: '',
    })
  })

  test('user.get filters, sorts and counts', async () => {
    const portal = await startPortal()
    const all = await v2(portal, 'user.get', { FILTER: { ACTIVE: true, USER_TYPE: 'employee' } })
    expect([all.body.result.length, all.body.total]).toEqual([12, 12])
    const { body } = await v2(portal, 'user.get', { sort: 'ID', order: 'DESC', FILTER: { '@ID': [2, 3] } })
    expect(body.result.map((user: Row) => [user.ID, user.NAME, user.ACTIVE])).toEqual([
      ['3', 'Anna', true],
      ['2', 'Анна', true],
    ])
  })

  test.each([
    [{ FIND: 'анна' }, ['2']],
    [{ FIND: 'Schm ann' }, ['3']],
    [{ FIND: 'нет такого' }, []],
    [{ LAST_NAME: 'Ким' }, ['12']],
    [{ NAME: 'ann' }, ['3']],
  ])('user.search %j', async (FILTER, ids) => {
    const { body } = await v2(await startPortal(), 'user.search', { FILTER })
    expect(body.result.map(({ ID }: Row) => ID)).toEqual(ids)
  })

  test('with user_brief alone nobody has an e-mail', async () => {
    const faults = { before: () => ({ kind: 'scopes', scopes: ['user_brief'] }) as const }
    const { body } = await v2(await startPortal({ faults }), 'user.current')
    expect(body.result).not.toHaveProperty('EMAIL')
  })

  test('own projects, with the role in each', async () => {
    const { body } = await v2(await startPortal(), 'sonet_group.user.groups', {}, 2)
    expect(body.result.map(({ GROUP_ID, ROLE }: Row) => [GROUP_ID, ROLE])).toEqual([
      ['1', 'K'],
      ['2', 'A'],
      ['4', 'K'],
    ])
  })

  test.each([
    [{ FILTER: { ACTIVE: 'Y', CLOSED: 'N' } }, 2, ['1', '2', '4']],
    [{ FILTER: { '%NAME': 'SITE' } }, 1, ['1']],
    [{ FILTER: { '!OWNER_ID': 1 }, ORDER: { ID: 'DESC' } }, 2, ['4', '2']],
    [{ GROUP_ID: 6 }, 2, []],
  ])('sonet_group.get %j of user %i', async (params, userId, ids) => {
    const { body } = await v2(await startPortal(), 'sonet_group.get', params, userId)
    expect([body.result.map(({ ID }: Row) => ID), body.total]).toEqual([ids, ids.length])
  })

  test('method.get tells what there is and what is granted', async () => {
    const faults = { before: () => ({ kind: 'scopes', scopes: ['user'] }) as const }
    const portal = await startPortal({ faults })
    const ask = async (name: string) => (await v2(portal, 'method.get', { name })).body.result
    expect(await ask('user.get')).toEqual({ isExisting: true, isAvailable: true })
    expect(await ask('task.stages.get')).toEqual({ isExisting: true, isAvailable: false })
    expect(await ask('constructor')).toEqual({ isExisting: false, isAvailable: false })
    expect((await v2(portal, 'scope')).body.result).toEqual(['user'])
  })

  test('server.time has an offset and no fraction', async () => {
    const now = () => new Date('2026-11-22T10:00:00.123Z')
    expect((await v2(await startPortal({ now }), 'server.time')).body.result).toBe(
      '2026-11-22T10:00:00+00:00',
    )
  })
})

describe('addresses and rights', () => {
  test.each([
    '/rest/1/0123456789abcdef/profile',
    '/rest/99/0123456789abcdef/profile',
    '/rest/profile',
    '/rest/',
    '/rest/x/y/z',
  ])('%s is unauthorised', async (path) => {
    const { status, body } = await get((await startPortal()).url + path)
    expect([status, body.error]).toEqual([401, 'NO_AUTH_FOUND'])
  })

  test("another person's code opens nothing, in either API", async () => {
    const portal = await startPortal()
    const mixed = webhookOf(portal, 2).replace('/rest/2/', '/rest/1/')
    expect((await get(`${mixed}profile`)).status).toBe(401)
    expect((await get(`${mixed.replace('/rest/', '/rest/api/')}tasks.task.list`)).status).toBe(401)
  })

  test('codes are 16 lower-case letters and digits, differ by user and key, and come again with the key', async () => {
    const [one, same, other] = await Promise.all([
      startPortal(),
      startPortal(),
      startPortal({ key: 'another' }),
    ])
    const codes = (portal: typeof one) => portal.users.map(({ webhook }) => webhook.split('/').at(-2) ?? '')
    expect(codes(one).every((code) => /^[0-9a-z]{16}$/.test(code))).toBe(true)
    expect(new Set([...codes(one), ...codes(other)]).size).toBe(24)
    expect(codes(same)).toEqual(codes(one))
    expect(one.webhook).toBe(one.users[0]?.webhook)
  })

  test.each(['profile', 'profile.json', 'PROFILE', 'profile/', '/profile'])('%s is found', async (method) => {
    expect((await get((await startPortal()).webhook + method)).body.result.ID).toBe('1')
  })

  test('a slash too many after /rest/ does no harm', async () => {
    const { webhook } = await startPortal()
    expect((await get(`${webhook.replace('/rest/', '/rest//')}profile`)).status).toBe(200)
  })

  test.each(['', 'nonsense', '__proto__', 'constructor', 'tasks.task.chat.message.send', 'profile.xml'])(
    'there is no method %j',
    async (method) => {
      const { status, body } = await get((await startPortal()).webhook + method)
      expect([status, body.error, body.error_description]).toEqual([
        404,
        'ERROR_METHOD_NOT_FOUND',
        'Method not found!',
      ])
    },
  )

  test('a missing scope is named in the shape of the API', async () => {
    const faults = { before: () => ({ kind: 'scopes', scopes: ['user'] }) as const }
    const portal = await startPortal({ faults })
    const old = await v2(portal, 'task.stages.get', { entityId: 0 })
    expect([old.status, old.body.error]).toEqual([403, 'insufficient_scope'])
    const rest3 = await v3(portal, 'tasks.task.list')
    expect([rest3.status, rest3.body.error.code]).toEqual([
      403,
      'BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION',
    ])
  })

  test('time says when, and operating grows with every call of a method', async () => {
    const portal = await startPortal({ now: () => new Date('2026-11-22T10:00:00Z') })
    const times = [await v2(portal, 'profile'), await v2(portal, 'profile')].map(({ body }) => body.time)
    expect(Number(times[1]?.operating)).toBeGreaterThan(Number(times[0]?.operating))
    expect(times[0]?.operating_reset_at).toBe(Date.parse('2026-11-22T10:10:00Z') / 1000)
    expect(Object.keys(times[0] ?? {})).toEqual([
      ...[
        'start',
        'finish',
        'duration',
        'processing',
        'date_start',
        'date_finish',
        'operating_reset_at',
        'operating',
      ],
    ])
  })
})

describe('batch', () => {
  test('runs commands in order, each with its own outcome', async () => {
    const cmd = {
      stages: 'task.stages.get?entityId=0',
      list: 'tasks.task.list?filter[STAGES_ID]=$result[stages][5][ID]&select[]=ID',
      wrong: 'nonsense',
      nested: 'batch?cmd[]=profile',
      text: 'user.search?FILTER[FIND]=%D0%B0%D0%BD%D0%BD%D0%B0',
    }
    const { status, body } = await v2(await startPortal(), 'batch', { halt: 0, cmd })
    expect(status).toBe(200)
    expect(body.result.result.list?.tasks).toHaveLength(8)
    expect(body.result.result.text?.[0]?.ID).toBe('2')
    expect(body.result.result_total).toEqual({ list: 8, text: 1 })
    expect(body.result.result_next).toEqual([])
    expect(body.result.result_error).toMatchObject({
      wrong: { error: 'ERROR_METHOD_NOT_FOUND' },
      nested: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' },
    })
    expect(Object.keys(body.result.result_time)).toEqual(['stages', 'list', 'text'])
  })

  test('halt stops at the first error', async () => {
    const { body } = await v2(await startPortal(), 'batch', {
      halt: 1,
      cmd: ['profile', 'nonsense', 'profile'],
    })
    expect(body.result.result).toHaveLength(1)
    expect(body.result.result_error).toEqual({
      1: expect.objectContaining({ error: 'ERROR_METHOD_NOT_FOUND' }) as object,
    })
  })

  test('the 51st command is one too many', async () => {
    const { body } = await v2(await startPortal(), 'batch', {
      cmd: Array.from({ length: 51 }, () => 'server.time'),
    })
    expect(body.result.result).toHaveLength(50)
    expect(body.result.result_error[50]?.error).toBe('ERROR_BATCH_LENGTH_EXCEEDED')
  })

  test.each([{}, { cmd: [] }, { cmd: 'profile' }, { cmd: 5 }])('%j has nothing to do', async (params) => {
    const { body } = await v2(await startPortal(), 'batch', params)
    expect(body.result).toEqual({
      result: [],
      result_error: [],
      result_total: [],
      result_next: [],
      result_time: [],
    })
  })

  test.each(['$result[a][b][c]', '$result[__proto__][constructor]', 'x$result[a]y'])(
    '%s finds nothing',
    async (value) => {
      const cmd = { a: 'server.time', b: `tasks.task.get?taskId=${value}` }
      const { body } = await v2(await startPortal(), 'batch', { cmd })
      expect(body.result.result_error.b?.error).toBe('100')
    },
  )
})
