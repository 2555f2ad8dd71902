import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { boardTasks, type BoardTasks, type Place } from '../../../../electron/bitrix/board/board-tasks.ts'
import { planStages, projectStages } from '../../../../electron/bitrix/board/stages.ts'
import { demoPortal, listPlan } from '../support.ts'

const plan = { projectId: 0, asAdmin: false }
let portal: Awaited<ReturnType<typeof demoPortal>>
let tasks: BoardTasks
let places: Place[]
beforeEach(async () => {
  portal = await demoPortal()
  tasks = boardTasks(portal.client)
  const stages = await planStages(portal.client).list()
  places = stages.map(({ id }, at) => ({ board: plan, stageId: id, isFirst: at === 0 }))
})
afterEach(() => portal.close())

const place = (at: number) => places[at] ?? { board: plan, stageId: 0, isFirst: false }

test('many tasks are moved and looked up in one call', async () => {
  const calls: string[] = []
  const ids = await tasks.allIn(place(0))
  portal.faults.before = ({ method }) => void calls.push(method)
  expect(await tasks.move(ids, place(4))).toEqual({ done: ids, refused: [] })
  expect(calls.filter((method) => method === 'batch')).toHaveLength(1)
  expect(await tasks.allIn(place(0))).toEqual([])
  expect(await tasks.allIn(place(4))).toEqual(expect.arrayContaining(ids))
})

test('a task that is gone is told, and the others are moved', async () => {
  const [first = 0] = await tasks.allIn(place(0))
  const outcome = await tasks.move([987_654, first], place(4))
  expect(outcome).toMatchObject({
    done: [first],
    refused: [{ taskId: 987_654, problem: { code: 'not-found' } }],
  })
})

test('a task that the portal did not move, though it said so, is told', async () => {
  // The task of somebody else has no place in this plan; Bitrix24 answers `true` all the same.
  const other = await someoneElsesTask()
  const outcome = await tasks.move([other], place(4))
  expect(outcome).toMatchObject({ done: [], refused: [{ problem: { code: 'move-not-verified' } }] })
})

test('when the answer to a move is lost it is looked up what has arrived', async () => {
  const ids = await tasks.allIn(place(0))
  let isFirst = true
  portal.faults.before = ({ method }) => {
    if (method !== 'batch' || !isFirst) return undefined
    isFirst = false
    return { kind: 'reset-after' }
  }
  expect(await tasks.move(ids, place(4))).toEqual({ done: ids, refused: [] })
})

test('a move that never reached the portal fails as a whole', async () => {
  const ids = await tasks.allIn(place(0))
  portal.faults.before = ({ method }) => (method === 'batch' ? { kind: 'reset-before' } : undefined)
  await expect(tasks.move(ids, place(4))).rejects.toMatchObject({ code: 'offline' })
})

test('completed tasks leave the plan, are still in their stage, and can be taken up again', async () => {
  const before = await tasks.allIn(place(1))
  const some = before.slice(0, 2)
  const open = async () =>
    (await listPlan(portal.client, [{ id: place(1).stageId }])).tasks.map(({ id }) => id).sort()
  expect(await tasks.complete(some, true)).toEqual({ done: some, refused: [] })
  expect(await open()).not.toEqual(expect.arrayContaining(some))
  expect(await tasks.allIn(place(1))).toEqual(before)
  expect(await tasks.complete(some, false)).toEqual({ done: some, refused: [] })
  expect(await open()).toEqual(expect.arrayContaining(some))
})

test('completed tasks are listed where they are asked for', async () => {
  const [first = 0] = await tasks.allIn(place(1))
  await tasks.complete([first], true)
  const { tasks: all } = await listPlan(portal.client, [{ id: place(1).stageId }], { completed: true })
  expect(all.find(({ id }) => id === first)?.isCompleted).toBe(true)
})

test('a task that is completed already is told', async () => {
  const [first = 0] = await tasks.allIn(place(1))
  await tasks.complete([first], true)
  const { refused } = await tasks.complete([first], true)
  expect(refused).toMatchObject([{ taskId: first, problem: { code: 'refused' } }])
})

test('a stage of more tasks than a page holds is listed whole', async () => {
  for (let count = 0; count < 60; count++) {
    await portal.client.v2(
      'tasks.task.add',
      { fields: { TITLE: `Task ${count}`, RESPONSIBLE_ID: 1 } },
      { kind: 'write' },
    )
  }
  const all = await tasks.allIn(place(0))
  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(new Set(all).size).toBe(all.length)
})

describe('on a project’s board', () => {
  test('tasks that were never moved count to the first stage, and can be moved back to it', async () => {
    const [first, second] = await projectStages(portal.client, 1).list()
    const board = { projectId: 1, asAdmin: false }
    const from: Place = { board, stageId: first?.id ?? 0, isFirst: true }
    const to: Place = { board, stageId: second?.id ?? 0, isFirst: false }
    const ids = await tasks.allIn(from)
    expect(ids.length).toBeGreaterThan(0)
    expect(await tasks.move(ids, to)).toEqual({ done: ids, refused: [] })
    expect(await tasks.allIn(from)).toEqual([])
    expect(await tasks.move(ids, from)).toEqual({ done: ids, refused: [] })
  })

  test('the stage of another project is refused', async () => {
    const [stage] = await projectStages(portal.client, 2).list()
    const to: Place = { board: { projectId: 2, asAdmin: false }, stageId: stage?.id ?? 0, isFirst: true }
    const [own = 0] = await tasks.allIn({
      board: { projectId: 1, asAdmin: false },
      stageId: (await projectStages(portal.client, 1).list())[0]?.id ?? 0,
      isFirst: true,
    })
    expect(await tasks.move([own], to)).toMatchObject({ refused: [{ problem: { code: 'refused' } }] })
  })
})

async function someoneElsesTask(): Promise<number> {
  const webhook = portal.users.find(({ id }) => id === 3)?.webhook ?? ''
  const reply = await fetch(`${webhook}tasks.task.add`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fields: { TITLE: 'Not mine', RESPONSIBLE_ID: 3 } }),
  })
  const { result } = (await reply.json()) as { result: { task: { id: string } } }
  return Number(result.task.id)
}
