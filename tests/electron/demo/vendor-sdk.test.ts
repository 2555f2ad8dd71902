import { AjaxError, ApiVersion, B24OAuth, EnumAppStatus } from '@bitrix24/b24jssdk'
import { describe, expect, test } from 'vitest'
import type { DemoPortalOptions } from '../../../electron/demo/options.ts'
import type { DemoPortal } from '../../../electron/demo/portal.ts'
import type { FaultedCall } from '../../../electron/demo/http/faults.ts'
import { signIn } from './oauth/oauth-support.ts'
import type { Json, Row } from './support.ts'
import { prefix, startPortal } from './support.ts'

type Restrictions = NonNullable<ConstructorParameters<typeof B24OAuth>[2]>['restrictionParams']

/**
 * The vendor's SDK, signed in at the portal. Nothing in it is replaced: it takes the REST base from `client_endpoint`
 * and the token address from `server_endpoint` of the token answer, whatever their scheme, so the loopback addresses
 * lead it here. (Only its webhook class insists on https.) It puts one slash too many after `/rest/`.
 */
async function connect(portal: DemoPortal, restrictionParams: Restrictions = {}, userId = 1) {
  const { answer, access, refresh } = await signIn(portal, userId)
  const { clientId, clientSecret } = portal.oauth
  return new B24OAuth(
    {
      applicationToken: '',
      userId,
      memberId: answer.member_id,
      accessToken: access,
      refreshToken: refresh,
      expires: Math.floor(Date.now() / 1000) + Number(answer.expires_in),
      expiresIn: answer.expires_in,
      scope: answer.scope,
      domain: answer.domain,
      clientEndpoint: answer.client_endpoint,
      serverEndpoint: answer.server_endpoint,
      status: EnumAppStatus.Local,
    },
    { clientId, clientSecret },
    { restrictionParams: { maxRetries: 1, ...restrictionParams } },
  )
}

/** A portal that notes what it was asked, its clock ahead of the SDK's by as much as a test wants. */
async function startNotedPortal(options: Partial<DemoPortalOptions> = {}) {
  const calls: FaultedCall[] = []
  const clock = { ahead: 0 }
  const portal = await startPortal({
    now: () => new Date(Date.now() + clock.ahead * 1000),
    faults: { before: (call) => void calls.push(call) },
    ...options,
  })
  return {
    portal,
    calls,
    clock,
    asked: (method: string) => calls.filter((call) => call.method === method).length,
  }
}

async function v2(b24: B24OAuth, method: string, params: object = {}): Promise<Json> {
  return (await b24.actions.v2.call.make({ method, params: { ...params } })).getData()?.result
}

async function v3(b24: B24OAuth, method: string, params: object = {}): Promise<Json> {
  return (await b24.actions.v3.call.make({ method, params: { ...params } })).getData()?.result
}

const sorted = (stages: Record<string, Row>) =>
  Object.values(stages)
    .sort((one, other) => Number(one['SORT']) - Number(other['SORT']))
    .map((stage) => stage['TITLE'])

