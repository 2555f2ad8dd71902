import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import { v2Methods } from '../../../../electron/demo/v2/methods.ts'
import { v3Methods } from '../../../../electron/demo/v3/methods.ts'
import type { Reply } from '../support.ts'
import { browse, post, startPortal, webhookOf } from '../support.ts'

const oldNames = [...v2Methods().keys(), 'batch']
const newNames = [...v3Methods().keys(), 'batch']

const keys = fc.constantFrom(
  ...[
    'fields',
    'id',
    'taskId',
    'filter',
    'FILTER',
    'select',
    'order',
    'pagination',
    'cmd',
    'start',
    'entityId',
    'stageId',
  ],
  ...[
    'TITLE',
    'title',
    'RESPONSIBLE_ID',
    'responsibleId',
    'creatorId',
    'DEADLINE',
    'deadline',
    'AFTER_ID',
    'TAGS',
  ],
  ...[
    'page',
    'limit',
    'offset',
    'STAGES_ID',
    'logic',
    'conditions',
    '::LOGIC',
    '::SUBFILTER-1',
    'priority',
    'parentId',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    '0',
    'length',
    'auth',
    'name',
    'FIND',
    'halt',
  ],
  ...['TASKID', 'ITEMID', 'FIELDS', 'PARENT_ID', 'MEMBERS', 'SORT_INDEX', 'TYPE', 'userId'],
  ...['data', 'NAME', 'fileContent', 'fileId', 'fileIds', 'generateUniqueName', 'text', 'method', 'query'],
)

const leaf = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    1,
    -1,
    3,
    999,
    1e21,
    0.5,
    Number.MAX_SAFE_INTEGER,
    '',
    '1',
    'id',
    'task',
    '%',
  ),
  fc.constantFrom(
    '2026-12-31T18:00:00+03:00',
    '9999-99-99T99:99:99+99:99',
    '0000-00-00',
    '\ud800',
    '<b>',
    '$result[a][b]',
  ),
  fc.constantFrom(
    'tasks.task.list?filter[ID]=1',
    'in',
    'between',
    'ASC',
    'x'.repeat(2000),
    '\u0000',
    'high',
    'completed',
  ),
  fc.string({ unit: 'binary' }),
  fc.double(),
)

const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc
    .uniqueArray(fc.tuple(keys, tie('value')), { maxLength: 6, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries) as unknown),
}))
const object = fc
  .uniqueArray(fc.tuple(keys, value), { maxLength: 6, selector: ([key]) => key })
  .map((entries): unknown => Object.fromEntries(entries))
const plausible = fc
  .tuple(
    fc.record({ title: fc.constant('x'), creatorId: fc.constant(1), responsibleId: fc.constant(1) }),
    object,
  )
  .map(([required, more]): unknown => ({
    id: 1,
    taskId: 1,
    fields: { ...required, TITLE: 'x', RESPONSIBLE_ID: 1, ...(more as object) },
  }))

const bodies = fc.oneof(
  object.map((body) => JSON.stringify(body)),
  plausible.map((body) => JSON.stringify(body)),
  value.map((body) => JSON.stringify(body)),
  fc.string({ unit: 'binary' }),
)

function expectNamed({ status, body }: Reply): void {
  expect(status).toBeLessThan(500)
  if (status === 200) expect('result' in body || 'openapi' in body).toBe(true)
  else expect(typeof body.error === 'string' ? body.error : body.error.code).toMatch(/^[\w]+$/)
}

/** What was stored must be readable at the next start, and every list and page must still work. */
async function expectSound(portal: DemoPortal): Promise<void> {
  await portal.close()
  const damaged: unknown[] = []
  const next = await startPortal({ file, onDamaged: (path) => damaged.push(path) })
  expect(damaged).toEqual([])
  for (const method of ['tasks.task.list', 'user.get']) {
    expect((await post(next.webhook + method, '{}')).status).toBe(200)
  }
  expect((await (await browse(next))('/')).status).toBe(200)
}

let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-portal-'))
  file = join(folder, 'portal.json')
})

afterEach(() => rm(folder, { recursive: true }))

describe('hostile input', () => {
  test('any JSON or text at any method of the old API gets a result or a named error', async () => {
    const portal = await startPortal({ file })
    const types = fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...oldNames), bodies, types, async (method, body, type) => {
        expectNamed(await post(webhookOf(portal) + method, body, { 'Content-Type': type }))
      }),
      { numRuns: 250 },
    )
    await expectSound(portal)
  }, 60_000)

  test('any JSON or text at any method of REST 3.0 gets a result or a named error', async () => {
    const portal = await startPortal({ file })
    const base = webhookOf(portal).replace('/rest/', '/rest/api/')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...newNames), bodies, async (method, body) => {
        expectNamed(await post(base + method, body, { 'Idempotency-Key': 'k' }))
        expectNamed(await post(base + method, body))
      }),
      { numRuns: 150 },
    )
    await expectSound(portal)
  }, 60_000)

  test('any address and query gets an answer', async () => {
    const portal = await startPortal({ file })
    const piece = fc.oneof(
      fc.constantFrom(
        'rest',
        'api',
        '1',
        '%',
        '%00',
        '..',
        '__proto__',
        'filter[[]]=',
        '[',
        '?',
        '&',
        '=',
        'a[b]=1',
        '%F0',
      ),
      fc.stringMatching(/^[!-~]{0,12}$/).map((text) => text.replaceAll('#', '')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.boolean(), async (pieces, isCall) => {
        const path = isCall
          ? `${portal.webhook}tasks.task.list?${pieces.join('&')}`
          : `${portal.url}/${pieces.join('/')}`
        expect((await fetch(path, { redirect: 'manual' })).status).toBeLessThan(500)
      }),
      { numRuns: 120 },
    )
    await expectSound(portal)
  }, 60_000)

  test('form keys nested too deep are passed over', async () => {
    const portal = await startPortal()
    const form = `filter${'[a]'.repeat(5000)}=1`
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    expect((await post(`${portal.webhook}tasks.task.list`, form, headers)).status).toBe(200)
  })

  test.each([
    ['announced', () => 'x'.repeat(5000)],
    ['not announced', () => new Blob(['x'.repeat(5000)]).stream()],
  ])('a body over the limit, its length %s, is refused with 413', async (_how, body) => {
    const portal = await startPortal({ bodyLimit: 4096 })
    const sent = { method: 'POST', body: body(), duplex: 'half' }
    const response = await fetch(`${portal.webhook}profile`, sent as RequestInit)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ error: 'INVALID_REQUEST' })
  })

  test.each(['PUT', 'DELETE', 'PATCH'])('%s is refused by both APIs', async (method) => {
    const { webhook } = await startPortal()
    const old = await fetch(`${webhook}profile`, { method })
    const rest3 = await fetch(`${webhook.replace('/rest/', '/rest/api/')}tasks.task.list`, { method })
    expect([old.status, rest3.status]).toEqual([405, 400])
  })
})
