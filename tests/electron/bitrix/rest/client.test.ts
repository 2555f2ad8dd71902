import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bitrixClient, type CallOptions } from '../../../../electron/bitrix/rest/client.ts'
import { BitrixError, KeyForgotten } from '../../../../electron/bitrix/rest/errors.ts'
import type { Fetch } from '../../../../electron/bitrix/rest/post.ts'
import { AppError } from '../../../../electron/errors.ts'
import {
  garbage,
  halfSent,
  html,
  json,
  redirectTo,
  reset,
  silent,
  type Behaviour,
  startMisbehavingServer,
  type MisbehavingServer,
} from '../../../support/misbehaving-server.ts'
import { jumpingClock } from './manual-clock.ts'

const code = 'a1b2c3d4e5f6g7h8'
const read: CallOptions = { kind: 'read' }
const write: CallOptions = { kind: 'write' }
const good = json({ result: { ID: '7' }, total: '120', next: 50, time: {} })

let server: MisbehavingServer
let other: MisbehavingServer
beforeEach(async () => {
  server = await startMisbehavingServer(good)
  other = await startMisbehavingServer(good)
})
afterEach(() => Promise.all([server.close(), other.close()]))

describe('a call', () => {
  test('of the old API goes to /rest/ as a POST with JSON', async () => {
    const answer = await client().v2('user.get', { start: 0 }, read)
    expect(answer).toEqual({ result: { ID: '7' }, total: 120, next: 50 })
    const [seen] = server.requests
    expect(seen).toMatchObject({ method: 'POST', path: `/rest/7/${code}/user.get`, body: '{"start":0}' })
    expect(seen?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Quickplan/1.2.3',
    })
    expect(seen?.headers).not.toHaveProperty('idempotency-key')
  })

  test('of REST 3.0 goes to /rest/api/ with the bytes it was given', async () => {
    const body = '{ "fields":{"title":"Ё \\ud83d\\ude00"} }'
    const answer = await client().v3('tasks.task.add', body, { ...write, idempotencyKey: 'capture-1' })
    expect(answer).toEqual({ ID: '7' })
    const [seen] = server.requests
    expect(seen).toMatchObject({ path: `/rest/api/7/${code}/tasks.task.add`, body })
    expect(seen?.headers['idempotency-key']).toBe('capture-1')
  })

  test('whose key the portal has forgotten while it waited for its turn is not sent', async () => {
    let isKept = true
    server.willDo((response, seen) => {
      isKept = false // hours go by before the next try
      json({ error: 'QUERY_LIMIT_EXCEEDED' }, 503)(response, seen)
    })
    const call = client().v3('tasks.task.add', '{}', {
      ...write,
      idempotencyKey: 'capture-1',
      keyIsKept: () => isKept,
    })
    await expect(call).rejects.toBeInstanceOf(KeyForgotten)
    await expect(call).rejects.toMatchObject({ code: 'capture-in-doubt', outcome: 'did-not-run' })
    expect(server.requests).toHaveLength(1)
  })

  test('that needs longer than others may take longer', async () => {
    server.willDo((response, seen) => setTimeout(() => good(response, seen), 600))
    const answer = await client(impatient).v2('user.get', {}, { ...read, timeoutMs: 20_000 })
    expect(answer).toMatchObject({ result: { ID: '7' } })
  })

  test('asks for its credentials each time', async () => {
    const users = [1, 2]
    const credentials = () => Promise.resolve({ origin: server.origin, userId: users.shift() ?? 0, code })
    const twice = client({ credentials })
    await twice.v2('profile', {}, read)
    await twice.v2('profile', {}, read)
    expect(server.requests.map(({ path }) => path.split('/')[2])).toEqual(['1', '2'])
  })

  test('without credentials sends nothing', async () => {
    const signedOut = client({ credentials: () => Promise.reject(new AppError('signed-out', 'Nobody')) })
    await expect(signedOut.v2('profile', {}, read)).rejects.toMatchObject({ code: 'signed-out' })
    expect(server.requests).toEqual([])
  })

  test('over plain http to another computer is not made', async () => {
    const credentials = () => Promise.resolve({ origin: 'http://192.0.2.1', userId: 7, code })
    const error = await failure(client({ credentials }).v2('profile', {}, read))
    expect(error).toMatchObject({ code: 'webhook-insecure', outcome: 'did-not-run', subject: '192.0.2.1' })
  })

  test('with an impossible idempotency key is a bug and is not made', async () => {
    const call = client().v3('tasks.task.add', '{}', { ...write, idempotencyKey: 'ключ' })
    await expect(call).rejects.toThrow(RangeError)
    expect(server.requests).toEqual([])
  })
})

