import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { portalCapabilities } from '../../../electron/bitrix/capabilities.ts'
import type { BitrixClient } from '../../../electron/bitrix/rest/client.ts'
import type { Fault } from '../../../electron/demo/http/faults.ts'
import type { PortalAbilities } from '../../../electron/model.ts'
import {
  html,
  json,
  reset,
  startMisbehavingServer,
  type Behaviour,
  type MisbehavingServer,
} from '../../support/misbehaving-server.ts'
import { oauthClient } from './oauth/oauth-support.ts'
import { clientOf, demoPortal } from './support.ts'

const now = () => new Date('2026-11-22T10:00:00Z')

test('a full portal can do everything, and that is kept', async () => {
  const portal = await demoPortal()
  const { kept, capabilities } = probing(portal.client)
  const found = await capabilities.probe()
  expect(found).toMatchObject({
    rest3: true,
    taskScope: 'both',
    sortsByStage: true,
    sortsByHand: null,
    fullLists: true,
    bearer: null,
    askedAt: '2026-11-22T10:00:00.000Z',
  })
  expect(found.scopes).toContain('sonet_group')
  expect(kept.abilities).toEqual(found)
  expect(capabilities.known()).toEqual(found)
  await portal.close()
})

test.each([
  ['from before REST 3.0', { rest3: false }, undefined],
  ['whose lists refuse to tell more', {}, 'tasks.task.list'],
])('a portal %s has no lists that tell projects and tags', async (_, options, refusing) => {
  const portal = await demoPortal(options)
  portal.faults.before = ({ api, method, body }) =>
    api === 'v3' && method === refusing && JSON.stringify(body).includes('creatorId')
      ? notSelected
      : undefined
  expect((await probing(portal.client).capabilities.probe()).fullLists).toBe(false)
  await portal.close()
})

test('nothing is known before the first probe, or of a damaged note', () => {
  const client = clientOf('http://127.0.0.1:9/rest/1/a1b2c3d4e5f6g7h8/')
  for (const note of [
    undefined,
    null,
    'x',
    [],
    { rest3: 'yes', scopes: [1], taskScope: 'all', askedAt: 5 },
  ]) {
    const store = { load: () => note, save: () => undefined }
    expect(portalCapabilities({ client, store, now }).known()).toEqual({
      rest3: null,
      scopes: null,
      missingScopes: null,
      taskScope: null,
      sortsByStage: null,
      sortsByHand: null,
      fullLists: null,
      bearer: null,
      askedAt: null,
    })
  }
})

