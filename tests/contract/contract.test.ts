import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { PortalData } from '../../electron/demo/data/data.ts'
import type { Fault, Faults } from '../../electron/demo/http/faults.ts'
import type { DemoPortal } from '../../electron/demo/portal.ts'
import { startDemoPortal } from '../../electron/demo/portal.ts'
import type { Case } from './case.ts'
import { allCases } from './cases/all.ts'
import type { Json, Webhook } from './portal.ts'
import { createCaller, parseWebhook } from './portal.ts'
import type { Report } from './run.ts'
import { runContract, summary } from './run.ts'

type Started = { portal: DemoPortal; webhook: Webhook; file: string }

async function start(faults: Faults = {}): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-contract-'))
  const file = join(folder, 'portal.json')
  const portal = await startDemoPortal({ file, key: 'a key for tests', faults })
  onTestFinished(async () => {
    await portal.close()
    await rm(folder, { recursive: true })
  })
  const webhook = parseWebhook(portal.webhook)
  if (!webhook) throw new Error('The demo portal has no webhook')
  return { portal, webhook, file }
}

type RunMore = { cases?: Case[]; signal?: AbortSignal; write?: (line: string) => void; mayWrite?: boolean }

function run(
  { webhook }: Started,
  { cases = allCases, signal, write = () => undefined, mayWrite = true }: RunMore = {},
): Promise<Report> {
  const caller = createCaller(webhook, { gap: 0, mayWrite })
  const options = { caller, userId: webhook.userId, mark: 'quickplan-contract-test', cases, write }
  return runContract({ ...options, ...(signal ? { signal } : {}) })
}

/** What the portal holds, in order; without its counters, the answers it keeps for a day, and how it numbers places. */
async function held(file: string): Promise<Json> {
  const data = JSON.parse(await readFile(file, 'utf8')) as PortalData
  const placements = data.placements
    .toSorted((one, other) => one.stageId - other.stageId || one.sort - other.sort)
    .map(({ userId, stageId, taskId }) => [userId, stageId, taskId])
  return { ...data, placements, next: null, keptAnswers: null }
}

/** The methods whose names stand in the app's own client. */
async function methodsOfTheClient(): Promise<string[]> {
  const folder = new URL('../../electron/bitrix/', import.meta.url)
  const sources = await Promise.all(
    (await readdir(folder, { recursive: true }))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFile(new URL(name, folder), 'utf8')),
  )
  const names = /'((?:tasks?|user|disk|sonet_group|method)\.[a-z.]+|profile|scope|batch)'/g
  return [...new Set(sources.flatMap((source) => [...source.matchAll(names)].map(([, name = '']) => name)))]
}

const named = (part: string) => allCases.filter(({ name }) => name.includes(part))

