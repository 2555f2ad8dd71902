import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { directorySearch, portalDirectory } from '../../../electron/bitrix/directory.ts'
import { openTasks } from '../../../electron/bitrix/tasks/open-tasks.ts'
import { planStages } from '../../../electron/bitrix/board/stages.ts'
import { createDirectoryCache } from '../../../electron/accounts/directory-cache.ts'
import type { Fault, FaultedCall } from '../../../electron/demo/http/faults.ts'
import { clientOf, demoPortal } from '../bitrix/support.ts'
import { newFolder } from '../outbox/support.ts'
import { othersWithAccess } from '../../support/privacy.ts'

let portal: Awaited<ReturnType<typeof demoPortal>>
let folder: string
let now: number
let calls: string[]
let asked: string[]
let missing: unknown[]
let changes: number
let choose: (call: FaultedCall) => Fault | undefined
beforeEach(async () => {
  portal = await demoPortal()
  folder = join(await newFolder('names'), 'names')
  now = Date.now()
  ;[calls, asked, missing, changes, choose] = [[], [], [], 0, () => undefined]
  portal.faults.before = (call) => {
    calls.push(call.method)
    return choose(call)
  }
})
afterEach(() => portal.close())

const start = (prepare?: () => Promise<void>) =>
  createDirectoryCache({
    folder,
    ...(prepare ? { prepare } : {}),
    load: {
      people: (_account, before) => portalDirectory(portal.client).people(before),
      projects: () => portalDirectory(portal.client).projects(),
      stages: () => planStages(portal.client).list(),
      tasks: () => openTasks(portal.client),
    },
    search: (_account, words) => directorySearch(portal.client).people(words),
    now: () => now,
    onChange: () => changes++,
    onMissing: (error) => missing.push(error),
  })
const isEmpty = { people: [], projects: [], stages: [], tasks: [] }

test('after a sign-in the names of the portal are known', async () => {
  const directory = start()
  await directory.follow(['a'], 'a')
  const { people, projects, stages } = directory.current()
  expect(people.map(({ id }) => id)).toContain(1)
  expect(projects.map(({ name }) => name)).toContain('Website relaunch')
  expect(stages[0]?.title).toBe('Inbox')
})

test('asking for the names waits for nothing', async () => {
  const directory = start()
  const following = directory.follow(['a'], 'a')
  expect(directory.current()).toMatchObject(isEmpty)
  await following
})

test('without a network the names of the last time work after a new start', async () => {
  await start().follow(['a'], 'a')
  choose = () => ({ kind: 'reset-before' })
  const directory = start()
  await directory.follow(['a'], 'a')
  expect(directory.current().people.length).toBeGreaterThan(1)
})

test('the names of the last time are there before anybody is signed in', async () => {
  await start().follow(['a'], 'a')
  calls = []
  const directory = start()
  await directory.recall('a')
  expect(directory.current().people.length).toBeGreaterThan(1)
  expect(calls).toEqual([])
})

test('new names are told, and those of an account that is switched to', async () => {
  const directory = start()
  await directory.follow(['a', 'b'], 'a')
  expect(changes).toBe(1)
  await directory.follow(['a', 'b'], 'b')
  expect(changes).toBe(2)
  await directory.follow(['a', 'b'], 'a')
  expect(changes).toBeGreaterThan(2)
})

test('the file is its owner’s only, and its name tells nothing of the account', async () => {
  await start().follow(['https://team.example|7'], 'https://team.example|7')
  const [name = ''] = await readdir(folder)
  expect(name).toMatch(/^[0-9a-f]{32}\.json$/)
  expect(await othersWithAccess(join(folder, name))).toEqual([])
})

test('fresh names are not asked for again, those older than 15 minutes are', async () => {
  const directory = start()
  await directory.follow(['a'], 'a')
  calls = []
  await directory.freshen()
  expect(calls).toEqual([])
  now += 15 * 60_000
  await directory.freshen()
  expect(calls).toContain('user.get')
})

test('asked for twice at once the portal is asked once', async () => {
  const directory = start()
  await directory.follow(['a'], 'a')
  now += 3_600_000
  calls = []
  await Promise.all([directory.freshen(), directory.freshen()])
  expect(calls.filter((method) => method === 'user.get')).toHaveLength(1)
})

test('a list that may not be had leaves the others', async () => {
  choose = ({ method }) => (method.startsWith('sonet_group') ? { kind: 'scopes', scopes: [] } : undefined)
  const directory = start()
  await directory.follow(['a'], 'a')
  expect([directory.current().projects, directory.current().people.length > 1]).toEqual([[], true])
  expect(missing).toMatchObject([{ code: 'scope-missing' }])
})

test('a list that cannot be had stays as it was', async () => {
  const directory = start()
  await directory.follow(['a'], 'a')
  const { projects } = directory.current()
  choose = ({ method }) => (method.startsWith('sonet_group') ? { kind: 'reset-before' } : undefined)
  now += 3_600_000
  await directory.freshen()
  expect(directory.current().projects).toBe(projects)
})

