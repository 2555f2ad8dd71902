import { describe, expect, test } from 'vitest'
import { addTask, browse, stagesOf, startPortal, tasksIn, v2 } from '../support.ts'

const newcomer = 7 // has no plan and is in the projects 5 and 6

describe('My Plan', () => {
  test('a stage is written as texts, with [] for what is empty', async () => {
    const { body } = await v2(await startPortal(), 'task.stages.get', { entityId: 0 })
    expect(body.result['1']).toEqual({
      ID: '1',
      TITLE: 'Inbox',
      SORT: '100',
      COLOR: '4F8BF9',
      SYSTEM_TYPE: 'NEW',
      ENTITY_ID: '1',
      ENTITY_TYPE: 'U',
      ADDITIONAL_FILTER: [],
      TO_UPDATE: [],
      TO_UPDATE_ACCESS: null,
    })
  })

  test('looking at a plan that is not there makes its two stages, once', async () => {
    const portal = await startPortal()
    const first = await stagesOf(portal, 0, newcomer)
    expect(first.map(([, title]) => title)).toEqual(['Not planned', 'I will do it this week'])
    expect(await stagesOf(portal, 0, newcomer)).toEqual(first)
  })

  test('a stage without AFTER_ID comes first, and the board is numbered anew', async () => {
    const portal = await startPortal()
    const added = await v2(portal, 'task.stages.add', { fields: { TITLE: 'Now', COLOR: '#FFAAEE' } })
    expect(added.body.result).toBeTypeOf('number')
    const { body } = await v2(portal, 'task.stages.get', { entityId: 0 })
    const id = String(added.body.result)
    expect(body.result[id]).toMatchObject({ SORT: '100', COLOR: 'FFAAEE', SYSTEM_TYPE: 'NEW' })
    expect(body.result['1']).toMatchObject({ SORT: '200', SYSTEM_TYPE: null })
  })

  test.each([
    ['behind the one it names', 2, ['Inbox', 'Today', 'New', 'This week', 'Waiting', 'Later']],
    ['at the end for an unknown one', 999, ['Inbox', 'Today', 'This week', 'Waiting', 'Later', 'New']],
  ])('a new stage stands %s', async (_where, AFTER_ID, titles) => {
    const portal = await startPortal()
    await v2(portal, 'task.stages.add', { fields: { TITLE: 'New', AFTER_ID } })
    expect((await stagesOf(portal)).map(([, title]) => title)).toEqual(titles)
  })

  test.each([
    [{ TITLE: 'Soon' }, ['Inbox', 'Today', 'Soon', 'Waiting', 'Later']],
    [{ AFTER_ID: 0 }, ['This week', 'Inbox', 'Today', 'Waiting', 'Later']],
    [{ AFTER_ID: '5' }, ['Inbox', 'Today', 'Waiting', 'Later', 'This week']],
    [{ COLOR: '123abc', AFTER_ID: 777 }, ['Inbox', 'Today', 'Waiting', 'Later', 'This week']],
  ])('update %j', async (fields, titles) => {
    const portal = await startPortal()
    expect((await v2(portal, 'task.stages.update', { id: 3, fields })).body.result).toBe(true)
    expect((await stagesOf(portal)).map(([, title]) => title)).toEqual(titles)
  })

  test('a stage with tasks is not deleted, an empty one is', async () => {
    const portal = await startPortal()
    const full = await v2(portal, 'task.stages.delete', { id: 5 })
    expect([full.status, full.body.error]).toEqual([400, 'NO_EMPTY'])
    for (const id of await tasksIn(portal, 5)) await v2(portal, 'task.stages.movetask', { id, stageId: 4 })
    expect((await v2(portal, 'task.stages.delete', { id: 5 })).body.result).toBe(true)
    expect((await stagesOf(portal)).map(([id]) => id)).toEqual([1, 2, 3, 4])
  })

  test.each([
    ['task.stages.get', {}, '100'],
    ['task.stages.get', { entityId: 'mine' }, '100'],
    ['task.stages.get', { entityId: 6 }, 'ACCESS_DENIED'],
    ['task.stages.get', { entityId: 99 }, 'ACCESS_DENIED'],
    ['task.stages.add', {}, '100'],
    ['task.stages.add', { fields: { COLOR: '112233' } }, 'EMPTY_TITLE'],
    ['task.stages.add', { fields: { TITLE: 'New', ENTITY_ID: 2 } }, 'ACCESS_DENIED'],
    ['task.stages.update', { id: 99, fields: { TITLE: 'New' } }, 'NOT_FOUND'],
    ['task.stages.update', { id: 2, fields: { TITLE: ' ' } }, 'EMPTY_TITLE'],
    ['task.stages.update', { id: 2, fields: { UNKNOWN: 1 } }, 'EMPTY_DATA'],
    ['task.stages.delete', { id: 1 }, 'IS_SYSTEM'],
    ['task.stages.delete', { id: 99 }, 'NOT_FOUND'],
    ['task.stages.movetask', { id: 999, stageId: 2 }, 'TASK_NOT_FOUND'],
    ['task.stages.movetask', { id: 1, stageId: 999 }, 'NOT_FOUND'],
    ['task.stages.movetask', { id: 1 }, '100'],
  ])('%s %j is refused with %s', async (method, params, code) => {
    const { status, body } = await v2(await startPortal(), method, params)
    expect([status, body.error]).toEqual([400, code])
    expect(body.error_description).toBeTypeOf('string')
  })

  test("another person's stage cannot be changed or used", async () => {
    const portal = await startPortal()
    const id = await addTask(portal, {}, newcomer)
    const changed = await v2(portal, 'task.stages.update', { id: 2, fields: { TITLE: 'Mine' } }, newcomer)
    expect(changed.body.error).toBe('ACCESS_DENIED')
    const moved = await v2(portal, 'task.stages.movetask', { id, stageId: 2 }, newcomer)
    expect(moved.body.error).toBe('ACCESS_DENIED_MOVE')
  })
})

