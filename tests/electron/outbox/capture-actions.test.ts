import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../../electron/demo/http/faults.ts'
import { deferred } from '../../support/deferred.ts'
import { faultOf, oldRefusal, refusal, startCourier, thought, type Courier } from './support.ts'

let courier: Courier
beforeEach(async () => {
  courier = await startCourier()
})
afterEach(() => courier.close())

const changes = () => courier.app.changes
const sent = async (title: string, more = {}) => {
  const id = await courier.send(thought(title, more))
  await courier.until(id, 'sent')
  return id
}
/** A capture whose task may be there or not: no answer has come, and nobody is signed in for now. */
const inTheAir = async (title: string, kind: 'reset-after' | 'reset-before') => {
  courier.break(({ method }) => {
    if (method !== 'tasks.task.add') return undefined
    courier.signIn(false)
    return { kind }
  })
  const id = await courier.send(thought(title))
  await vi.waitFor(() => expect(courier.record(id)?.problem).not.toBeNull())
  courier.mend()
  return id
}
const goOn = () => {
  courier.signIn(true)
  courier.app.delivery.wake()
}
const gone: Fault = {
  kind: 'error',
  shape: 'v3',
  status: 400,
  message: 'Method not found',
  code: 'BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION',
}

describe('undo', () => {
  test('takes what was never tried out of the queue at once, without a call', async () => {
    courier.signIn(false)
    const id = await courier.send(thought('one'))
    await changes().undo(id)
    expect([courier.state(id), courier.calls]).toEqual(['undone', []])
  })

  test('takes a refused capture out of the queue at once', async () => {
    courier.break(faultOf('tasks.task.add', refusal))
    const id = await courier.send(thought('one'))
    await courier.until(id, 'attention')
    await changes().undo(id)
    expect(courier.state(id)).toBe('undone')
  })

  test.each([[true], [false]])('deletes the task of what was sent; REST 3.0: %s', async (rest3) => {
    await courier.close()
    courier = await startCourier({ rest3 })
    const id = await sent('one')
    await changes().undo(id)
    await courier.until(id, 'undone')
    expect(await courier.tasksNamed('one')).toEqual([])
  })

  test.each(['reset-after', 'reset-before'] as const)(
    'of a capture whose answer was lost (%s) leaves no task',
    async (kind) => {
      const id = await inTheAir('one', kind)
      await changes().undo(id)
      expect(courier.state(id)).toBe('undoing')
      goOn()
      await courier.until(id, 'undone')
      expect(await courier.tasksNamed('one')).toEqual([])
    },
  )

  test.each(['reset-after', 'reset-before'] as const)(
    'without REST 3.0 looks for the task of a lost answer (%s)',
    async (kind) => {
      await courier.close()
      courier = await startCourier({ rest3: false })
      courier.break(({ method, api }) => {
        if (method !== 'tasks.task.add' || api !== 'v2') return undefined
        courier.signIn(false)
        return { kind }
      })
      const id = await courier.send(thought('one'))
      await vi.waitFor(() => expect(courier.record(id)?.problem).not.toBeNull())
      courier.mend()
      await changes().undo(id)
      goOn()
      await courier.until(id, 'undone')
      expect(await courier.tasksNamed('one')).toEqual([])
    },
  )

  test('survives the end of the app', async () => {
    const id = await sent('one')
    courier.signIn(false)
    await changes().undo(id)
    await courier.restart()
    expect(courier.state(id)).toBe('undoing')
    goOn()
    await courier.until(id, 'undone')
    expect(await courier.tasksNamed('one')).toEqual([])
  })

  test('while it is being sent leaves no task', async () => {
    const answer = deferred<null>()
    courier.break(faultOf('tasks.task.add', { kind: 'held', until: answer.promise }))
    const id = await courier.send(thought('one', { tags: ['call'] }))
    await vi.waitFor(() => expect(courier.calls).toContain('tasks.task.add'))
    await changes().undo(id)
    answer.resolve(null)
    await courier.until(id, 'undone')
    expect(await courier.tasksNamed('one')).toEqual([])
    expect(courier.calls).not.toContain('tasks.task.update')
  })

  test('while what belongs to it is being done leaves no task', async () => {
    const answer = deferred<null>()
    courier.break(faultOf('tasks.task.update', { kind: 'held', until: answer.promise }))
    const id = await courier.send(thought('one', { tags: ['call'], checklist: ['Ask'] }))
    await vi.waitFor(() => expect(courier.calls).toContain('tasks.task.update'))
    await changes().undo(id)
    answer.resolve(null)
    await courier.until(id, 'undone')
    expect(await courier.tasksNamed('one')).toEqual([])
    expect(courier.calls).not.toContain('task.checklistitem.add')
  })

  test.each(['reset-after', 'reset-before'] as const)('goes on after a lost answer (%s)', async (kind) => {
    const id = await sent('one')
    courier.break(faultOf('tasks.task.delete', { kind }, 1))
    await changes().undo(id)
    await courier.until(id, 'undone')
    expect(await courier.tasksNamed('one')).toEqual([])
  })

  test('of a task that is gone already is done', async () => {
    const id = await sent('one')
    await courier.call('tasks.task.delete', { taskId: courier.record(id)?.taskId })
    await changes().undo(id)
    await courier.until(id, 'undone')
  })

  test('that the portal refuses says so, and the task is as it was', async () => {
    const id = await sent('one')
    courier.break(({ method }) => (method === 'tasks.task.delete' ? refusal : undefined))
    await changes().undo(id)
    await courier.until(id, 'attention')
    expect(courier.record(id)?.problem).toMatchObject({ code: 'undo-impossible', detail: 'Title too long' })
    await changes().retry(id)
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('one')).toHaveLength(1)
  })

  test('pressed twice is once', async () => {
    const id = await sent('one')
    await Promise.all([changes().undo(id), changes().undo(id)])
    await courier.until(id, 'undone')
    await changes().undo(id)
    expect(courier.state(id)).toBe('undone')
  })
})

