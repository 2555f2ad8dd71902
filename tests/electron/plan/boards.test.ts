import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Events } from '../../../electron/ipc/contract.ts'
import { createBoardPreferencesStore } from '../../../electron/plan/board-preferences.ts'
import type { BoardId, Plan } from '../../../electron/model.ts'
import { createBoards, type Boards } from '../../../electron/plan/boards.ts'
import { createPlanCache } from '../../../electron/plan/plan-cache.ts'
import { clientOf, demoPortal } from '../bitrix/support.ts'

const plan = { projectId: 0, asAdmin: false }
const project = (projectId: number, asAdmin = false) => ({ projectId, asAdmin })
let portal: Awaited<ReturnType<typeof demoPortal>>
let folder: string
beforeEach(async () => {
  portal = await demoPortal()
  folder = await mkdtemp(join(tmpdir(), 'boards-'))
})
afterEach(async () => {
  await portal.close()
  await rm(folder, { recursive: true })
})

function boardsOf(webhook = portal.webhook) {
  const parts: Events['plan.part'][] = []
  let kept: boolean | null = null
  const boards = createBoards({
    client: clientOf(webhook),
    account: () => 'an account',
    cache: createPlanCache(folder),
    preferences: createBoardPreferencesStore({ store: {} }),
    order: { isKept: () => kept, note: (isKept) => (kept = isKept) },
    onPart: (part) => parts.push(part),
    listsProjects: () => false,
    onHarmless: () => undefined,
    now: () => new Date('2026-11-23T09:00:00Z'),
    elapsed: () => 0,
  })
  return { boards, parts, isKept: () => kept }
}

async function readWhole(boards: Boards, board: BoardId): Promise<Plan> {
  const read = await boards.read(board, { completed: false })
  if (!('tasks' in read)) throw new Error('Nobody said that anything was known')
  return read
}

test('My Plan is read with its stages and tasks, and kept for a day without a network', async () => {
  const { boards } = boardsOf()
  expect(await boards.last(plan)).toBeNull()
  const read = await readWhole(boards, plan)
  expect(read.stages.map(({ title }) => title)).toEqual(['Inbox', 'Today', 'This week', 'Waiting', 'Later'])
  expect(read.tasks).toHaveLength(40)
  expect(await boards.last(plan)).toEqual(read)
})

test('a project’s board is another one', async () => {
  const { boards } = boardsOf()
  const read = await readWhole(boards, project(1))
  expect(read.tasks.every((task) => task.project?.id === 1)).toBe(true)
  expect(await boards.last(plan)).toBeNull()
})

test('a large stage is told in parts before the answer', async () => {
  const { boards, parts } = boardsOf()
  for (let count = 0; count < 120; count++) {
    await portal.client.v2(
      'tasks.task.add',
      { fields: { TITLE: `Task ${count}`, RESPONSIBLE_ID: 1 } },
      { kind: 'write' },
    )
  }
  const read = await readWhole(boards, plan)
  expect(read.tasks).toHaveLength(160)
  expect(parts.map(({ plan: { tasks } }) => tasks.length)).toEqual([82, 132])
})

test('projects come with those looked at last first', async () => {
  const { boards } = boardsOf()
  await boards.read(project(3), { completed: false })
  await boards.read(project(2), { completed: false })
  const ids = (await boards.projects()).map(({ id }) => id)
  expect(ids.slice(0, 2)).toEqual([2, 3])
  expect(new Set(ids).size).toBe(ids.length)
})

describe('rights', () => {
  test('are nobody else’s business on the own plan', async () => {
    expect(await boardsOf().boards.rights(plan)).toEqual({ canMove: true, isAdmin: false })
  })

  test('of a project are asked of the portal, and an administrator may skip them', async () => {
    const webhook = portal.users.find(({ id }) => id === 9)?.webhook
    const { boards } = boardsOf(webhook)
    expect(await boards.rights(project(1))).toEqual({ canMove: false, isAdmin: false })
    const admin = boardsOf().boards
    expect(await admin.rights(project(1))).toMatchObject({ isAdmin: true })
  })
})
