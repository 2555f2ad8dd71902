import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Plan } from '../../../electron/model.ts'
import { createPlanCache } from '../../../electron/plan/plan-cache.ts'
import { othersWithAccess } from '../../support/privacy.ts'

const plan: Plan = { stages: [], tasks: [], grouped: true, byHand: false, asOf: '2026-11-23T09:00:00Z' }
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-cache-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('each account and board has its own answer, and nobody else may read it', async () => {
  const cache = createPlanCache(folder)
  await cache.keep('https://a|1', 0, plan)
  expect(await cache.last('https://a|1', 0)).toEqual(plan)
  expect(await cache.last('https://a|1', 7)).toBeNull()
  expect(await cache.last('https://b|1', 0)).toBeNull()
  const [name = ''] = await readdir(folder)
  expect(name).toMatch(/^[\da-f]{32}$/)
  expect(await othersWithAccess(join(folder, name, '0.json'))).toEqual([])
})

test.each(['', '{"stages":1}', 'null', '[]'])('a damaged answer is none: %j', async (text) => {
  const cache = createPlanCache(folder)
  await cache.keep('a', 0, plan)
  const [name = ''] = await readdir(folder)
  await writeFile(join(folder, name, '0.json'), text)
  expect(await cache.last('a', 0)).toBeNull()
})

test('an account that signs out takes its answers along', async () => {
  const cache = createPlanCache(folder)
  await cache.keep('a', 0, plan)
  await cache.keep('b', 0, plan)
  await cache.forget('a')
  expect(await cache.last('a', 0)).toBeNull()
  expect(await cache.last('b', 0)).toEqual(plan)
})

test('what a later version has kept stays as it is, and is not read; this one keeps its own beside', async () => {
  await createPlanCache(folder).keep('a', 0, plan)
  const [name = ''] = await readdir(folder)
  const later = JSON.stringify({ version: 2, columns: 'of another kind' })
  await writeFile(join(folder, name, '0.json'), later)
  const cache = createPlanCache(folder)
  expect(await cache.last('a', 0)).toBeNull()
  await cache.keep('a', 0, plan)
  expect(await cache.last('a', 0)).toEqual(plan)
  expect(await createPlanCache(folder).last('a', 0)).toEqual(plan)
  expect(await readFile(join(folder, name, '0.json'), 'utf8')).toBe(later)
})

test('a plan that was kept before there were versions is read', async () => {
  await createPlanCache(folder).keep('a', 0, plan)
  const [name = ''] = await readdir(folder)
  await writeFile(join(folder, name, '0.json'), JSON.stringify(plan))
  expect(await createPlanCache(folder).last('a', 0)).toEqual(plan)
})
