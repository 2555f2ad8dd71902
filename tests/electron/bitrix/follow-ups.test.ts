import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { portalChecklists } from '../../../electron/bitrix/checklists.ts'
import { sendComment } from '../../../electron/bitrix/comments.ts'
import { portalFiles } from '../../../electron/bitrix/files.ts'
import { contentOf } from '../../support/content.ts'
import {
  json,
  reset,
  startMisbehavingServer,
  type Behaviour,
  type MisbehavingServer,
} from '../../support/misbehaving-server.ts'
import { failureOf, oauthClient, secrets, told } from './oauth/oauth-support.ts'

let server: MisbehavingServer
beforeEach(async () => {
  server = await startMisbehavingServer(json({ result: true }))
})
afterEach(() => server.close())

const bodies = () => server.requests.map(({ body }) => body.replace(`,"auth":"${secrets.accessToken}"`, ''))
const client = () => oauthClient(server.origin)
const denied = json(
  { error: { code: 'BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION', message: 'Access denied' } },
  403,
)

describe('a checklist', () => {
  // As recorded in the reference: ids as strings, an empty list for no members.
  const row = (id: number, parentId: number, title: string, more = {}) => ({
    ID: String(id),
    TASK_ID: '51',
    PARENT_ID: String(parentId),
    CREATED_BY: '1',
    TITLE: title,
    SORT_INDEX: '0',
    IS_COMPLETE: 'N',
    IS_IMPORTANT: 'N',
    TOGGLED_BY: null,
    TOGGLED_DATE: '',
    MEMBERS: [],
    ATTACHMENTS: [],
    ...more,
  })

  test('item is added with its parameters in the order that the portal reads them', async () => {
    server.willDo(json({ result: 475 }))
    expect(await portalChecklists(client()).add(51, { title: 'Milk', parentId: 470 })).toBe(475)
    expect(server.requests[0]?.path).toBe('/rest/task.checklistitem.add')
    expect(server.requests[0]?.body).toBe(
      `{"TASKID":51,"FIELDS":{"TITLE":"Milk","IS_COMPLETE":"N","PARENT_ID":470},"auth":"${secrets.accessToken}"}`,
    )
  })

  test('is read in its order', async () => {
    const result = [
      row(472, 470, 'Second', { SORT_INDEX: '2' }),
      row(470, 0, 'Shopping'),
      row(471, 470, 'First', { SORT_INDEX: '1', IS_COMPLETE: 'Y' }),
      { TITLE: 'without an id' },
    ]
    server.willDo(json({ result }))
    expect(await portalChecklists(client()).list(51)).toEqual([
      { id: 470, parentId: null, title: 'Shopping', isComplete: false },
      { id: 471, parentId: 470, title: 'First', isComplete: true },
      { id: 472, parentId: 470, title: 'Second', isComplete: false },
    ])
    expect(bodies()).toEqual(['{"TASKID":51,"ORDER":{"SORT_INDEX":"asc"}}'])
  })

  test('is made with all its items', async () => {
    server.willDo(...[[], 470, 471, 472].map((result) => json({ result })))
    const items = [{ title: 'Milk' }, { title: 'Bread', isComplete: true }]
    await portalChecklists(client()).ensure(51, { name: 'Shopping', items })
    expect(bodies().slice(1)).toEqual([
      '{"TASKID":51,"FIELDS":{"TITLE":"Shopping","IS_COMPLETE":"N","PARENT_ID":0}}',
      '{"TASKID":51,"FIELDS":{"TITLE":"Milk","IS_COMPLETE":"N","PARENT_ID":470}}',
      '{"TASKID":51,"FIELDS":{"TITLE":"Bread","IS_COMPLETE":"Y","PARENT_ID":470}}',
    ])
  })

  test('that was begun gets only what is missing, each double counted', async () => {
    const there = [
      row(470, 0, 'Shopping'),
      row(471, 470, 'Milk'),
      row(480, 0, 'Other'),
      row(481, 480, 'Bread'),
    ]
    server.willDo(json({ result: there }), json({ result: 472 }))
    const items = ['Milk', 'Bread', 'Milk'].map((title) => ({ title }))
    await portalChecklists(client()).ensure(51, { name: 'Shopping', items })
    expect(bodies().slice(1)).toEqual([
      '{"TASKID":51,"FIELDS":{"TITLE":"Bread","IS_COMPLETE":"N","PARENT_ID":470}}',
      '{"TASKID":51,"FIELDS":{"TITLE":"Milk","IS_COMPLETE":"N","PARENT_ID":470}}',
    ])
  })

  test('that is new is not looked up, and its progress is told', async () => {
    server.willDo(...[470, 471, 472].map((result) => json({ result })))
    const told: number[] = []
    const items = [{ title: 'Milk' }, { title: 'Bread' }]
    await portalChecklists(client()).ensure(
      51,
      { name: 'Shopping', items },
      { isNew: true, onProgress: (done) => Promise.resolve(void told.push(done)) },
    )
    expect([told, server.requests.map(({ path }) => path)]).toEqual([
      [1, 2],
      Array.from({ length: 3 }, () => '/rest/task.checklistitem.add'),
    ])
  })

  test('item whose answer was lost is not added again by itself', async () => {
    server.willDo(reset)
    const error = await failureOf(portalChecklists(client()).add(51, { title: 'Milk', parentId: 470 }))
    expect([error.outcome, server.requests.length]).toEqual(['unknown', 1])
  })

  test('of a task that is gone is refused in plain words', async () => {
    const text = 'TASKS_ERROR_EXCEPTION_#8; Action failed; <br>8/TE/ACTION_FAILED_TO_BE_PROCESSED'
    server.willDo(json({ error: 'ERROR_CORE', error_description: text }, 400))
    expect(await failureOf(portalChecklists(client()).list(51))).toMatchObject({
      code: 'refused',
      detail: expect.not.stringContaining('<br>') as string,
    })
  })
})

