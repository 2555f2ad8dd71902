import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../../../electron/demo/http/faults.ts'
import { createTaskV2 } from '../../../../electron/bitrix/tasks/tasks-v2.ts'
import { readTaskBody } from '../../../../electron/bitrix/tasks/tasks.ts'
import type { TitleStorage } from '../../../../electron/demo/data/titles.ts'
import type { CaptureRecord } from '../../../../electron/outbox/record.ts'
import { faultOf, oldRefusal, startCourier, thought, type Courier } from '../support.ts'

let courier: Courier
beforeEach(async () => {
  courier = await startCourier({ rest3: false })
})
afterEach(() => courier.close())

const isOldAdd = ({ method, api }: { method: string; api: string }) =>
  method === 'tasks.task.add' && api === 'v2'
const tries = { old: 0 }
/** The old API's answers to a new task go wrong like this, the first `times` of them. */
const breakOld = (kind: 'reset-after' | 'reset-before', times = Infinity) => {
  tries.old = 0
  courier.break((call) => (isOldAdd(call) && ++tries.old <= times ? { kind } : undefined))
}
/** Another task of the same title, as somebody may make it on the portal. */
const makeAnother = (capture: CaptureRecord) =>
  createTaskV2(courier.portal.client, readTaskBody(capture.body))
const waitsFor = (id: string, code: string) =>
  vi.waitFor(() => expect(courier.record(id)?.problem?.code).toBe(code))

describe('a portal without REST 3.0', () => {
  test('takes a capture', async () => {
    const id = await courier.send(thought('old', { priority: 'high', deadline: '2026-12-01T10:00:00+03:00' }))
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('old')).toMatchObject([{ priority: '2' }])
  })

  test('is asked what became of a lost answer, and the one task that is found is the capture’s', async () => {
    breakOld('reset-after')
    const id = await courier.send(thought('old'))
    await courier.until(id, 'sent')
    const [task, ...others] = await courier.tasksNamed('old')
    expect([others, courier.record(id)?.taskId, tries.old]).toEqual([[], Number(task?.['id']), 1])
  })

  test('is asked twice before a call that did not run is made again', async () => {
    breakOld('reset-before', 1)
    const id = await courier.send(thought('old'))
    await courier.until(id, 'sent')
    expect([(await courier.tasksNamed('old')).length, tries.old]).toEqual([1, 2])
    expect(courier.calls.filter((method) => method === 'tasks.task.list').length).toBeGreaterThanOrEqual(
      2 + 1,
    )
  })

  test('is not sent the task again by a start in between', async () => {
    breakOld('reset-after')
    courier.signIn(true)
    const capture = thought('old')
    const id = await courier.send(capture)
    await waitsFor(id, 'offline').catch(() => undefined)
    await courier.restart()
    courier.app.delivery.wake()
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('old')).toHaveLength(1)
  })

  test('that refuses leaves nothing in doubt', async () => {
    courier.break((call) => (isOldAdd(call) ? oldRefusal : undefined))
    const id = await courier.send(thought('old'))
    await courier.until(id, 'attention')
    expect(courier.record(id)).toMatchObject({ problem: { code: 'refused' }, attempt: null, candidates: [] })
  })

  test('does not give a capture the task of another capture of the same words', async () => {
    const first = await courier.send(thought('twin'))
    await courier.until(first, 'sent')
    breakOld('reset-after', 1)
    const second = await courier.send(thought('twin'))
    await courier.until(second, 'sent')
    expect(courier.record(second)?.taskId).not.toBe(courier.record(first)?.taskId)
    expect(await courier.tasksNamed('twin')).toHaveLength(2)
  })
})

/** Titles that a portal stores in another form than they were sent in. */
const changed: [what: string, title: string, titles: TitleStorage][] = [
  ['an emoji', 'Call Anna 😀 today', 'encoding'],
  ['an emoji at its end', 'Call Anna 😀', 'encoding'],
  ['an emoji that the portal loses', 'Call Anna 😀', 'dropping'],
  ['signs that the portal stores as entities', 'Q&A <for> "us"', 'dropping'],
  ['a per cent sign', '100 % done', 'encoding'],
]

test.each(changed)('a lost answer makes one task of a title with %s', async (_what, title, titles) => {
  await courier.close()
  courier = await startCourier({ rest3: false, titles })
  const before = await courier.countTasks()
  breakOld('reset-after')
  const id = await courier.send(thought(title))
  await courier.until(id, 'sent')
  expect([(await courier.countTasks()) - before, tries.old]).toEqual([1, 1])
})

test('a lost answer is told from others of the same words by the mark that its task carries', async () => {
  courier.break((call) => {
    if (!isOldAdd(call)) return undefined
    courier.signIn(false)
    return { kind: 'reset-after' }
  })
  const capture = thought('old')
  await courier.send(capture)
  await vi.waitFor(() => expect(courier.record(capture.id)?.problem).not.toBeNull())
  courier.mend()
  const others = [await makeAnother(capture), await makeAnother(capture)]
  courier.signIn(true)
  courier.app.delivery.wake()
  await courier.until(capture.id, 'sent')
  expect(others).not.toContain(courier.record(capture.id)?.taskId)
  expect(await courier.tasksNamed('old')).toHaveLength(3)
})

