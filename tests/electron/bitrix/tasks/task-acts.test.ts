import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { taskActs, type TaskActs } from '../../../../electron/bitrix/tasks/task-acts.ts'
import type { TaskAction } from '../../../../electron/model.ts'
import { json, startMisbehavingServer } from '../../../support/misbehaving-server.ts'
import { clientOf, demoPortal } from '../support.ts'

let portal: Awaited<ReturnType<typeof demoPortal>>
let acts: TaskActs
beforeEach(async () => {
  portal = await demoPortal()
  acts = taskActs(portal.client)
})
afterEach(() => portal.close())

async function add(more: Record<string, unknown> = {}, userId = 1): Promise<number> {
  const client = clientOf(portal.users[userId - 1]?.webhook ?? '')
  const fields = { title: 'A task', creatorId: userId, responsibleId: userId, ...more }
  const answer = await client.v3('tasks.task.add', { fields }, { kind: 'write' })
  return (answer as { item: { id: number } }).item.id
}

describe('the state of a task', () => {
  test('follows what is done with it', async () => {
    const taskId = await add()
    const seen: string[] = []
    const actions: TaskAction[] = ['start', 'pause', 'defer', 'renew', 'complete', 'renew']
    for (const action of actions) seen.push(await acts.act(taskId, action))
    expect(seen).toEqual(['in-progress', 'pending', 'deferred', 'pending', 'completed', 'pending'])
  })

  test('awaits its creator where it is under control', async () => {
    const taskId = await add({ creatorId: 2, responsibleId: 3, needsControl: true }, 2)
    const theirs = taskActs(clientOf(portal.users[2]?.webhook ?? ''))
    expect(await theirs.act(taskId, 'complete')).toBe('awaiting-control')
    expect(await theirs.rights(taskId)).toMatchObject({ approve: false, disapprove: false })
    expect(await acts.rights(taskId)).toMatchObject({ approve: true, disapprove: true })
    expect(await acts.act(taskId, 'disapprove')).toBe('pending')
  })

  test('is looked up where the answer does not tell it', async () => {
    const server = await startMisbehavingServer((response, seen) => {
      const task = { id: '7', status: '6' }
      json({ result: seen.path.endsWith('list') ? { tasks: [task] } : { task: [] } })(response, seen)
    })
    const away = taskActs(clientOf(`${server.origin}/rest/1/secretsecret1234/`))
    expect(await away.act(7, 'defer')).toBe('deferred')
    await server.close()
  })

  test('cannot be what the portal does not allow', async () => {
    const taskId = await add()
    await expect(acts.act(taskId, 'pause')).rejects.toMatchObject({ code: 'refused', outcome: 'refused' })
  })
})

describe('what may be done with a task', () => {
  test('is what its state and the account allow', async () => {
    const taskId = await add()
    expect(await acts.rights(taskId)).toMatchObject({
      start: true,
      pause: false,
      complete: true,
      renew: false,
      edit: true,
      remove: true,
      hasResult: true,
    })
    await acts.act(taskId, 'complete')
    expect(await acts.rights(taskId)).toMatchObject({ complete: false, renew: true })
  })

  test('is not told by a portal from before REST 3.0', async () => {
    const old = await demoPortal({ rest3: false })
    expect(await taskActs(old.client).rights(1)).toBeNull()
    expect(await taskActs(old.client).results(1)).toEqual({ isRequired: false, results: [] })
    await old.close()
  })

  test('is denied of a task that is gone', async () => {
    await expect(acts.rights(987_654)).rejects.toMatchObject({ code: 'access-denied' })
  })
})

describe('a result', () => {
  test('that a task demands has to be there before it is completed', async () => {
    const taskId = await add({ requireResult: true })
    expect(await acts.results(taskId)).toEqual({ isRequired: true, results: [] })
    expect(await acts.rights(taskId)).toMatchObject({ hasResult: false })
    await expect(acts.act(taskId, 'complete')).rejects.toMatchObject({ code: 'refused' })
    await acts.addResult(taskId, 'Sent to the client', 'key-1')
    expect((await acts.results(taskId)).results).toMatchObject([{ text: 'Sent to the client' }])
    expect(await acts.rights(taskId)).toMatchObject({ hasResult: true })
    expect(await acts.act(taskId, 'complete')).toBe('completed')
  })

  test('is there once, however often it was sent', async () => {
    const taskId = await add()
    await acts.addResult(taskId, 'Done', 'key-2')
    await acts.addResult(taskId, 'Done', 'key-2')
    expect((await acts.results(taskId)).results).toHaveLength(1)
  })

  test('has words', async () => {
    await expect(acts.addResult(1, '  ', 'key-3')).rejects.toMatchObject({ code: 'input-invalid' })
  })
})