describe('a file', () => {
  const uploaded = {
    ID: 9035,
    NAME: 'a (1).png',
    CODE: null,
    STORAGE_ID: '13',
    TYPE: 'file',
    PARENT_ID: '21',
    FILE_ID: '12',
    SIZE: '3',
    CREATED_BY: '7',
    DOWNLOAD_URL: `https://team.bitrix24.com/rest/download.json?auth=${secrets.accessToken}`,
  }

  test("goes to the caller's own storage", async () => {
    const storage = {
      ID: '13',
      NAME: 'Anna',
      CODE: null,
      MODULE_ID: 'disk',
      ENTITY_TYPE: 'user',
      ENTITY_ID: '7',
      ROOT_OBJECT_ID: '21',
    }
    server.willDo(json({ result: [storage] }))
    expect(await portalFiles(client()).ownStorage()).toBe(13)
    expect(bodies()).toEqual(['{"filter":{"ENTITY_TYPE":"user","ENTITY_ID":7}}'])
  })

  test('has nowhere to go where there is no storage', async () => {
    server.willDo(json({ result: [] }))
    expect(await failureOf(portalFiles(client()).ownStorage())).toMatchObject({ code: 'not-found' })
  })

  test('is sent whole, and the answer told without its address', async () => {
    server.willDo(json({ result: uploaded }))
    const file = { name: 'a.png', content: contentOf(new Uint8Array([0, 127, 255])) }
    expect(await portalFiles(client()).upload(13, file)).toEqual({ id: 9035, name: 'a (1).png' })
    expect(bodies()).toEqual([
      '{"id":13,"data":{"NAME":"a.png"},"fileContent":["a.png","AH//"],"generateUniqueName":true}',
    ])
  })

  test('whose answer was lost is not sent again by itself', async () => {
    server.willDo(reset)
    const file = { name: 'a.png', content: contentOf(new Uint8Array(1)) }
    const error = await failureOf(portalFiles(client()).upload(13, file))
    expect([error.outcome, server.requests.length]).toEqual(['unknown', 1])
  })

  test.each([
    ['ERROR_NOT_FOUND', 'not-found'],
    ['DISK_BASE_SERVICE_22001', 'refused'],
    ['ERROR_COULD_NOT_SAVE_FILE', 'refused'],
    ['ACCESS_DENIED', 'access-denied'],
  ])('refused with %s is %s', async (error, code) => {
    server.willDo(json({ error, error_description: `DOWNLOAD ${secrets.accessToken}` }, 400))
    const failure = await failureOf(
      portalFiles(client()).upload(1, { name: 'a', content: contentOf(new Uint8Array(1)) }),
    )
    expect(failure.code).toBe(code)
    expect(told(failure)).not.toContain(secrets.accessToken)
  })

  test('whose answer was lost is found by name, size and time', async () => {
    const row = (ID: number, NAME: string, more = {}) => ({
      ID: String(ID),
      NAME,
      SIZE: '3',
      CREATE_TIME: '2026-11-22T10:00:00+03:00',
      ...more,
    })
    const result = [
      ...[row(1, 'a.png', { CREATE_TIME: '2026-11-21T10:00:00+03:00' }), row(2, 'a (1).png')],
      ...[row(3, 'a (2).png', { SIZE: '4' }), row(4, 'b.png')],
    ]
    server.willDo(json({ result }))
    const file = { name: 'a.png', size: 3, since: '2026-11-22T06:00:00Z' }
    expect(await portalFiles(client()).findUploaded(13, file)).toEqual([{ id: 2, name: 'a (1).png' }])
    expect(bodies()).toEqual(['{"id":13,"filter":{"%NAME":"a"}}'])
  })

  test('is attached by the old API where there is no other', async () => {
    server.willDo(json({ result: { attachmentId: 7 } }))
    await portalFiles(client()).attachV2(51, 9035)
    expect(server.requests[0]?.path).toBe('/rest/tasks.task.files.attach')
    expect(bodies()).toEqual(['{"taskId":51,"fileId":9035}'])
  })

  test('is attached by REST 3.0 without a key, which counts for nothing there', async () => {
    server.willDo(json({ result: { result: true } }))
    await portalFiles(client()).attach(51, [9035])
    const [seen] = server.requests
    expect(seen?.path).toBe('/rest/api/tasks.task.file.attach')
    expect(seen?.headers['idempotency-key']).toBeUndefined()
    expect(bodies()).toEqual(['{"taskId":51,"fileIds":[9035]}'])
  })

  test.each([
    ['none', false],
    ['an empty list', []],
    ['a task that is gone', undefined],
  ])('is not looked for where a task has none: %s', async (_what, held) => {
    server.willDo(json({ result: held === undefined ? [] : { task: { id: '51', ufTaskWebdavFiles: held } } }))
    expect(await portalFiles(client()).attachedTo(51)).toEqual([])
    expect(server.requests).toHaveLength(1)
  })

  test('is known by its object where it is attached, fifty at a time', async () => {
    const held = Array.from({ length: 51 }, (_, at) => String(1000 + at))
    const objects = (ids: string[]) =>
      json({
        result: {
          result: Object.fromEntries(
            ids.map((id, at) => [`c${at}`, { ID: id, OBJECT_ID: String(Number(id) + 1) }]),
          ),
          result_error: [],
        },
      })
    const task = json({ result: { task: { id: '51', ufTaskWebdavFiles: held } } })
    server.willDo(task, objects(held.slice(0, 50)), objects(held.slice(50)))
    expect(await portalFiles(client()).attachedTo(51)).toEqual(held.map((id) => Number(id) + 1))
  })
})