describe('places in the plan', () => {
  test('a new task stands in the first stage of everybody who takes part and has a plan', async () => {
    const portal = await startPortal()
    const [[first]] = (await stagesOf(portal, 0, newcomer)) as [[number, string]]
    const id = await addTask(portal, { responsibleId: newcomer })
    expect(await tasksIn(portal, 1)).toContain(id)
    expect(await tasksIn(portal, first, newcomer)).toEqual([id])
  })

  test('moving a task in one plan leaves the other plan and the task alone', async () => {
    const portal = await startPortal()
    const [[first]] = (await stagesOf(portal, 0, newcomer)) as [[number, string]]
    const id = await addTask(portal, { responsibleId: newcomer })
    expect((await v2(portal, 'task.stages.movetask', { id, stageId: 4 })).body.result).toBe(true)
    expect(await tasksIn(portal, 4)).toContain(id)
    expect(await tasksIn(portal, 1)).not.toContain(id)
    expect(await tasksIn(portal, first, newcomer)).toEqual([id])
    expect((await v2(portal, 'tasks.task.get', { taskId: id })).body.result.task.stageId).toBe('0')
  })

  test('a task that is not in the plan is moved with true and no effect', async () => {
    const portal = await startPortal()
    const id = await addTask(portal, {}, newcomer)
    const [, [second]] = (await stagesOf(portal, 0, newcomer)) as [[number, string], [number, string]]
    expect((await v2(portal, 'task.stages.movetask', { id, stageId: second }, newcomer)).body.result).toBe(
      true,
    )
    expect(await tasksIn(portal, second, newcomer)).toEqual([])
  })

  test.each([
    [{}, [9, 17, 18]],
    [{ after: 17 }, [17, 9, 18]],
    [{ before: '18' }, [17, 9, 18]],
    [{ after: 4711 }, [9, 17, 18]],
  ])('movetask with %j puts the task in its place', async (beside, beginning) => {
    const portal = await startPortal()
    await v2(portal, 'task.stages.movetask', { id: 9, stageId: 3, ...beside })
    const page = await (await (await browse(portal))('/')).text()
    const column = page.slice(page.indexOf('This week'))
    const order = [...column.matchAll(/view\/(\d+)\//g)].map((match) => Number(match[1]))
    expect(order.slice(0, 3)).toEqual(beginning)
  })

  test('a filter by STAGE_ID asks for the column of the project, not of the plan', async () => {
    const portal = await startPortal()
    const { body } = await v2(portal, 'tasks.task.list', { filter: { STAGE_ID: 2 } })
    expect(body.result.tasks).toEqual([])
  })

  test("a stage of another person's plan holds nothing for the caller", async () => {
    expect(await tasksIn(await startPortal(), 1, 2)).toEqual([])
  })
})

describe("a project's kanban", () => {
  test('its moderators change them too, and are told as such', async () => {
    const portal = await startPortal()
    const { status } = await v2(portal, 'task.stages.add', { fields: { TITLE: 'New', ENTITY_ID: 1 } }, 4)
    expect(status).toBe(200)
    const rows = (await v2(portal, 'sonet_group.user.groups', {}, 4)).body.result as Record<string, string>[]
    expect(rows.find(({ GROUP_ID }) => GROUP_ID === '1')?.ROLE).toBe('E')
  })

  test('members see its stages, its owner changes them', async () => {
    const portal = await startPortal()
    expect((await stagesOf(portal, 1, 2)).map(([, title]) => title)).toEqual([
      'Backlog',
      'In progress',
      'Review',
      'Done',
    ])
    const byMember = await v2(portal, 'task.stages.add', { fields: { TITLE: 'New', ENTITY_ID: 1 } }, 2)
    expect(byMember.body.error).toBe('ACCESS_DENIED')
    const byOwner = await v2(portal, 'task.stages.add', { fields: { TITLE: 'New', ENTITY_ID: 1 } }, 1)
    expect(byOwner.status).toBe(200)
  })

  test('isAdmin opens boards to an administrator and to nobody else', async () => {
    const portal = await startPortal()
    expect((await v2(portal, 'task.stages.get', { entityId: 6, isAdmin: true })).status).toBe(200)
    expect((await v2(portal, 'task.stages.get', { entityId: 6, isAdmin: 'Y' }, 2)).body.error).toBe(
      'ACCESS_DENIED',
    )
  })

  test('moving a task sets its column, and only within its project', async () => {
    const portal = await startPortal()
    const id = await addTask(portal, { groupId: 1 })
    const [, [second]] = (await stagesOf(portal, 1)) as [[number, string], [number, string]]
    const [[foreign]] = (await stagesOf(portal, 2)) as [[number, string]]
    expect((await v2(portal, 'task.stages.movetask', { id, stageId: second })).body.result).toBe(true)
    expect((await v2(portal, 'tasks.task.get', { taskId: id })).body.result.task.stageId).toBe(String(second))
    expect((await v2(portal, 'task.stages.movetask', { id, stageId: foreign })).body.error).toBe(
      'DIFFERENT_STAGES',
    )
    expect((await v2(portal, 'task.stages.delete', { id: second })).body.error).toBe('NO_EMPTY')
  })

  test.each([
    [{ entityType: 'U', entityId: 2 }, true],
    [{ entityType: 'U', entityId: 0 }, false],
    [{ entityType: 'U', entityId: 3 }, false],
    [{ entityType: 'G', entityId: '1' }, true],
    [{ entityType: 'G', entityId: 6 }, false],
    [{ entityType: 'X', entityId: 2 }, false],
  ])('canmovetask %j says %s', async (params, answer) => {
    expect((await v2(await startPortal(), 'task.stages.canmovetask', params, 2)).body.result).toBe(answer)
  })
})