describe('the vendor’s SDK', () => {
  test('knows who signed in', async () => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    await b24.initIsAdmin()
    expect(b24.auth.isAdmin).toBe(true)
    expect((await v2(await connect(portal, {}, 3), 'profile')).ID).toBe('3')
    expect(await v2(b24, 'scope')).toContain('task')
  })

  test('keeps the stages of My Plan with task.stages.*', async () => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    expect(sorted(await v2(b24, 'task.stages.get', { entityId: 0 }))).toEqual([
      'Inbox',
      'Today',
      'This week',
      'Waiting',
      'Later',
    ])
    const id = await v2(b24, 'task.stages.add', { fields: { TITLE: 'Next', COLOR: 'FF00AA', AFTER_ID: 2 } })
    expect(id).toEqual(expect.any(Number))
    expect(await v2(b24, 'task.stages.update', { id, fields: { TITLE: 'Soon', AFTER_ID: 1 } })).toBe(true)
    const stages = await v2(b24, 'task.stages.get', { entityId: 0 })
    expect(sorted(stages).slice(0, 3)).toEqual(['Inbox', 'Soon', 'Today'])
    expect(await v2(b24, 'task.stages.canmovetask', { entityId: 1, entityType: 'U' })).toBe(true)
    expect(await v2(b24, 'task.stages.movetask', { id: 9, stageId: id })).toBe(true)
    const filter = { STAGES_ID: id }
    expect((await v2(b24, 'tasks.task.list', { filter, select: ['ID'] })).tasks).toMatchObject([{ id: '9' }])
    await expect(v2(b24, 'task.stages.delete', { id })).rejects.toMatchObject({
      code: 'NO_EMPTY',
      status: 400,
    })
    await v2(b24, 'task.stages.movetask', { id: 9, stageId: 2 })
    expect(await v2(b24, 'task.stages.delete', { id })).toBe(true)
  })

  test('creates, reads, changes and deletes a task with REST 3.0 and finds it with the old API', async () => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    const fields = {
      title: 'By the SDK',
      creatorId: 1,
      responsibleId: 3,
      deadline: '2026-12-31T18:00:00+03:00',
    }
    const { item } = await v3(b24, 'tasks.task.add', { fields })
    expect(item).toMatchObject({ title: 'By the SDK' })
    const { id } = item
    expect(await v3(b24, 'tasks.task.update', { id, fields: { title: 'Changed' } })).toEqual({ result: true })
    const read = await v3(b24, 'tasks.task.get', { id, select: ['id', 'title', 'responsible.name'] })
    expect(read.item).toMatchObject({ id, title: 'Changed', responsible: { name: 'Anna Schmidt' } })
    expect((await v2(b24, 'tasks.task.get', { taskId: id, select: ['ID', 'TITLE'] })).task).toMatchObject({
      id: String(id),
      title: 'Changed',
    })
    expect(await v3(b24, 'tasks.task.delete', { id })).toEqual({ result: true })
    expect(await v2(b24, 'tasks.task.get', { taskId: id })).toEqual([])
  })

  test('writes a checklist, whose arguments go by position, and puts a file on the Drive', async () => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    const item = await v2(b24, 'task.checklistitem.add', { TASKID: 9, FIELDS: { TITLE: 'By the SDK' } })
    const items = await v2(b24, 'task.checklistitem.getlist', { TASKID: 9, ORDER: { ID: 'asc' } })
    expect(items.at(-1)).toMatchObject({ ID: String(item), TITLE: 'By the SDK' })
    const filter = { ENTITY_TYPE: 'user', ENTITY_ID: 1 }
    const [storage] = await v2(b24, 'disk.storage.getlist', { filter })
    const file = { id: storage.ID, data: { NAME: 'a.txt' }, fileContent: ['a.txt', btoa('text')] }
    expect(await v2(b24, 'disk.storage.uploadfile', file)).toMatchObject({ NAME: 'a.txt', TYPE: 'file' })
  })

  test('runs a batch by name with a result put into a later command', async () => {
    const { portal, asked } = await startNotedPortal()
    const b24 = await connect(portal)
    const calls = {
      me: { method: 'profile' },
      stages: { method: 'task.stages.get', params: { entityId: 0 } },
      list: {
        method: 'tasks.task.list',
        params: { filter: { RESPONSIBLE_ID: '$result[me][ID]' }, select: ['ID'] },
      },
    }
    const done = await b24.actions.v2.batch.make({ calls, options: { isHaltOnError: true } })
    const data = done.getData() as unknown as Record<string, Json>
    expect(done.isSuccess).toBe(true)
    expect(data['me'].ID).toBe('1')
    expect(Object.keys(data['stages'])).toHaveLength(5)
    expect(data['list'].tasks.length).toBeGreaterThan(0)
    expect([asked('batch'), asked('tasks.task.list')]).toEqual([1, 1])
  })

  test('runs a batch as a list and learns which command failed', async () => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    const calls = [
      ['profile', {}],
      ['task.stages.delete', { id: 1 }],
      ['server.time', {}],
    ] as [string, object][]
    const done = await b24.actions.v2.batch.make({ calls: calls as never, options: { isHaltOnError: false } })
    expect(done.isSuccess).toBe(false)
    expect(done.getErrorMessages().join()).toContain('default stage')
    expect(done.getData()).toMatchObject([{ ID: '1' }, expect.any(String)])
  })

  test('reads lists that are longer than a page, of both APIs', async () => {
    const { portal, asked } = await startNotedPortal()
    const b24 = await connect(portal)
    const add = (index: number): [string, object] => [
      'tasks.task.add',
      { fields: { TITLE: `Row ${index}`, RESPONSIBLE_ID: 1 } },
    ]
    for (const from of [0, 40]) {
      const calls = Array.from({ length: 40 }, (_none, index) => add(from + index))
      expect((await b24.actions.v2.batch.make({ calls: calls as never })).isSuccess).toBe(true)
    }
    const before = asked('tasks.task.list')
    const old = await b24.actions.v2.callList.make({
      method: 'tasks.task.list',
      params: { select: ['ID', 'TITLE'] },
      idKey: 'id',
      cursorIdKey: 'ID',
      customKeyForResult: 'tasks',
    })
    expect(new Set((old.getData() as Row[]).map(({ id }) => id)).size).toBe(120)
    expect(asked('tasks.task.list') - before).toBe(3)
    const rest3 = await b24.actions.v3.callList.make({
      method: 'tasks.task.list',
      params: { select: ['id', 'title'] },
      customKeyForResult: 'items',
    })
    expect(new Set((rest3.getData() as Row[]).map(({ id }) => id)).size).toBe(120)
    const first = await b24.actions.v2.call.make({ method: 'tasks.task.list', params: { select: ['ID'] } })
    expect([first.isMore(), first.getTotal()]).toEqual([true, 120])
  })

  test('refreshes an expired token, goes on with the new pair, and refreshes that one, too', async () => {
    const { portal, asked, clock } = await startNotedPortal()
    const b24 = await connect(portal)
    const stored: string[] = []
    b24.setCallbackRefreshAuth(({ b24OAuthParams }) => {
      stored.push(b24OAuthParams.refreshToken)
      return Promise.resolve()
    })
    for (const round of [1, 2]) {
      clock.ahead += 3601
      expect((await v2(b24, 'profile')).ID).toBe('1')
      expect((await v2(b24, 'scope')).length).toBeGreaterThan(0)
      expect([asked('oauth/token'), stored.length]).toEqual([1 + round, round])
    }
    expect(new Set(stored).size).toBe(2)
    expect(b24.auth.getAuthData()).toMatchObject({ expires_in: 3600, refresh_token: stored[1] })
  })

  test('loses no call where many meet an expired token', async () => {
    const { portal, clock } = await startNotedPortal()
    const b24 = await connect(portal)
    clock.ahead = 3601
    const answers = await Promise.all(Array.from({ length: 8 }, () => v2(b24, 'profile')))
    expect(answers.map(({ ID }) => ID)).toEqual(Array(8).fill('1'))
  })

  test('says why a refresh was refused', async () => {
    const { portal, clock } = await startNotedPortal()
    const b24 = await connect(portal)
    clock.ahead = 181 * 86_400
    const error = await v2(b24, 'profile').catch((thrown: unknown) => thrown)
    // The SDK wraps its RefreshTokenError, which holds what the portal said.
    expect((error as AjaxError).originalError).toMatchObject({ code: 'invalid_grant', status: 400 })
  })

  test('is refused a batch of REST 3.0, for it puts the token beside the commands', async () => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    const calls = [9, 10].map((id) => ['tasks.task.get', { id, select: ['id', 'title'] }])
    const failure = await b24.actions.v3.batch.make({ calls: calls as never }).then(
      (done) => done.getErrorMessages().join(),
      (thrown: unknown) => String(thrown),
    )
    expect(failure).toContain('Invalid batch')
  })

  test('waits when it calls too fast, and gets its answer', async () => {
    const { portal } = await startNotedPortal({ limits: { burst: 2, perSecond: 2 } })
    const b24 = await connect(portal, { maxRetries: 3 })
    await Promise.all([v2(b24, 'scope'), v2(b24, 'server.time')])
    expect((await v2(b24, 'profile')).ID).toBe('1')
    expect(b24.getHttpClient(ApiVersion.v2).getStats().retries).toBe(1)
  })

  test('adds up the time that a method takes, and meets the limit of the portal', async () => {
    const { portal } = await startNotedPortal({ limits: { secondsPerCall: 300 } })
    // Its own limit is set out of reach: it would wait ten minutes before the portal has to say anything.
    const operatingLimit = { windowMs: 600_000, limitMs: 10_000_000, heavyPercent: 80 }
    const b24 = await connect(portal, { operatingLimit })
    await v2(b24, 'profile')
    await v2(b24, 'profile')
    expect(b24.getHttpClient(ApiVersion.v2).getStats().operatingStats).toMatchObject({ profile: 600 })
    await expect(v2(b24, 'profile')).rejects.toMatchObject({ code: 'OPERATION_TIME_LIMIT', status: 429 })
  })
})