describe('an error in the answer', () => {
  test.each([
    ['of the old shape', json({ error: 'NOT_FOUND', error_description: 'Stage not found' }, 400)],
    ['with status 200', json({ error: 'NOT_FOUND', error_description: 'Stage not found' })],
    [
      'of the new shape',
      json(
        { error: { code: 'BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION', message: 'Stage not found' } },
        400,
      ),
    ],
  ])('%s is understood from either API', async (_name, behaviour) => {
    server.willDo(behaviour)
    const expected = {
      code: 'not-found',
      outcome: 'refused',
      detail: 'Stage not found',
      subject: server.host,
    }
    expect(await failure(client().v2('task.stages.get', {}, read))).toMatchObject(expected)
    expect(await failure(client().v3('tasks.task.get', {}, read))).toMatchObject(expected)
  })

  test('tells what a strict portal found wrong', async () => {
    const validation = [
      { message: 'Field <b>title</b> is required', field: 'title' },
      { message: 'Wrong date' },
    ]
    const error = {
      code: 'BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION',
      message: 'x',
      validation,
    }
    server.willDo(json({ error }, 400))
    expect(await failure(client().v3('tasks.task.add', {}, write))).toMatchObject({
      code: 'refused',
      outcome: 'refused',
      detail: 'Field title is required Wrong date',
    })
  })

  test('of authorisation means that the call did not run', async () => {
    server.willDo(
      json({ error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' }, 403),
    )
    expect(await failure(client().v2('task.stages.add', {}, write))).toMatchObject({
      code: 'credentials-refused',
      outcome: 'did-not-run',
      subject: server.host,
    })
  })
})

describe('a write that may have run is not sent again, and says so', () => {
  test.each([
    ['broken off before the answer', reset, 'offline'],
    ['broken off in the answer', halfSent, 'offline'],
    ['answered with a 502 page', html(502), 'portal-broken'],
    ['answered with a page and 200', html(200), 'portal-broken'],
    ['answered with no HTTP', garbage, 'portal-broken'],
    ['answered with half a JSON', json('{"result":'), 'portal-broken'],
    ['answered with neither result nor error', json({ time: {} }), 'portal-broken'],
    ['answered with null', json('null'), 'portal-broken'],
    ['answered with a result and 500', json({ result: true }, 500), 'portal-broken'],
    ['answered with an internal error', json({ error: 'INTERNAL_SERVER_ERROR' }, 500), 'portal-broken'],
    ['answered with too much', json({ result: 'x'.repeat(5000) }), 'portal-broken'],
    ['never answered', silent, 'host-silent'],
  ])('%s', async (_name, behaviour, meaning) => {
    server.willDo(behaviour)
    const error = await failure(clientFor(behaviour).v2('task.stages.add', {}, write))
    expect([error.code, error.outcome, error.subject]).toEqual([meaning, 'unknown', server.host])
    expect(server.requests).toHaveLength(1)
  })
})

describe('a call that could not leave did not run', () => {
  test('nobody listens at the address', async () => {
    const origin = await unusedOrigin()
    const error = await failure(at(origin).v2('task.stages.add', {}, write))
    expect(error).toMatchObject({ code: 'offline', outcome: 'did-not-run', subject: new URL(origin).host })
  })

  test('there is no such host', async () => {
    const error = await failure(at('https://nowhere.invalid').v2('task.stages.add', {}, write))
    expect(error).toMatchObject({
      code: 'host-not-found',
      outcome: 'did-not-run',
      subject: 'nowhere.invalid',
    })
  })

  test('the host speaks no TLS', async () => {
    const origin = server.origin.replace('http:', 'https:')
    const error = await failure(at(origin).v2('task.stages.add', {}, write))
    expect(error).toMatchObject({ code: 'offline', outcome: 'did-not-run', subject: server.host })
    expect(error.detail).toMatch(/SSL|EPROTO/)
  })
})

describe('a read is repeated', () => {
  test('twice after a broken connection, ever later', async () => {
    server.willDo(reset, halfSent, good)
    const clock = jumpingClock()
    expect((await client({ clock }).v2('profile', {}, read)).result).toEqual({ ID: '7' })
    expect(clock.waits).toEqual([400, 1200])
  })

  test('not a third time', async () => {
    server.willDo(reset)
    expect(await failure(client().v2('profile', {}, read))).toMatchObject({ code: 'offline' })
    expect(server.requests).toHaveLength(3)
  })

  test('not when the portal was silent for the whole time', async () => {
    server.willDo(silent)
    expect(await failure(clientFor(silent).v2('profile', {}, read))).toMatchObject({ code: 'host-silent' })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a limit of the portal', () => {
  const tooMany = json({ error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' }, 503)

  test.each([read, write])(
    'on the number of calls is waited for, ever longer, and the call made: %j',
    async (options) => {
      server.willDo(tooMany, tooMany, good)
      const clock = jumpingClock()
      expect((await client({ clock }).v2('task.stages.add', {}, options)).result).toEqual({ ID: '7' })
      expect(clock.waits).toEqual([1000, 2000])
    },
  )

  test('that does not go away is told, and that nothing ran', async () => {
    server.willDo(tooMany)
    const error = await failure(client().v2('task.stages.add', {}, write))
    expect(error).toMatchObject({ code: 'portal-busy', outcome: 'did-not-run', subject: server.host })
    expect(server.requests).toHaveLength(6)
  })

  test("on running time is waited for until its reset, by the portal's clock", async () => {
    server.willDo(overtime({ finish: 1_000_000, operating_reset_at: 1_000_020 }), good)
    const clock = jumpingClock()
    await client({ clock }).v2('tasks.task.list', {}, write)
    expect(clock.waits).toEqual([20_000])
  })

  test('on running time is known from the last good answer', async () => {
    server.willDo(json({ result: true, time: { finish: 500, operating_reset_at: 530 } }), overtime({}), good)
    const clock = jumpingClock()
    const same = client({ clock })
    await same.v2('tasks.task.list', {}, read)
    await same.v2('tasks.task.list', {}, read)
    expect(clock.waits).toEqual([30_000])
  })

  test('on running time that lasts too long is told, with the time, and without asking again', async () => {
    server.willDo(overtime({ finish: 1000, operating_reset_at: 1400 }), good)
    const same = client()
    const busy = { code: 'portal-busy', outcome: 'did-not-run', retryAfter: 400_000 }
    expect(await failure(same.v2('tasks.task.list', {}, read))).toMatchObject(busy)
    expect(await failure(same.v2('tasks.task.list', {}, read))).toMatchObject(busy)
    expect(server.requests).toHaveLength(1)
  })

  test('on running time holds back that method only', async () => {
    server.willDo(overtime({ finish: 1000, operating_reset_at: 1400 }), good)
    const same = client()
    await failure(same.v2('tasks.task.list', {}, read))
    expect((await same.v2('profile', {}, read)).result).toEqual({ ID: '7' })
  })

  test('on running time that comes back at once every time ends in an error', async () => {
    server.willDo(overtime({ finish: 1000, operating_reset_at: 1001 }))
    expect(await failure(client().v2('tasks.task.list', {}, read))).toMatchObject({ code: 'portal-busy' })
    expect(server.requests).toHaveLength(4)
  })

  test('by the hand of support is not waited for', async () => {
    server.willDo(json({ error: 'OVERLOAD_LIMIT', error_description: 'REST API is blocked' }, 503))
    expect(await failure(client().v2('profile', {}, read))).toMatchObject({ code: 'portal-busy' })
    expect(server.requests).toHaveLength(1)
  })

  function overtime(time: object) {
    return json({ error: 'OPERATION_TIME_LIMIT', error_description: 'Method is blocked', time }, 429)
  }
})

describe('a portal that sends a call elsewhere', () => {
  const path = `/rest/api/7/${code}/tasks.task.add`
  const agreed = (moved: string[] = []) =>
    client({ mayMove: () => true, onMoved: (origin) => moved.push(origin) })

  test.each([301, 302, 307, 308])('gets nothing sent there, the secret least of all (%i)', async (status) => {
    server.willDo(redirectTo(other.origin + path, status))
    const moved: string[] = []
    const call = client({ onMoved: (origin) => moved.push(origin) })
    expect(await failure(call.v3('tasks.task.add', '{"fields":{}}', write))).toMatchObject({
      code: 'portal-moved',
      outcome: 'did-not-run',
      subject: server.host,
      other: other.host,
    })
    expect([other.requests, moved]).toEqual([[], []])
  })

  test('is told as a page in between where the page is another one', async () => {
    server.willDo(redirectTo(`${other.origin}/login?back=${path}`))
    expect(await failure(agreed().v2('profile', {}, write))).toMatchObject({
      code: 'gateway-page',
      outcome: 'did-not-run',
      subject: server.host,
      other: other.host,
    })
    expect(other.requests).toEqual([])
  })

  test('is followed after somebody has agreed, with the same body, and remembered', async () => {
    server.willDo(redirectTo(other.origin + path))
    const moved: string[] = []
    await agreed(moved).v3('tasks.task.add', '{"fields":{}}', { ...write, idempotencyKey: 'k' })
    const [seen] = other.requests
    expect(seen).toMatchObject({ method: 'POST', path, body: '{"fields":{}}' })
    expect(seen?.headers['idempotency-key']).toBe('k')
    expect(moved).toEqual([other.origin])
  })

  test('is asked about with both origins', async () => {
    server.willDo(redirectTo(other.origin + path))
    const asked: string[][] = []
    const mayMove = (from: string, to: string) => asked.push([from, to]) === 0
    await failure(client({ mayMove }).v3('tasks.task.add', '{}', write))
    expect(asked).toEqual([[server.origin, other.origin]])
  })

  test('is not remembered before it has answered well', async () => {
    server.willDo(redirectTo(`${other.origin}/rest/7/${code}/profile`))
    other.willDo(json({ error: 'NOT_FOUND' }, 400))
    const moved: string[] = []
    expect(await failure(agreed(moved).v2('profile', {}, read))).toMatchObject({
      code: 'not-found',
      subject: other.host,
    })
    expect(moved).toEqual([])
  })

  test('and on once more is not followed', async () => {
    server.willDo(redirectTo(`${other.origin}/rest/7/${code}/profile`))
    other.willDo(redirectTo(`${server.origin}/rest/7/${code}/profile`))
    expect(await failure(agreed().v2('profile', {}, read))).toMatchObject({ code: 'portal-moved' })
    expect([server.requests.length, other.requests.length]).toEqual([1, 1])
  })

  test('of Bitrix24’s cloud is followed to its new name without a question', async () => {
    const asked: string[] = []
    const fetch: Fetch = (url) => {
      asked.push(new URL(url).origin)
      const location = url.replace('old.', 'new.')
      return Promise.resolve(
        url.startsWith('https://old.')
          ? new Response(null, { status: 302, headers: { location } })
          : Response.json({ result: true }),
      )
    }
    await client({ fetch, credentials: account('https://old.bitrix24.com') }).v2('profile', {}, read)
    expect(asked).toEqual(['https://old.bitrix24.com', 'https://new.bitrix24.com'])
  })
})

describe('a cancelled call ends at once with its reason', () => {
  test('while the portal is silent', async () => {
    server.willDo(silent)
    const stop = new AbortController()
    const call = client({ timeouts: { call: 60_000 } }).v2('profile', {}, { ...read, signal: stop.signal })
    await expect.poll(() => server.requests.length).toBe(1)
    stop.abort(new Error('stopped'))
    await expect(call).rejects.toThrow('stopped')
  })

  test('before anything is sent', async () => {
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(client().v2('profile', {}, { ...read, signal })).rejects.toThrow('stopped')
    expect(server.requests).toEqual([])
  })
})

describe('no error tells the secret', () => {
  test.each([
    ['reset', reset],
    ['half', halfSent],
    ['garbage', garbage],
    ['page', html(500)],
    ['silence', silent],
    ['redirect', redirectTo(`https://elsewhere.example/rest/7/${code}/x`)],
    ['echo', json({ error: `X_${code}`, error_description: `No ${code} at /rest/7/${code}/` }, 400)],
    ['echo in v3', json({ error: { code: 'X', message: `/rest/7/${code}/` } }, 500)],
    ['echo in a key', json({ error: { [code]: code, code: { [code]: 1 } } }, 400)],
  ])('%s', async (_name, behaviour) => {
    server.willDo(behaviour)
    expect(told(await failure(clientFor(behaviour).v2('profile', {}, write)))).not.toContain(code)
  })

  test('even one of a fetch that tells everything', async () => {
    const fetch: Fetch = (url) => {
      const cause = Object.assign(new Error(`connect to ${url}`), { code: `E_${url}`, hostname: url })
      return Promise.reject(new TypeError(`Failed to fetch ${url}`, { cause }))
    }
    const error = await failure(client({ fetch }).v2('profile', {}, write))
    expect(error).toMatchObject({ code: 'offline', outcome: 'unknown' })
    expect(told(error)).not.toContain(code)
  })
})

test('the cause keeps its code and nothing else', async () => {
  const error = await failure(at(await unusedOrigin()).v2('profile', {}, write))
  expect(error.cause).toMatchObject({ message: 'ECONNREFUSED', code: 'ECONNREFUSED' })
  expect(Object.keys(error.cause as object)).toEqual(['code'])
})

/** Only where silence is awaited is it short: a busy machine is slow to answer. */
const impatient = { timeouts: { call: 300 } }

function clientFor(behaviour: Behaviour) {
  return client(behaviour === silent ? impatient : {})
}

function client(given: Partial<Parameters<typeof bitrixClient>[0]> = {}) {
  return bitrixClient({
    fetch,
    credentials: account(server.origin),
    version: '1.2.3',
    timeouts: { call: 15_000 },
    maxBytes: 4000,
    clock: jumpingClock(),
    random: () => 0,
    ...given,
  })
}

function at(origin: string) {
  return client({ credentials: account(origin) })
}

function account(origin: string) {
  return () => Promise.resolve({ origin, userId: 7, code })
}

async function failure(call: Promise<unknown>): Promise<BitrixError> {
  const error: unknown = await call.then(
    () => new Error('The call did not fail'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof BitrixError)) throw error
  return error
}

/** Everything that a log or a window could make of an error. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? ''
  return [
    error.message,
    error.stack,
    JSON.stringify(error),
    ...Object.values(error).map(String),
    told(error.cause),
  ].join(' ')
}

async function unusedOrigin(): Promise<string> {
  const placeholder = createServer().listen(0, '127.0.0.1')
  await once(placeholder, 'listening')
  const { port } = placeholder.address() as AddressInfo
  placeholder.close()
  await once(placeholder, 'close')
  return `http://127.0.0.1:${port}`
}
