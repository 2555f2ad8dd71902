import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Plan } from '../../../electron/model.ts'
import { createBoardViews } from '../../../electron/plan/board-views.ts'
import { keptPlans } from '../../../electron/plan/kept-plans.ts'

const plan: Plan = { stages: [], tasks: [], grouped: true, asOf: '2026-11-23T09:00:00Z' }
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('each account and board has its own answer, and nobody else may read it', async () => {
  const kept = keptPlans(folder)
  await kept.keep('https://a|1', 0, plan)
  expect(await kept.last('https://a|1', 0)).toEqual(plan)
  expect(await kept.last('https://a|1', 7)).toBeNull()
  expect(await kept.last('https://b|1', 0)).toBeNull()
  const [name = ''] = await readdir(folder)
  expect(name).toMatch(/^[\da-f]{32}$/)
  expect((await stat(join(folder, name, '0.json'))).mode & 0o077).toBe(0)
})

test.each(['', '{"stages":1}', 'null', '[]'])('a damaged answer is none: %j', async (text) => {
  const kept = keptPlans(folder)
  await kept.keep('a', 0, plan)
  const [name = ''] = await readdir(folder)
  await writeFile(join(folder, name, '0.json'), text)
  expect(await kept.last('a', 0)).toBeNull()
})

test('an account that signs out takes its answers along', async () => {
  const kept = keptPlans(folder)
  await kept.keep('a', 0, plan)
  await kept.keep('b', 0, plan)
  await kept.forget('a')
  expect(await kept.last('a', 0)).toBeNull()
  expect(await kept.last('b', 0)).toEqual(plan)
})

test('how a board is liked is remembered by account and board', () => {
  const file = { store: { other: { boards: 'nonsense', visited: [1, 'x'] } } as Record<string, unknown> }
  const views = createBoardViews(file)
  const view = { collapsed: [4], showsCompleted: true }
  views.keep('me', 0, view)
  expect(createBoardViews(file).get('me', 0)).toEqual(view)
  expect(views.get('me', 1)).toEqual({ collapsed: [], showsCompleted: false })
  expect(views.get('other', 0)).toEqual({ collapsed: [], showsCompleted: false })
})

test('projects are remembered by their last visit, each once', () => {
  const views = createBoardViews({ store: {} })
  for (const id of [3, 5, 3]) views.visit('me', id)
  expect(views.visited('me')).toEqual([3, 5])
})