describe('a portal', () => {
  let server: MisbehavingServer
  beforeEach(async () => {
    server = await startMisbehavingServer(json({ result: [] }))
  })
  afterEach(() => server.close())

  test.each([
    [['task'], 'task'],
    [['tasks', 'user'], 'tasks'],
    [['TASK', 'tasks'], 'both'],
    [[], 'none'],
  ])('that grants %j grants %s', async (scopes, taskScope) => {
    answering({ scope: json({ result: scopes }) })
    expect((await probing(client()).capabilities.probe()).taskScope).toBe(taskScope)
  })

  test('that lets an account not use REST 3.0 for its permissions is told by the name of what is missing', async () => {
    answering({
      scope: json({ result: ['task', 'user_brief', 'disk'] }),
      'tasks.task.list': json(
        { error: { code: 'BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION' } },
        403,
      ),
    })
    const { rest3, missingScopes } = await probing(client()).capabilities.probe()
    expect([rest3, missingScopes]).toEqual([false, ['tasks', 'sonet_group']])
  })

  test.each<[string, Behaviour, boolean | null]>([
    ['tasks', json({ result: { items: [{ id: 1 }] } }), true],
    ['an unknown method', json({ error: 'ERROR_METHOD_NOT_FOUND' }, 404), false],
    ['a page', html(404), false],
    ['a missing permission', json({ error: 'insufficient_scope' }, 403), false],
    ['a broken connection', reset, null],
    ['a gateway that is down', html(502), null],
    ['a wrong token', json({ error: 'INVALID_CREDENTIALS' }, 403), null],
  ])('that answers REST 3.0 with %s', async (_name, behaviour, rest3) => {
    answering({ 'tasks.task.list': behaviour })
    expect((await probing(client()).capabilities.probe()).rest3).toBe(rest3)
  })

  test.each([
    ['each its own', { c0: [], c1: [1], c2: [2] }, true],
    ['each its own and one in two of them', { c0: [], c1: [1, 3], c2: [2, 3] }, true],
    ['the same', { c0: [], c1: [1, 2], c2: [2, 1] }, false],
    ['all for one that cannot be', { c0: [1, 2], c1: [1], c2: [2] }, false],
    ['none', { c0: [], c1: [], c2: [] }, null],
  ])('that lists for its stages %s', async (_name, lists, sortsByStage) => {
    const stages = { 5: { ID: '5', TITLE: 'A', SORT: '100' }, 6: { ID: '6', TITLE: 'B', SORT: '200' } }
    const result = Object.fromEntries(
      Object.entries(lists).map(([key, ids]) => [key, { tasks: ids.map((id) => ({ id: String(id) })) }]),
    )
    answering({
      'task.stages.get': json({ result: stages }),
      batch: json({ result: { result, result_error: [] } }),
    })
    expect((await probing(client()).capabilities.probe()).sortsByStage).toBe(sortsByStage)
  })

  test.each<[string, Behaviour, boolean | null]>([
    ['takes', json({ result: { items: [] } }), true],
    ['does not see', json({ error: 'NO_AUTH_FOUND' }, 401), false],
    ['calls a denied access', v3('ACCESSDENIEDEXCEPTION', 401), false],
    ['does not know what to do with', json({ error: 'ERROR_CORE' }, 400), false],
    ['has no REST 3.0 for', json({ error: 'ERROR_METHOD_NOT_FOUND' }, 404), null],
    ['loses', reset, null],
  ])('that %s a token in the header', async (_name, behaviour, bearer) => {
    server.willDo((response, seen) => {
      const isProbe = seen.headers.authorization?.startsWith('Bearer ') && !seen.body.includes('auth')
      const answer = isProbe ? behaviour : json({ result: { items: [] } })
      answer(response, seen)
    })
    expect((await probing(client()).capabilities.probe()).bearer).toBe(bearer)
    expect(server.requests.at(-1)?.path).toBe('/rest/api/tasks.task.list')
  })

  test('that is called with a webhook is not asked for a token in the header', async () => {
    const webhook = clientOf(`${server.origin}/rest/7/a1b2c3d4e5f6g7h8/`)
    expect((await probing(webhook).capabilities.probe()).bearer).toBeNull()
    expect(server.requests.map(({ headers }) => headers.authorization)).not.toContainEqual(expect.anything())
  })

  test('that cannot be reached changes nothing that was known', async () => {
    server.willDo(reset)
    const { kept, capabilities } = probing(client())
    const known = {
      rest3: true,
      scopes: ['task'],
      missingScopes: ['tasks'],
      taskScope: 'task' as const,
      sortsByStage: false,
      sortsByHand: null,
      fullLists: null,
      bearer: true,
      askedAt: null,
    }
    kept.abilities = known
    expect(await capabilities.probe()).toEqual({ ...known, askedAt: '2026-11-22T10:00:00.000Z' })
  })

  test('that is asked no longer ends the probe', async () => {
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(probing(client()).capabilities.probe(signal)).rejects.toThrow('stopped')
  })

  const client = () => oauthClient(server.origin)

  function answering(answers: Record<string, Behaviour>) {
    const otherwise = json({ error: 'ERROR_METHOD_NOT_FOUND' }, 404)
    server.willDo((response, seen) => {
      const method = seen.path.split('/').at(-1) ?? ''
      const behaviour = answers[method] ?? otherwise
      behaviour(response, seen)
    })
  }
})

const notSelected: Fault = {
  kind: 'error',
  shape: 'v3',
  status: 400,
  message: 'Unknown field',
  code: 'BITRIX_REST_V3_EXCEPTION_UNKNOWNDTOPROPERTYEXCEPTION',
}

function v3(code: string, status: number): Behaviour {
  return json({ error: { code: `BITRIX_REST_V3_EXCEPTION_${code}`, message: 'No' } }, status)
}

function probing(client: BitrixClient) {
  const kept: { abilities?: PortalAbilities } = {}
  const store = {
    load: () => kept.abilities,
    save: (found: PortalAbilities) => void (kept.abilities = found),
  }
  return { kept, capabilities: portalCapabilities({ client, store, now }) }
}
