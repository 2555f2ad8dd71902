import { describe, expect, test } from 'vitest'
import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import { addTask, get, startPortal, v2, webhookOf } from '../support.ts'

async function run(portal: DemoPortal, actions: string[], taskId: number, userId = 1): Promise<string[]> {
  const seen: string[] = []
  for (const action of actions) {
    const { body } = await v2(portal, `tasks.task.${action}`, { taskId }, userId)
    seen.push(body.result?.task.status ?? body.error)
  }
  return seen
}

describe('actions on a task', () => {
  test.each([
    [
      ['start', 'pause', 'defer', 'renew'],
      ['3', '2', '6', '2'],
    ],
    [
      ['start', 'complete', 'renew'],
      ['3', '5', '2'],
    ],
    [['pause'], ['0']],
    [['renew'], ['0']],
    [['approve'], ['0']],
    [
      ['complete', 'start', 'complete'],
      ['5', '0', '0'],
    ],
  ])('%j gives %j', async (actions, statuses) => {
    const portal = await startPortal()
    expect(await run(portal, actions, await addTask(portal))).toEqual(statuses)
  })

  test('a task under control waits for its creator', async () => {
    const portal = await startPortal()
    const taskId = await addTask(portal, { creatorId: 2, responsibleId: 3, needsControl: true }, 2)
    expect(await run(portal, ['complete', 'approve'], taskId, 3)).toEqual(['4', '0'])
    expect(await run(portal, ['disapprove'], taskId, 2)).toEqual(['2'])
    await run(portal, ['complete'], taskId, 3)
    expect(await run(portal, ['approve'], taskId, 2)).toEqual(['5'])
  })

  test('who delegates goes on watching', async () => {
    const portal = await startPortal()
    const taskId = await addTask(portal)
    const { body } = await v2(portal, 'tasks.task.delegate', { taskId, userId: 3 })
    expect([body.result.task.responsibleId, body.result.task.auditors]).toEqual(['3', ['1']])
  })

  test.each([
    ['100', {}],
    ['ERROR_CORE', { userId: 999 }],
    ['0', { userId: 1 }],
  ])('delegating answers %s to %j', async (code, params) => {
    const portal = await startPortal()
    const taskId = await addTask(portal)
    expect((await v2(portal, 'tasks.task.delegate', { taskId, ...params })).body.error).toBe(code)
  })

  test('a task that is not there is refused like one that may not be changed', async () => {
    expect(await run(await startPortal(), ['start'], 999_999)).toEqual(['0'])
  })
})

describe('about tasks', () => {
  test('the fields are told in any case of the method', async () => {
    const { body } = await v2(await startPortal(), 'tasks.task.getFields')
    expect(body.result.fields.TITLE).toEqual({ title: 'Title', type: 'string', required: true })
    expect(body.result.fields.UF_TASK_WEBDAV_FILES.type).toBe('disk_file')
  })

  test('the plan of the day is a list of numbers, and takes no argument', async () => {
    const portal = await startPortal()
    const { body } = await v2(portal, 'task.planner.getlist')
    expect(body.result.length).toBeGreaterThan(0)
    expect(body.result.every(Number.isInteger)).toBe(true)
    const wrong = await get(`${webhookOf(portal)}task.planner.getlist?track=1`)
    expect(wrong.body.error_description).toContain('TASKS_ERROR_EXCEPTION_#256')
  })

  test('a webhook has no application', async () => {
    const { status, body } = await v2(await startPortal(), 'app.info')
    expect([status, body.error]).toEqual([400, 'ACCESS_DENIED'])
  })
})