describe('the contract suite', () => {
  test('passes on the demo portal and leaves it as it was', async () => {
    const started = await start()
    const before = await held(started.file)
    const { results, areStagesKept, left } = await run(started)
    expect(results.filter(({ outcome }) => outcome === 'failed' || outcome === 'skipped')).toEqual([])
    expect([areStagesKept, left]).toEqual([true, []])
    expect(await held(started.file)).toEqual(before)
  }, 120_000)

  test('a run that may only read changes nothing, asks what can be asked so, and says of the others why not', async () => {
    const asked = new Set<string>()
    const started = await start({ before: ({ method }) => void asked.add(method.toLowerCase()) })
    const before = await held(started.file)
    const { results } = await run(started, { mayWrite: false })
    const skipped = results.filter(({ outcome }) => outcome === 'skipped')
    expect(skipped.map(({ seen }) => seen)).toEqual(skipped.map(() => 'it writes; --write asks it'))
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(results.length - skipped.length).toBeGreaterThan(50)
    const writes = /\.(?:add|update|delete|complete|renew|movetask|uploadfile|attach|send)$/
    expect([...asked].filter((method) => writes.test(method))).toEqual([])
    expect(await held(started.file)).toEqual(before)
  }, 120_000)

  test('every method that Quickplan calls is put to the portal', async () => {
    const asked = new Set<string>()
    await run(await start({ before: ({ method }) => void asked.add(method.toLowerCase()) }))
    const called = await methodsOfTheClient()
    expect(called.length).toBeGreaterThan(25)
    expect(called.filter((method) => !asked.has(method))).toEqual([])
  }, 120_000)

  test('every probe finds something out', async () => {
    const { results } = await run(await start(), { cases: allCases.filter(({ kind }) => kind === 'probe') })
    expect(results.filter(({ seen }) => seen === '' || seen.startsWith('could not'))).toEqual([])
  }, 60_000)

  test('a portal that answers otherwise fails the case, with what was seen', async () => {
    const fault: Fault = { kind: 'error', shape: 'v2', status: 400, code: 'SOMETHING_ELSE', message: '' }
    const started = await start({ before: ({ method }) => (method === 'app.info' ? fault : undefined) })
    const { results } = await run(started, { cases: named('app.info') })
    expect(results).toMatchObject([{ outcome: 'failed', seen: expect.stringContaining('SOMETHING_ELSE') }])
    expect(summary(results)).toBe('0 passed, 1 failed, 0 probed')
  })

  test('a probe never fails', async () => {
    const fault: Fault = { kind: 'html', status: 502 }
    const started = await start({
      before: ({ method }) => (method === 'task.stages.movetask' ? fault : undefined),
    })
    const { results } = await run(started, { cases: named('In which order'.toLowerCase()) })
    expect(results.map(({ outcome }) => outcome)).toEqual(['probed'])
  })

  test('a scope that is missing skips the cases that need it', async () => {
    const started = await start({ before: () => ({ kind: 'scopes', scopes: ['task'] }) })
    const { results } = await run(started, { cases: named("the user's storage") })
    expect(results).toMatchObject([{ outcome: 'skipped', seen: 'not granted: disk' }])
  })

  test('stopped in the middle, it removes what it made', async () => {
    const controller = new AbortController()
    const started = await start({
      before({ method }) {
        if (method === 'task.stages.movetask') controller.abort()
        return undefined
      },
    })
    const before = await held(started.file)
    const { wasStopped, left } = await run(started, { cases: named('movetask'), signal: controller.signal })
    expect([wasStopped, left]).toEqual([true, []])
    expect(await held(started.file)).toEqual(before)
  })

  test.each([
    ['task.stages.add', 'goes right after'],
    ['tasks.task.add', 'movetask moves'],
    ['disk.storage.uploadfile', 'an upload is answered'],
  ])('a lost answer to %s leaves nothing behind', async (lost, name) => {
    const started = await start({
      before: ({ method }) => (method === lost ? { kind: 'reset-after' } : undefined),
    })
    const before = await held(started.file)
    const { results, left } = await run(started, { cases: named(name) })
    expect([results.map(({ outcome }) => outcome), left]).toEqual([['failed'], []])
    expect(await held(started.file)).toEqual(before)
  })

  test('what it says and keeps is free of the secret', async () => {
    const started = await start({ before: () => ({ kind: 'reset-before' }) })
    const error: unknown = await run(started).catch((reason: unknown) => reason)
    expect(String(error)).toMatch(/No answer to scope/)
    expect(String(error)).not.toContain(started.webhook.code)
    const good = await start()
    const lines: string[] = []
    const leak: Case = {
      kind: 'probe',
      section: '0',
      name: 'leaks',
      needs: [],
      run: () => Promise.resolve(`${good.webhook.origin}/rest/1/${good.webhook.code}/ ?auth=abc`),
    }
    const { results } = await run(good, { cases: [leak], write: (line) => lines.push(line) })
    expect(lines.join() + JSON.stringify(results)).not.toContain(good.webhook.code)
    expect(results[0]?.seen).toContain('auth=•••')
  })

  test('every case names a section of the reference', () => {
    expect(allCases.filter(({ section }) => !/^\d{1,2}(\.\d{1,2})?$/.test(section))).toEqual([])
  })

  test('no two cases have the same name', () => {
    const names = allCases.map(({ name, section }) => `${section} ${name}`)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('a pasted address', () => {
  test.each([
    ['https://a.bitrix24.com/rest/1/abc/', { origin: 'https://a.bitrix24.com', userId: 1, code: 'abc' }],
    [' https://a.b/rest/api/12/abc/tasks.task.list ', { origin: 'https://a.b', userId: 12, code: 'abc' }],
    ['http://127.0.0.1:80/rest/1/abc', { origin: 'http://127.0.0.1', userId: 1, code: 'abc' }],
    ['https://a.b/rest/1/', null],
    ['ftp://a.b/rest/1/abc/', null],
    ['a.b/rest/1/abc/', null],
    ['', null],
  ])('%j', (text, wanted) => {
    expect(parseWebhook(text)).toEqual(wanted)
  })
})

test('requests are kept apart by the gap', async () => {
  const started = await start()
  const caller = createCaller(started.webhook, { gap: 60 })
  const began = performance.now()
  await Promise.all([caller.v2('profile'), caller.v2('profile'), caller.v2('profile')])
  expect(performance.now() - began).toBeGreaterThanOrEqual(119)
})
