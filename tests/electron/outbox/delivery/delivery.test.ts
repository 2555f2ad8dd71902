import { renameSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { faultOf, refusal, startCourier, thought, type Courier } from '../support.ts'

let courier: Courier
beforeEach(async () => {
  courier = await startCourier()
})
afterEach(() => courier.close())

const add = 'tasks.task.add'
const made = () => courier.calls.filter((method) => method === add).length

test('a capture becomes sent, with its task', async () => {
  const id = await courier.send(thought('one'))
  await courier.until(id, 'sent')
  const [task] = await courier.tasksNamed('one')
  expect(courier.record(id)?.taskId).toBe(Number(task?.['id']))
})

test('all that a body can hold goes with the task', async () => {
  const plan = { startPlan: '2026-12-01T10:00:00+03:00', endPlan: '2026-12-01T12:00:00+03:00' }
  const project = { text: 'site', id: 1, name: 'Website relaunch' }
  const id = await courier.send(thought('all', { ...plan, priority: 'high', project, estimateSeconds: 2700 }))
  await courier.until(id, 'sent')
  expect(await courier.tasksNamed('all')).toMatchObject([{ priority: '2', groupId: '1' }])
})

test('captures go in the order they were made', async () => {
  const captures = [thought('one'), thought('two'), thought('three')]
  await courier.app.outbox.add(captures.toReversed())
  courier.app.delivery.wake()
  await vi.waitFor(() => expect(courier.app.created).toHaveLength(3))
  expect(courier.app.created.map(({ title }) => title)).toEqual(['one', 'two', 'three'])
})

test.each([['reset-after'], ['reset-before'], ['half']] as const)(
  'a capture whose answer was lost by %s makes one task',
  async (kind) => {
    courier.break(faultOf(add, { kind }, 1))
    const id = await courier.send(thought('lost'))
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('lost')).toHaveLength(1)
    expect(made()).toBe(2)
  },
)

test('a capture whose answer was lost before the app ended makes one task after the next start', async () => {
  courier.break(faultOf(add, { kind: 'reset-after' }))
  const id = await courier.send(thought('lost'))
  await vi.waitFor(() => expect(courier.record(id)?.problem?.code).toBe('offline'))
  await courier.restart()
  courier.mend()
  courier.app.delivery.wake()
  await courier.until(id, 'sent')
  expect(await courier.tasksNamed('lost')).toHaveLength(1)
})

test('a try is on disk before it is made', async () => {
  const attempts: unknown[] = []
  courier.break(({ method }) => {
    if (method === add) attempts.push(courier.app.outbox.records()[0]?.attempt?.api)
    return undefined
  })
  await courier.until(await courier.send(thought('one')), 'sent')
  expect(attempts).toEqual(['v3'])
})

test('a capture that waits says why', async () => {
  courier.break(faultOf(add, { kind: 'html', status: 502 }))
  const id = await courier.send(thought('one'))
  await vi.waitFor(() => expect(courier.record(id)).toMatchObject({ problem: { code: 'portal-broken' } }))
})

test('a refused capture needs attention and those behind it go on', async () => {
  courier.break(faultOf(add, refusal, 1))
  const [poisoned, good] = [thought('poisoned'), thought('good')]
  await courier.app.outbox.add([poisoned, good])
  courier.app.delivery.wake()
  await courier.until(good.id, 'sent')
  expect(courier.record(poisoned.id)).toMatchObject({
    state: 'attention',
    problem: { code: 'refused', detail: 'Title too long' },
  })
})

test('a capture that breaks the portal each time does not hold up those behind it', async () => {
  courier.break(({ method, body }) =>
    method === add && JSON.stringify(body).includes('poisoned') ? { kind: 'html', status: 500 } : undefined,
  )
  const [poisoned, good] = [thought('poisoned'), thought('good')]
  await courier.app.outbox.add([poisoned, good])
  courier.app.delivery.wake()
  await courier.until(good.id, 'sent')
  expect(courier.state(poisoned.id)).not.toBe('attention')
})

test('a refused capture is sent when it is tried again', async () => {
  courier.break(faultOf(add, refusal, 1))
  const id = await courier.send(thought('one'))
  await courier.until(id, 'attention')
  await courier.app.changes.retry(id)
  await courier.until(id, 'sent')
})

test('nothing is sent while nobody is signed in, and everything waits', async () => {
  courier.signIn(false)
  const id = await courier.send(thought('one'))
  await courier.app.delivery.stop()
  expect([courier.calls, courier.state(id)]).toEqual([[], 'waiting'])
})

test('two wake-ups at once send each capture once', async () => {
  const id = await courier.send(thought('one'))
  courier.app.delivery.wake()
  courier.app.delivery.wake()
  await courier.until(id, 'sent')
  await courier.app.delivery.stop()
  expect(made()).toBe(1)
})

test('a dead token keeps the capture', async () => {
  const dead = { ...refusal, status: 401, shape: 'v2', code: 'expired_token', message: 'Expired' } as const
  courier.break(faultOf(add, dead, 3))
  const id = await courier.send(thought('one'))
  await vi.waitFor(() => expect(courier.record(id)?.problem?.code).toBe('credentials-refused'))
  await courier.until(id, 'sent')
})

test('a disk that refuses a mark holds the capture up only as long as it does', async () => {
  const aside = `${courier.captures}-aside`
  courier.break(({ method }) => {
    if (method === add && made() === 1) renameSync(courier.captures, aside)
    return undefined
  })
  const id = await courier.send(thought('one'))
  await vi.waitFor(() => expect(courier.app.unexpected).not.toEqual([]))
  expect(courier.state(id)).toBe('sending')
  renameSync(aside, courier.captures)
  courier.app.delivery.wake()
  await courier.until(id, 'sent')
  expect(await courier.tasksNamed('one')).toHaveLength(1)
})

test('after 23 hours a lost answer is looked up instead of repeated', async () => {
  courier.break(faultOf(add, { kind: 'reset-after' }))
  const id = await courier.send(thought('old'))
  await vi.waitFor(() => expect(courier.record(id)?.problem).not.toBeNull())
  await courier.app.delivery.stop()
  const tries = made()
  courier.mend()
  courier.pass(24 * 3_600_000)
  await courier.restart()
  courier.app.delivery.wake()
  await courier.until(id, 'sent')
  expect([await courier.tasksNamed('old'), made() - tries]).toEqual([[expect.anything()], 0])
})