describe('the vendor’s SDK reads the errors of', () => {
  const none = { id: 999 }

  test.each([
    ['a stage', 'task.stages.delete', none, 'NOT_FOUND', 400],
    ['a stage without a title', 'task.stages.add', { fields: { TITLE: '' } }, 'EMPTY_TITLE', 400],
    ['a missing parameter', 'tasks.task.add', {}, '100', 400],
    ['a method', 'tasks.task.nonsense', {}, 'ERROR_METHOD_NOT_FOUND', 404],
  ])('the old API: %s', async (_what, method, params, code, status) => {
    const { portal } = await startNotedPortal()
    await expect(v2(await connect(portal), method, params)).rejects.toMatchObject({ code, status })
  })

  test('the old API: an action that is not allowed, whose code 0 it does not take for one', async () => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    await expect(v2(b24, 'tasks.task.update', { taskId: 999, fields: { TITLE: 'x' } })).rejects.toMatchObject(
      {
        code: 'ERR_BAD_REQUEST',
        status: 400,
      },
    )
  })

  test('the application’s rights', async () => {
    const { portal } = await startNotedPortal({ oauth: { scopes: ['user'] } })
    const stages = v2(await connect(portal), 'task.stages.get', { entityId: 0 })
    await expect(stages).rejects.toMatchObject({ code: 'insufficient_scope', status: 403 })
  })

  test('REST 3.0: every wrong field by its name', async () => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    const params = { fields: { title: 'x', creatorId: '1' } }
    const failed = await b24.actions.v3.call.make({ method: 'tasks.task.add', params }).then(
      (soft) => [...soft.getErrors()][0],
      (thrown: unknown) => thrown,
    )
    expect(failed).toBeInstanceOf(AjaxError)
    const { code, status, validation = [] } = failed as AjaxError
    expect([code, status]).toEqual([`${prefix}VALIDATION_REQUESTVALIDATIONEXCEPTION`, 400])
    expect(validation.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['creatorId', 'responsibleId']),
    )
  })

  test.each([
    ['a record', 'tasks.task.get', none, 'ENTITYNOTFOUNDEXCEPTION'],
    ['a method', 'tasks.task.nonsense', {}, 'METHODNOTFOUNDEXCEPTION'],
  ])('REST 3.0: %s that is not there', async (_what, method, params, code) => {
    const { portal } = await startNotedPortal()
    const b24 = await connect(portal)
    const soft = await b24.actions.v3.call.make({ method, params })
    expect([...soft.getErrors()]).toMatchObject([{ code: prefix + code, status: 400 }])
  })
})