describe('restore', () => {
  test('makes a new capture of the same text with the same dates', async () => {
    const deadline = '2026-12-01T10:00:00+03:00'
    const id = await sent('again', { deadline, tags: ['call'] })
    await changes().undo(id)
    await courier.until(id, 'undone')
    const restored = await changes().restore(id)
    expect([restored.id === id, restored.text, restored.deadline]).toEqual([false, 'again', deadline])
    await courier.until(restored.id, 'sent')
    expect(await courier.tasksNamed('again')).toHaveLength(1)
    expect(courier.state(id)).toBe('undone')
  })

  test('brings back only what was undone', async () => {
    const id = await sent('one')
    await expect(changes().restore(id)).rejects.toMatchObject({ code: 'input-invalid' })
  })
})

describe('an edit', () => {
  const edit = { title: 'two', deadline: '2026-12-01T10:00:00+03:00', priority: 'high' as const }
  const isEdited = [{ title: 'two', priority: '2' }]

  test('of what was never tried changes what will be sent', async () => {
    courier.signIn(false)
    const id = await courier.send(thought('one'))
    expect(await changes().edit({ id, ...edit })).toMatchObject({ ...edit, priority: 'high' })
    goOn()
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('two')).toMatchObject(isEdited)
    expect(courier.calls).not.toContain('tasks.task.update')
  })

  test('of what was refused sends it again as it is now', async () => {
    courier.break(faultOf('tasks.task.add', refusal, 1))
    const id = await courier.send(thought('one'))
    await courier.until(id, 'attention')
    await changes().edit({ id, ...edit })
    await courier.until(id, 'sent')
    expect(await courier.tasksNamed('two')).toMatchObject(isEdited)
  })

  test('of what may have been sent leaves the body as it is and follows later', async () => {
    const id = await inTheAir('one', 'reset-after')
    const body = courier.record(id)?.body
    await changes().edit({ id, ...edit })
    expect(courier.record(id)).toMatchObject({ body, title: 'two' })
    goOn()
    await courier.until(id, 'sent')
    expect([await courier.tasksNamed('two'), await courier.tasksNamed('one')]).toMatchObject([isEdited, []])
  })

  test.each([[true], [false]])('of what was sent changes the task; REST 3.0: %s', async (rest3) => {
    await courier.close()
    courier = await startCourier({ rest3 })
    const id = await sent('one')
    await changes().edit({ id, ...edit })
    expect(await courier.tasksNamed('two')).toMatchObject(isEdited)
    expect(courier.record(id)).toMatchObject({ title: 'two', priority: 'high', deadline: edit.deadline })
  })

  test('takes a deadline away', async () => {
    const id = await sent('one', { deadline: edit.deadline })
    await changes().edit({ id, deadline: null })
    expect(await courier.tasksNamed('one')).toMatchObject([{ deadline: null }])
  })

  test('that the portal refuses changes nothing here', async () => {
    const id = await sent('one')
    courier.break(faultOf('tasks.task.update', refusal))
    await expect(changes().edit({ id, title: 'two' })).rejects.toMatchObject({ code: 'refused' })
    expect(courier.record(id)?.title).toBe('one')
  })

  test('to an empty title is refused', async () => {
    const id = await sent('one')
    await expect(changes().edit({ id, title: ' ' })).rejects.toMatchObject({ code: 'title-empty' })
  })

  test('to a title that the portal would cut is refused, before and after it is sent', async () => {
    const title = 'x'.repeat(251)
    const id = await sent('one')
    await expect(changes().edit({ id, title })).rejects.toMatchObject({ code: 'title-too-long' })
    expect(await courier.tasksNamed('one')).toHaveLength(1)
    courier.signIn(false)
    const waiting = await courier.send(thought('two'))
    await expect(changes().edit({ id: waiting, title })).rejects.toMatchObject({ code: 'title-too-long' })
    expect(courier.record(waiting)?.title).toBe('two')
  })

  test('of what was taken back is refused', async () => {
    courier.signIn(false)
    const id = await courier.send(thought('one'))
    await changes().undo(id)
    await expect(changes().edit({ id, title: 'two' })).rejects.toMatchObject({ code: 'input-invalid' })
  })
})