describe('a clock that is wrong', () => {
  const hour = 3_600_000
  /** A capture of this moment, as the app's clock has it. */
  const now = (ahead: number) => thought('old', {}, { capturedAt: new Date(Date.now() + ahead) })

  test('by hours hides no task that a lost answer has left on an old portal', async () => {
    courier.pass(2 * hour)
    breakOld('reset-after', 1)
    const id = await courier.send(now(2 * hour))
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('old')).toHaveLength(1)
  })

  test('and is set right before the task is looked up makes no second one, as the task carries a mark', async () => {
    courier.pass(48 * hour)
    courier.break((call) => {
      if (!isOldAdd(call)) return undefined
      courier.signIn(false) // nothing more until the clock is right
      return { kind: 'reset-after' }
    })
    const id = await courier.send(now(48 * hour))
    await vi.waitFor(() => expect(courier.record(id)?.problem).not.toBeNull())
    courier.mend()
    // The portal made it long ago by the time that the clock is right.
    courier.pass(-47 * hour)
    courier.signIn(true)
    courier.app.delivery.wake()
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('old')).toHaveLength(1)
  })
})

describe('a capture in doubt', () => {
  async function inDoubt() {
    breakOld('reset-before')
    const capture = thought('old')
    await courier.app.outbox.add([capture])
    courier.break((call) => {
      if (!isOldAdd(call)) return undefined
      courier.signIn(false) // nothing more until both tasks are there
      return { kind: 'reset-before' }
    })
    courier.app.delivery.wake()
    await vi.waitFor(() => expect(courier.record(capture.id)?.problem).not.toBeNull())
    courier.mend()
    const others = [await makeAnother(capture), await makeAnother(capture)]
    courier.signIn(true)
    courier.app.delivery.wake()
    await courier.until(capture.id, 'attention')
    return { id: capture.id, others }
  }

  test('asks with all tasks that it may be', async () => {
    const { id, others } = await inDoubt()
    expect(courier.record(id)).toMatchObject({
      problem: { code: 'capture-in-doubt' },
      candidates: others.map((taskId) => ({ taskId, title: 'old' })),
    })
  })

  test('is the task that the person says it is', async () => {
    const { id, others } = await inDoubt()
    await courier.app.changes.identify(id, others[0] ?? 0)
    await courier.until(id, 'sent')
    expect(courier.record(id)).toMatchObject({ taskId: others[0], candidates: [], problem: null })
    expect(await courier.tasksNamed('old')).toHaveLength(2)
  })

  test('is made when the person says that it is none of them', async () => {
    const { id } = await inDoubt()
    await courier.app.changes.identify(id, null)
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('old')).toHaveLength(3)
  })

  test('is no task that was not offered', async () => {
    const { id } = await inDoubt()
    await expect(courier.app.changes.identify(id, 987654)).rejects.toMatchObject({ code: 'input-invalid' })
  })

  test('that was taken back deletes the task that it is, and no other', async () => {
    const { id, others } = await inDoubt()
    await courier.app.changes.undo(id)
    await courier.until(id, 'attention')
    await courier.app.changes.identify(id, others[1] ?? 0)
    await courier.until(id, 'undone')
    const left = await courier.tasksNamed('old')
    expect(left.map((task) => Number(task['id']))).toEqual([others[0]])
  })

  test('that was taken back and is none of them is undone without a call', async () => {
    const { id } = await inDoubt()
    await courier.app.changes.undo(id)
    await courier.until(id, 'attention')
    await courier.app.changes.identify(id, null)
    expect(courier.state(id)).toBe('undone')
    expect(await courier.tasksNamed('old')).toHaveLength(2)
  })
})

test('a capture that nobody is asked about cannot be identified', async () => {
  const id = await courier.send(thought('sent'))
  await courier.until(id, 'sent')
  await expect(courier.app.changes.identify(id, null)).rejects.toMatchObject({ code: 'input-invalid' })
})

test('where REST 3.0 goes away after a lost answer, the task is looked up before the old API makes one', async () => {
  await courier.close()
  courier = await startCourier()
  courier.break(faultOf('tasks.task.add', { kind: 'reset-after' }))
  const id = await courier.send(thought('gone'))
  await waitsFor(id, 'offline')
  const gone = {
    ...({ kind: 'error', shape: 'v3', status: 400, message: 'Method not found' } as const),
    code: 'BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION',
  }
  courier.break(({ api }) => (api === 'v3' ? gone : undefined))
  await courier.until(id, 'sent')
  expect(await courier.tasksNamed('gone')).toHaveLength(1)
})

const usedKey: Fault = {
  kind: 'error',
  shape: 'v3',
  status: 422,
  message: 'The key was used with another request body',
  code: 'BITRIX_REST_V3_EXCEPTION_IDEMPOTENCYKEYREUSEDEXCEPTION',
}

test('a key that was used, beside a capture of the same words, leads to the task that is still nobody’s', async () => {
  await courier.close()
  courier = await startCourier()
  const first = await courier.send(thought('twin'))
  await courier.until(first, 'sent')
  let tries = 0
  courier.break(({ method }) => {
    if (method !== 'tasks.task.add') return undefined
    return ++tries === 1 ? { kind: 'reset-after' } : usedKey
  })
  const second = await courier.send(thought('twin'))
  await courier.until(second, 'sent')
  const ids = (await courier.tasksNamed('twin')).map((task) => Number(task['id']))
  const known = [first, second].map((id) => courier.record(id)?.taskId ?? 0)
  expect(known.sort((a, b) => a - b)).toEqual(ids.sort((a, b) => a - b))
})

test('a key that was used by a task that is gone needs a person', async () => {
  await courier.close()
  courier = await startCourier()
  courier.break(faultOf('tasks.task.add', usedKey))
  const id = await courier.send(thought('gone'))
  await courier.until(id, 'attention')
  expect(courier.record(id)).toMatchObject({ problem: { code: 'refused' } })
})
