import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { boardTasks } from '../../../../electron/bitrix/board/board-tasks.ts'
import { placeTask, sortsByHand } from '../../../../electron/bitrix/board/plan-order.ts'
import { planStages } from '../../../../electron/bitrix/board/stages.ts'
import type { Fault } from '../../../../electron/demo/http/faults.ts'
import { json, startMisbehavingServer } from '../../../support/misbehaving-server.ts'
import { clientOf, demoPortal, listPlan } from '../support.ts'

let portal: Awaited<ReturnType<typeof demoPortal>>
let stages: number[]
beforeEach(async () => {
  portal = await demoPortal()
  stages = (await planStages(portal.client).list()).map(({ id }) => id)
})
afterEach(() => portal.close())

const at = (index: number) => stages[index] ?? 0
const idsIn = async (stageId: number) =>
  (await listPlan(portal.client, [{ id: stageId }], { byHand: true })).tasks.map(({ id }) => id)
const refusal: Fault = { kind: 'error', shape: 'v2', status: 400, code: '0', message: 'Invalid sorting key' }
const sortsBySorting = (body: unknown) => JSON.stringify(body).includes('SORTING')

describe('a task of My Plan', () => {
  test('is put below another one, and stands there at the next reading', async () => {
    const [first = 0, second = 0, third = 0, ...rest] = await idsIn(at(0))
    await placeTask(portal.client, { taskId: third, stageId: at(0), beside: { after: first } })
    expect(await idsIn(at(0))).toEqual([first, third, second, ...rest])
  })

  test('is put above a task of another stage', async () => {
    const [moved = 0] = await idsIn(at(0))
    const [first = 0, second = 0, ...rest] = await idsIn(at(1))
    await placeTask(portal.client, { taskId: moved, stageId: at(1), beside: { before: second } })
    expect(await idsIn(at(1))).toEqual([first, moved, second, ...rest])
    expect(await idsIn(at(0))).not.toContain(moved)
  })

  test('keeps its place beyond a page of tasks, each of which is listed once', async () => {
    const fields = (count: number) => ({ TITLE: `Task ${count}`, RESPONSIBLE_ID: 1 })
    for (let count = 0; count < 60; count++) {
      await portal.client.v2('tasks.task.add', { fields: fields(count) }, { kind: 'write' })
    }
    const before = await idsIn(at(0))
    const [first = 0] = before
    await placeTask(portal.client, { taskId: first, stageId: at(0), beside: { after: before[57] ?? 0 } })
    const after = await idsIn(at(0))
    expect(after.indexOf(first)).toBe(57)
    expect(after.toSorted()).toEqual(before.toSorted())
  })

  test('is not missed where another one leaves its stage between two pages', async () => {
    for (let count = 0; count < 110; count++) {
      const fields = { TITLE: `Task ${count}`, RESPONSIBLE_ID: 1 }
      await portal.client.v2('tasks.task.add', { fields }, { kind: 'write' })
    }
    const [leaving = 0, ...staying] = await idsIn(at(0))
    const leave = () =>
      portal.client.v2('task.stages.movetask', { id: leaving, stageId: at(1) }, { kind: 'write' })
    let batches = 0
    portal.faults.before = ({ method }) =>
      method === 'batch' && ++batches === 2 ? { kind: 'held', until: leave() } : undefined
    expect(await idsIn(at(0))).toEqual(expect.arrayContaining(staying))
  })

  test('whose answer was lost is looked up instead of being put there again', async () => {
    const [first = 0, second = 0] = await idsIn(at(0))
    let moves = 0
    portal.faults.before = ({ method }) => {
      if (method !== 'task.stages.movetask') return undefined
      moves += 1
      return { kind: 'reset-after' }
    }
    await placeTask(portal.client, { taskId: first, stageId: at(0), beside: { after: second } })
    expect(moves).toBe(1)
  })

  test('without a place in the plan is not there', async () => {
    const { result } = await clientOf(portal.users[1]?.webhook ?? '').v2(
      'tasks.task.add',
      { fields: { TITLE: 'Theirs', RESPONSIBLE_ID: 2 } },
      { kind: 'write' },
    )
    const taskId = Number((result as { task: { id: string } }).task.id)
    const [first = 0] = await idsIn(at(0))
    const placed = placeTask(portal.client, { taskId, stageId: at(0), beside: { after: first } })
    await expect(placed).rejects.toMatchObject({ code: 'move-not-verified', outcome: 'refused' })
  })
})

describe('a portal that keeps no order', () => {
  test('says so by where the task stands', async () => {
    const list = json({ result: { tasks: [{ id: '1' }, { id: '2' }, { id: '3' }] } })
    const server = await startMisbehavingServer((response, seen) =>
      (seen.path.endsWith('movetask') ? json({ result: true }) : list)(response, seen),
    )
    const client = clientOf(`${server.origin}/rest/1/secretsecret1234/`)
    const placed = placeTask(client, { taskId: 1, stageId: 5, beside: { after: 3 } })
    await expect(placed).rejects.toMatchObject({ code: 'order-not-kept', outcome: 'refused' })
    await server.close()
  })

  test('that refuses to sort so lists the newest first', async () => {
    portal.faults.before = ({ body }) => (sortsBySorting(body) ? refusal : undefined)
    const read = await listPlan(portal.client, [{ id: at(0) }, { id: at(1) }], { byHand: true })
    expect(read.byHand).toBe(false)
    const ids = read.tasks.filter(({ stageId }) => stageId === at(0)).map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted((one, other) => other - one))
    expect(await sortsByHand(portal.client, stages)).toBe(false)
  })
})

test('whether an order can be read is told by a stage that has one, and by no other', async () => {
  expect(await sortsByHand(portal.client, stages)).toBeNull()
  const [first = 0, second = 0] = await idsIn(at(0))
  await placeTask(portal.client, { taskId: first, stageId: at(0), beside: { after: second } })
  expect(await sortsByHand(portal.client, stages)).toBe(true)
})

test('a task that is moved to a stage in order by hand stands on its top', async () => {
  const [first = 0, second = 0] = await idsIn(at(0))
  await placeTask(portal.client, { taskId: first, stageId: at(0), beside: { after: second } })
  const [moved = 0] = await idsIn(at(1))
  const place = { board: { projectId: 0, asAdmin: false }, stageId: at(0), isFirst: false }
  await boardTasks(portal.client).move([moved], place)
  expect((await idsIn(at(0)))[0]).toBe(moved)
})
