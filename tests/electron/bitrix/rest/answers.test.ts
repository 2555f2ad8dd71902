import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAccount, readProfile, readScopes } from '../../../../electron/bitrix/account.ts'
import { bitrixClient } from '../../../../electron/bitrix/rest/client.ts'
import { readFlag } from '../../../../electron/bitrix/rest/answers.ts'
import { portalCapabilities } from '../../../../electron/bitrix/capabilities.ts'
import { portalChecklists, readChecklist } from '../../../../electron/bitrix/checklists.ts'
import { sendComment } from '../../../../electron/bitrix/comments.ts'
import {
  directorySearch,
  portalDirectory,
  readActive,
  readGroups,
  readProjects,
} from '../../../../electron/bitrix/directory.ts'
import { portalFiles, readStorages, readStored, readUploaded } from '../../../../electron/bitrix/files.ts'
import {
  findCreated,
  getExtras,
  getTaskV2,
  readCandidates,
  readExtras,
  readMade,
  readOne,
} from '../../../../electron/bitrix/tasks/tasks-v2.ts'
import { getTask, readTask, readTaskList } from '../../../../electron/bitrix/tasks/tasks-v3.ts'
import { readAnswer } from '../../../../electron/bitrix/rest/envelope.ts'
import { planStages, readStages } from '../../../../electron/bitrix/board/stages.ts'
import { readCreated, readTasks } from '../../../../electron/bitrix/tasks/task-answers.ts'
import { createTaskBody, portalTasks } from '../../../../electron/bitrix/tasks/tasks.ts'
import { readPeople } from '../../../../electron/bitrix/everybody.ts'
import { AppError } from '../../../../electron/errors.ts'
import { jumpingClock } from './manual-clock.ts'
import { contentOf } from '../../../support/content.ts'
import { listPlan } from '../support.ts'

/** Any JSON, and JSON that looks nearly right: with keys that portals use, and those that objects inherit. */
const key = fc.constantFrom(
  ...[
    'result',
    'error',
    'error_description',
    'code',
    'message',
    'validation',
    'time',
    'total',
    'next',
    'finish',
  ],
  ...[
    'operating_reset_at',
    'tasks',
    'item',
    'id',
    'ID',
    'TITLE',
    'SORT',
    'COLOR',
    'title',
    'group',
    'tags',
    'c0',
    'c1',
    'items',
    'task',
    'ACTIVE',
    'PARENT_ID',
    'isExisting',
    'responsible',
  ],
  ...[
    'result_error',
    'NAME',
    'TIME_ZONE',
    'link',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '0',
    '5',
  ],
)
const leaf = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    7,
    1e300,
    '',
    '7',
    'Y',
    'QUERY_LIMIT_EXCEEDED',
    'NOT_FOUND',
    '\ud800',
  ),
  fc.string({ maxLength: 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('json'), { maxLength: 4 }),
    fc
      .array(fc.tuple(key, tie('json')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries) as object),
  ),
}))

const readers = {
  readActive,
  readCandidates,
  readExtras,
  readChecklist,
  readFlag,
  readGroups,
  readMade,
  readOne,
  readStorages,
  readTask,
  readTaskList,
  readStored,
  readUploaded,
  readProfile,
  readScopes,
  readProjects,
  readStages,
  readCreated,
  readTasks: (value: unknown) => readTasks(value, 1),
}