test('each account has its own names, and those of one that signed out are forgotten', async () => {
  const directory = start()
  await directory.follow(['a'], 'a')
  await directory.follow(['a', 'b'], 'b')
  expect(await readdir(folder)).toHaveLength(2)
  await directory.follow(['b'], 'b')
  expect(await readdir(folder)).toHaveLength(1)
  await directory.follow([], null)
  expect([await readdir(folder), directory.current()]).toMatchObject([[], isEmpty])
})

test('a damaged file is as good as none', async () => {
  await start().follow(['a'], 'a')
  const [name = ''] = await readdir(folder)
  await writeFile(join(folder, name), '{"people":"?"}')
  const directory = start()
  await directory.follow(['a'], 'a')
  expect(directory.current().people.length).toBeGreaterThan(1)
})

test('names of the last time serve at once, and new ones when they are ready to be looked up', async () => {
  await start().follow(['a'], 'a')
  const steps: (() => void)[] = []
  const directory = start(() => new Promise((resolve) => steps.push(resolve)))
  const recalling = directory.recall('a')
  await vi.waitFor(() => expect(directory.current().people).not.toEqual([]))
  const kept = directory.current()
  await vi.waitFor(() => expect(steps).toHaveLength(1))
  now += 60 * 60_000
  const asking = directory.freshen()
  await vi.waitFor(() => expect(steps).toHaveLength(2))
  expect(directory.current()).toBe(kept)
  for (const done of steps) done()
  await Promise.all([recalling, asking])
  expect(directory.current()).not.toBe(kept)
})

/** A portal of so many people. What was asked for them over HTTP is counted: a batch is one call. */
async function startLarge(people: number) {
  await portal.close()
  const large = await demoPortal({ size: { stages: 0, tasks: 0, people } })
  const count: typeof fetch = (address, init) => {
    asked.push(String(address).split('/').at(-1) ?? '')
    return fetch(address, init)
  }
  portal = { ...large, client: clientOf(large.webhook, { fetch: count as never }) }
  portal.faults.before = (call) => choose(call)
}
const forPeople = () => asked.filter((method) => ['user.get', 'batch', 'user.search'].includes(method))

describe('a portal of 2,000 people', () => {
  beforeEach(() => startLarge(2_000))

  test('all of them are known after two calls, and one tells that nobody has come or gone', async () => {
    const directory = start()
    await directory.follow(['a'], 'a')
    const { people } = directory.current()
    expect([people.length, new Set(people.map(({ id }) => id)).size, forPeople()]).toEqual([
      ...[2_000, 2_000, ['user.get', 'batch']],
    ])
    asked = []
    now += 15 * 60_000
    await directory.freshen()
    expect(forPeople()).toEqual(['user.get'])
    expect(directory.current().people).toBe(people)
  })

  test('names that were changed show within a day', async () => {
    const directory = start()
    await directory.follow(['a'], 'a')
    asked = []
    now += 24 * 3_600_000
    await directory.freshen()
    expect(forPeople()).toEqual(['user.get', 'batch'])
  })

  test('they are there at once after the next start', async () => {
    await start().follow(['a'], 'a')
    asked = []
    const directory = start()
    await directory.recall('a')
    expect([directory.current().people.length, asked]).toEqual([2_000, []])
  })

  test('nobody is looked for at the portal where everybody is known', async () => {
    const directory = start()
    await directory.follow(['a'], 'a')
    asked = []
    await directory.seek('Nobody')
    expect(asked).toEqual([])
  })
})

describe('a portal of more people than are kept', () => {
  beforeEach(() => startLarge(6_000))
  const names = (directory: ReturnType<typeof start>) => directory.current().people.map(({ name }) => name)

  test('takes a bounded number of calls, and finds the others while their name is typed', async () => {
    const directory = start()
    await directory.follow(['a'], 'a')
    expect(directory.current().people).toHaveLength(5_000)
    expect(forPeople()).toEqual(['user.get', 'batch', 'batch'])
    const before = names(directory)
    asked = []
    await Promise.all(
      ['w', 'we', 'web', 'weber', 'weber-2', 'weber-23'].map((typed) => directory.seek(typed)),
    )
    // The first one that was typed, and the last.
    expect(asked).toEqual(['user.search', 'user.search'])
    expect(before).not.toContain('Lukas Weber-23')
    expect(names(directory)).toContain('Lukas Weber-23')
  })
})

test('names that a later version has kept stay as they are, and this one keeps its own beside', async () => {
  await start().follow(['a'], 'a')
  const [name = ''] = await readdir(folder)
  const later = JSON.stringify({ version: 2, people: 'of another kind' })
  await writeFile(join(folder, name), later)
  await start().follow(['a'], 'a')
  choose = () => ({ kind: 'reset-before' })
  const again = start()
  await again.follow(['a'], 'a')
  expect(again.current().people.length).toBeGreaterThan(1)
  await again.follow([], null)
  expect(await readdir(folder)).toEqual([name])
  expect(await readFile(join(folder, name), 'utf8')).toBe(later)
})
