import { describe, expect, test } from 'vitest'
import { callWith, signIn, standingClock } from '../oauth/oauth-support.ts'
import { startPortal, v2, v3 } from '../support.ts'

const tooMany = [503, 'QUERY_LIMIT_EXCEEDED']
const tooLong = [429, 'OPERATION_TIME_LIMIT']
const outcome = ({ status, body }: { status: number; body: { error?: unknown } }) =>
  body.error === undefined ? [status] : [status, body.error]

/** A portal whose clock stands still, so that nothing drains unless it is moved. */
async function limitedPortal(limits: Parameters<typeof startPortal>[0] = { limits: true }) {
  const clock = standingClock()
  return { clock, portal: await startPortal({ now: clock.now, ...limits }) }
}

describe('the rate of calls', () => {
  test('is not limited unless asked for', async () => {
    const { portal } = await limitedPortal({})
    const replies = await Promise.all(Array.from({ length: 60 }, () => v2(portal, 'profile')))
    expect(replies.every(({ status }) => status === 200)).toBe(true)
  })

  test('is 50 at once and 2 a second', async () => {
    const { clock, portal } = await limitedPortal()
    const burst = await Promise.all(Array.from({ length: 50 }, () => v2(portal, 'server.time')))
    expect(burst.every(({ status }) => status === 200)).toBe(true)
    expect(outcome(await v2(portal, 'server.time'))).toEqual(tooMany)
    clock.pass(1)
    const later = [await v2(portal, 'profile'), await v2(portal, 'profile'), await v2(portal, 'profile')]
    expect(later.map(outcome)).toEqual([[200], [200], tooMany])
  })

  test('counts both APIs together, and says so in the old shape', async () => {
    const { portal } = await limitedPortal({ limits: { burst: 1 } })
    await v2(portal, 'profile')
    expect(outcome(await v3(portal, 'tasks.task.list'))).toEqual(tooMany)
  })

  test('is each caller’s own', async () => {
    const { portal } = await limitedPortal({ limits: { burst: 1 } })
    await v2(portal, 'profile', {}, 1)
    expect(outcome(await v2(portal, 'profile', {}, 2))).toEqual([200])
    const { access } = await signIn(portal)
    expect(outcome(await callWith(access, `${portal.url}/rest/profile`))).toEqual([200])
  })

  test('takes a batch for one call', async () => {
    const { portal } = await limitedPortal({ limits: { burst: 2 } })
    const cmd = Object.fromEntries(Array.from({ length: 50 }, (_none, index) => [`c${index}`, 'profile']))
    expect(outcome(await v2(portal, 'batch', { cmd }))).toEqual([200])
    expect(outcome(await v2(portal, 'profile'))).toEqual([200])
    expect(outcome(await v2(portal, 'profile'))).toEqual(tooMany)
  })
})

describe('the time that a method may take', () => {
  const slow = { limits: { secondsPerCall: 200 } }

  test('may be crossed once, then the method waits and others go on', async () => {
    const { portal } = await limitedPortal(slow)
    const replies = [1, 2, 3, 4].map(() => () => v2(portal, 'profile'))
    const outcomes: unknown[] = []
    for (const reply of replies) outcomes.push(outcome(await reply()))
    expect(outcomes).toEqual([[200], [200], [200], tooLong])
    expect(outcome(await v2(portal, 'server.time'))).toEqual([200])
    expect(outcome(await v2(portal, 'profile', {}, 2))).toEqual([200])
  })

  test('comes back when the oldest minute falls out, as operating_reset_at said', async () => {
    const { clock, portal } = await limitedPortal(slow)
    const first = await v2(portal, 'profile')
    clock.pass(60)
    await v2(portal, 'profile')
    const { time } = (await v2(portal, 'profile')).body
    expect(time.operating).toBe(600)
    expect(time.operating_reset_at).toBe(first.body.time.operating_reset_at)
    clock.pass(time.operating_reset_at - clock.now().getTime() / 1000 - 1)
    expect(outcome(await v2(portal, 'profile'))).toEqual(tooLong)
    clock.pass(1)
    const again = await v2(portal, 'profile')
    expect([again.status, again.body.time.operating]).toEqual([200, 600])
  })

  test('of the commands of a batch is counted for the batch, and for none of their methods', async () => {
    const { portal } = await limitedPortal(slow)
    const cmd = { a: 'profile', b: 'profile', c: 'server.time' }
    const { body } = await v2(portal, 'batch', { cmd })
    expect([body.result.result_time.c.operating, body.time.operating]).toEqual([600, 600])
    expect(outcome(await v2(portal, 'batch', { cmd }))).toEqual(tooLong)
    expect((await v2(portal, 'profile')).body.time.operating).toBe(200)
  })

  test('is counted in REST 3.0, too', async () => {
    const { portal } = await limitedPortal({ limits: { secondsPerCall: 500 } })
    expect(outcome(await v3(portal, 'tasks.task.list'))).toEqual([200])
    expect(outcome(await v3(portal, 'tasks.task.list'))).toEqual(tooLong)
    expect(outcome(await v2(portal, 'tasks.task.list'))).toEqual([200])
  })

  test('is counted for each command of a batch of REST 3.0', async () => {
    const { portal } = await limitedPortal({ limits: { secondsPerCall: 500 } })
    const list = { method: 'tasks.task.list' }
    expect(outcome(await v3(portal, 'batch', [list]))).toEqual([200])
    expect(outcome(await v3(portal, 'batch', [list]))).toEqual(tooLong)
  })
})