test.each(Object.entries(readers))('%s takes anything for a value or for nothing', (_name, read) => {
  fc.assert(
    fc.property(json, (value) => {
      expect(read(value)).not.toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

test('any text is an answer or none', () => {
  const text = fc.oneof(
    fc.string(),
    json.map((value) => JSON.stringify(value)),
  )
  fc.assert(
    fc.property(text, (answer) => {
      expect(readAnswer(answer)).not.toBeUndefined()
    }),
    { numRuns: 500 },
  )
})

test('whatever a portal answers, a call gives a value or an AppError without the secret', async () => {
  const status = fc.constantFrom(200, 400, 401, 403, 404, 429, 500, 503)
  await fc.assert(
    fc.asyncProperty(fc.oneof(json, fc.record({ result: json })), status, async (value, status) => {
      const client = bitrixClient({
        fetch: () => Promise.resolve(new Response(JSON.stringify(value), { status })),
        credentials: () =>
          Promise.resolve({ origin: 'https://team.bitrix24.com', userId: 1, code: 'a1b2c3d4e5f6g7h8' }),
        version: '1.2.3',
        clock: jumpingClock(),
      })
      const body = createTaskBody({
        title: 'A',
        description: '',
        deadline: null,
        creatorId: 1,
        responsibleId: 1,
      })
      const calls = [
        checkAccount(client),
        planStages(client).list(),
        planStages(client).add({ title: 'A', color: '112233', afterId: 1 }),
        portalTasks(client).createTask(body, 'k'),
        listPlan(client, [{ id: 1 }, { id: 2 }]),
        portalDirectory(client).people(),
        directorySearch(client).people('a'),
        directorySearch(client).projects('a'),
        portalChecklists(client).ensure(1, { name: 'A', items: [{ title: 'B' }] }),
        portalFiles(client).ownStorage(),
        portalFiles(client).findUploaded(1, { name: 'a', size: 1, since: '2026-11-22T10:00:00Z' }),
        getExtras(client, 1),
        portalFiles(client).upload(1, { name: 'a.txt', content: contentOf(new Uint8Array(1)) }),
        portalFiles(client).attach(1, [1]),
        portalFiles(client).attachedTo(1),
        sendComment(client, { taskId: 1, text: 'A', triedAt: 0 }, 'k'),
        getTask(client, 1),
        getTaskV2(client, 1),
        findCreated(client, { creatorId: 1, title: 'A', since: '2026-01-01T00:00:00+00:00' }),
        portalCapabilities({
          client,
          store: { load: () => value, save: () => undefined },
          now: () => new Date(),
        }).probe(),
      ]
      for (const settled of await Promise.allSettled(calls)) {
        if (settled.status === 'fulfilled') continue
        const { reason } = settled as { reason: unknown }
        expect(reason).toBeInstanceOf(AppError)
        expect(`${(reason as Error).stack} ${JSON.stringify(reason)}`).not.toContain('a1b2c3d4e5f6g7h8')
      }
    }),
    { numRuns: 60 },
  )
})

describe('what portals write in several ways is read as one', () => {
  test.each([
    ['{"result":[]}', { ok: true, result: [], operatingResetIn: null }],
    [
      '{"result":null,"total":"12","next":50}',
      { ok: true, result: null, total: 12, next: 50, operatingResetIn: null },
    ],
    ['{"result":1,"total":"many","time":[]}', { ok: true, result: 1, operatingResetIn: null }],
    [
      '{"result":1,"time":{"finish":1.5,"operating_reset_at":3}}',
      { ok: true, result: 1, operatingResetIn: 1500 },
    ],
    ['{"result":1,"time":{"finish":5,"operating_reset_at":3}}', { ok: true, result: 1, operatingResetIn: 0 }],
    ['{"result":1,"error":null}', { ok: true, result: 1, operatingResetIn: null }],
    ['{"error":"","error_description":"odd"}', { ok: false, code: '', text: 'odd', operatingResetIn: null }],
    ['{"error":100,"error_description":5}', { ok: false, code: '100', text: '5', operatingResetIn: null }],
    ['{"error":{"code":"0","message":"m"}}', { ok: false, code: '0', text: 'm', operatingResetIn: null }],
    ['{"error":[]}', { ok: false, code: '', text: '', operatingResetIn: null }],
    ['[]', null],
    ['"result"', null],
    ['', null],
  ])('%s', (text, answer) => {
    expect(readAnswer(text)).toEqual(answer)
  })

  test('a profile', () => {
    const person = { userId: 7, userName: 'Анна', timeZone: null, isAdmin: false }
    expect(readProfile({ ID: '7', NAME: 'Анна', LAST_NAME: '', TIME_ZONE: '' })).toEqual(person)
    expect(readProfile({ ID: 7, NAME: 'Анна', ADMIN: true, TIME_ZONE: 'Europe/Riga', OTHER: {} })).toEqual({
      ...person,
      isAdmin: true,
      timeZone: 'Europe/Riga',
    })
    expect(readProfile([])).toBeNull()
  })

  test('a field that is missing does not make a thing disappear', () => {
    expect(readStages([{ ID: 5 }])).toEqual([{ id: 5, title: '', color: 'C8CDD3' }])
    expect(readTasks({ tasks: [{ id: 1 }] }, 5)).toMatchObject([{ id: 1, stageId: 5, tags: [] }])
    expect(readPeople([{ ID: 7 }])).toEqual([{ id: 7, name: '', position: '' }])
    expect(readProjects([{ GROUP_ID: '7' }])).toEqual([{ id: 7, name: '' }])
    expect(readProfile({ ID: '7' })).toMatchObject({ userId: 7, isAdmin: false })
    expect(readCreated({ item: { id: 7 } })).toBe(7)
  })

  test('empty lists', () => {
    expect([readStages([]), readStages({}), readPeople([]), readProjects({}), readScopes([])]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ])
    expect([readTasks({ tasks: [] }, 1), readTasks([], 1)]).toEqual([[], null])
  })
})

describe('names that would turn what stands beside them', () => {
  const turned = 'inv\u202Eoice\u2066'

  test.each<[string, unknown]>([
    ['people', readPeople([{ ID: 1, NAME: turned, LAST_NAME: turned, WORK_POSITION: turned }])],
    ['projects', readProjects([{ GROUP_ID: 1, GROUP_NAME: turned }])],
    ['found projects', readGroups([{ ID: 1, NAME: turned }])],
    ['stages', readStages({ 1: { ID: 1, TITLE: turned, SORT: 1, COLOR: '00C4FB' } })],
    ['the user', readProfile({ ID: 1, NAME: turned, LAST_NAME: turned, ADMIN: false })],
    [
      'tasks',
      readTasks(
        {
          tasks: [
            { id: 1, title: turned, group: { name: turned }, groupId: 2, responsible: { name: turned } },
          ],
        },
        1,
      ),
    ],
    ['tasks of REST 3.0', readTask({ item: { id: 1, title: turned, group: { name: turned } } })],
    ['tasks that may be the same', readCandidates({ tasks: [{ id: 1, title: turned }] })],
  ])('are read without those signs: %s', (_what, read) => {
    const told = JSON.stringify(read)
    expect(told).toContain('invoice')
    expect(told).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  })
})