describe('a comment', () => {
  test('goes to the chat of the task under a key', async () => {
    server.willDo(json({ result: { result: true } }))
    await sendComment(client(), { taskId: 51, text: 'Готово' }, 'capture-1:comment')
    const [seen] = server.requests
    expect(seen?.path).toBe('/rest/api/tasks.task.chat.message.send')
    expect(seen?.headers['idempotency-key']).toBe('capture-1:comment')
    expect(bodies()).toEqual(['{"fields":{"taskId":51,"text":"Готово"}}'])
  })

  test('to a task that is not the caller’s is denied', async () => {
    server.willDo(denied)
    const error = await failureOf(sendComment(client(), { taskId: 51, text: 'A' }, 'k'))
    expect(error).toMatchObject({ code: 'access-denied', outcome: 'refused' })
  })
})

test('what belongs to a capture goes before what is read in the background', async () => {
  const order: string[] = []
  const note: Behaviour = (response, seen) => {
    order.push(seen.path.split('/').at(-1) ?? '')
    json({ result: [] })(response, seen)
  }
  server.willDo(note)
  const waiting: (() => void)[] = []
  const asked: string[] = []
  const slow = oauthClient(server.origin, {
    rateLimiter: () => ({
      pause: () => undefined,
      acquire: (priority) => {
        asked.push(priority)
        return new Promise((resolve) => waiting.push(resolve))
      },
    }),
  })
  const calls = [
    portalChecklists(slow).list(1),
    sendComment(slow, { taskId: 1, text: 'A' }, 'k'),
    portalFiles(slow).attach(1, [1]),
    portalChecklists(slow).list(1, { priority: 'background' }),
  ]
  await expect.poll(() => asked.length).toBe(4)
  expect(asked.sort()).toEqual(['background', 'capture', 'capture', 'capture'])
  for (const go of waiting) go()
  await Promise.all(calls)
  expect(order).toHaveLength(4)
})