describe('a sent task', () => {
  test('is completed, and a second time is no error', async () => {
    const id = await sent('one')
    await changes().completeTask(id)
    await changes().completeTask(id)
    expect([courier.record(id)?.completed, await courier.tasksNamed('one')]).toMatchObject([
      true,
      [{ status: '5' }],
    ])
  })

  test('that cannot be completed is not said to be', async () => {
    const id = await sent('one')
    courier.break(faultOf('tasks.task.complete', oldRefusal))
    await expect(changes().completeTask(id)).rejects.toMatchObject({ code: 'refused' })
    expect(courier.record(id)?.completed).toBe(false)
  })

  test('takes a comment', async () => {
    const id = await sent('one')
    let said: unknown
    courier.break(({ method, body }) => {
      if (method === 'tasks.task.chat.message.send') said = body
      return undefined
    })
    await changes().comment(id, 'Done?')
    expect(said).toEqual({ fields: { taskId: courier.record(id)?.taskId, text: 'Done?' } })
  })

  test('takes a comment once whose answer was lost and which is sent again', async () => {
    const id = await sent('one')
    courier.break(faultOf('tasks.task.chat.message.send', { kind: 'reset-after' }, 1))
    await expect(changes().comment(id, 'Done?')).rejects.toMatchObject({ code: 'offline' })
    await changes().comment(id, 'Done?')
    expect(await courier.comments()).toEqual(['Done?'])
  })

  test('is commented by the old API where there is no REST 3.0', async () => {
    const id = await sent('one')
    courier.break(({ api }) => (api === 'v3' ? gone : undefined))
    await changes().comment(id, 'Done?')
    expect(await courier.comments()).toEqual(['Done?'])
    expect(courier.calls).not.toContain('task.commentitem.getlist')
  })

  test.each([
    ['after', 1],
    ['before', 0],
  ] as const)('takes a comment of the old API once whose answer was lost %s it ran', async (when, kept) => {
    const id = await sent('one')
    const lost = faultOf('task.commentitem.add', { kind: `reset-${when}` }, 1)
    courier.break((call) => (call.api === 'v3' ? gone : lost(call)))
    await expect(changes().comment(id, ' Done?\r\nYes ')).rejects.toMatchObject({ code: 'offline' })
    expect(await courier.comments()).toHaveLength(kept)
    await changes().comment(id, ' Done?\r\nYes ')
    expect(await courier.comments()).toHaveLength(1)
  })

  test('takes the same comment twice where it is said twice', async () => {
    const id = await sent('one')
    courier.break(({ api }) => (api === 'v3' ? gone : undefined))
    await changes().comment(id, 'Still open')
    await changes().comment(id, 'Still open')
    expect(await courier.comments()).toEqual(['Still open', 'Still open'])
  })
})

test.each(['open', 'completeTask'] as const)('%s needs a task', async (name) => {
  courier.signIn(false)
  const id = await courier.send(thought('one'))
  await expect(changes()[name](id)).rejects.toMatchObject({ code: 'not-found' })
})
