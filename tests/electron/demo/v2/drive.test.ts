import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import type { Reply, Row } from '../support.ts'
import { addTask, prefix, startPortal, v2, v3 } from '../support.ts'
import { othersWithAccess } from '../../../support/privacy.ts'

const pixel = 'iVBORw0KGgo='

async function storageOf(portal: DemoPortal, userId = 1): Promise<number> {
  const filter = { ENTITY_TYPE: 'user', ENTITY_ID: userId }
  return Number((await v2(portal, 'disk.storage.getlist', { filter }, userId)).body.result[0].ID)
}

async function upload(portal: DemoPortal, more: object = {}, userId = 1): Promise<Reply> {
  const whole = {
    id: await storageOf(portal, userId),
    data: { NAME: 'a.png' },
    fileContent: ['a.png', pixel],
    ...more,
  }
  return v2(portal, 'disk.storage.uploadfile', whole, userId)
}

async function dataFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-portal-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'portal.json')
}

describe('upload', () => {
  test('a storage is found by its owner, numbers as texts', async () => {
    const params = { filter: { ENTITY_TYPE: 'user', ENTITY_ID: 3 } }
    const { body } = await v2(await startPortal(), 'disk.storage.getlist', params, 3)
    expect(body).toMatchObject({
      result: [
        {
          ID: '13',
          CODE: null,
          MODULE_ID: 'disk',
          ENTITY_TYPE: 'user',
          ENTITY_ID: '3',
          ROOT_OBJECT_ID: '21',
        },
      ],
      total: 1,
    })
  })

  test("nobody sees another person's storage", async () => {
    const params = { filter: { ENTITY_TYPE: 'user', ENTITY_ID: 3 } }
    expect((await v2(await startPortal(), 'disk.storage.getlist', params, 4)).body.result).toEqual([])
  })

  test('the answer has the number of the object as a number', async () => {
    const { status, body } = await upload(await startPortal())
    expect(status).toBe(200)
    expect(body.result).toMatchObject({ ID: 9001, NAME: 'a.png', TYPE: 'file', SIZE: '8', CREATED_BY: '1' })
    expect(body.result.FILE_ID).not.toBe(body.result.ID)
  })

  test('the bytes lie beside the data file, for their owner only, and go with the file', async () => {
    const file = await dataFile()
    const portal = await startPortal({ file })
    const { ID } = (await upload(portal)).body.result
    const folder = file.replace('.json', '-files')
    const [name = ''] = await readdir(folder)
    expect((await readFile(join(folder, name))).toString('base64')).toBe(pixel)
    expect(await othersWithAccess(join(folder, name))).toEqual([])
    await v2(portal, 'disk.file.delete', { id: ID })
    expect(await readdir(folder)).toEqual([])
  })

  test('files are there after a restart', async () => {
    const file = await dataFile()
    const first = await startPortal({ file })
    const { ID } = (await upload(first)).body.result
    await first.close()
    const second = await startPortal({ file })
    expect((await v2(second, 'disk.file.get', { id: ID })).body.result.NAME).toBe('a.png')
  })

  test('a storage lists its files, by name if that is asked for', async () => {
    const portal = await startPortal()
    await upload(portal)
    await upload(portal, { data: { NAME: 'other.txt' } })
    const id = await storageOf(portal)
    const { body } = await v2(portal, 'disk.storage.getchildren', { id, filter: { '%NAME': 'OTHER' } })
    expect(body.result.map((file: Row) => file.NAME)).toEqual(['other.txt'])
    expect((await v2(portal, 'disk.storage.getchildren', { id })).body.total).toBe(2)
    expect((await v2(portal, 'disk.storage.getchildren', { id }, 3)).body.error).toBe('ACCESS_DENIED')
  })

  test('a name that is taken is refused, or made unique if that is asked for', async () => {
    const portal = await startPortal()
    await upload(portal)
    expect((await upload(portal)).body.error).toBe('DISK_OBJ_22000')
    const names = [
      await upload(portal, { generateUniqueName: true }),
      await upload(portal, { generateUniqueName: true }),
    ]
    expect(names.map((reply) => reply.body.result.NAME)).toEqual(['a (1).png', 'a (2).png'])
  })

  test.each([
    ['ERROR_ARGUMENT', { id: undefined }],
    ['ERROR_ARGUMENT', { id: ['13'] }],
    ['ERROR_ARGUMENT', { data: undefined }],
    ['ERROR_ARGUMENT', { fileContent: undefined }],
    ['ERROR_NOT_FOUND', { id: 999_999 }],
    ['ACCESS_DENIED', { id: 13 }],
    ['DISK_BASE_SERVICE_22001', { data: {} }],
    ['DISK_BASE_SERVICE_22001', { data: { NAME: ' ' } }],
    ['DISK_BASE_SERVICE_22001', { data: { NAME: ['a.png'] } }],
    ['ERROR_COULD_NOT_SAVE_FILE', { fileContent: ['a.png', 'no base64!'] }],
    ['ERROR_COULD_NOT_SAVE_FILE', { fileContent: ['a.png', ''] }],
    ['ERROR_COULD_NOT_SAVE_FILE', { fileContent: [] }],
  ])('%s for %j', async (code, params) => {
    const { status, body } = await upload(await startPortal(), params)
    expect([status, body.error]).toEqual([400, code])
  })

  test('a name from outside is never a path', async () => {
    const file = await dataFile()
    const portal = await startPortal({ file })
    const { body } = await upload(portal, { data: { NAME: '../../escaped.png' } })
    expect(body.result.NAME).toBe('../../escaped.png')
    expect(await readdir(join(file, '..'))).toEqual(expect.not.arrayContaining(['escaped.png']))
    expect(await readdir(file.replace('.json', '-files'))).toHaveLength(1)
  })

  test('it is not allowed in a batch', async () => {
    const portal = await startPortal()
    const { result } = (await v2(portal, 'batch', { cmd: { up: 'disk.storage.uploadfile?id=11' } })).body
    expect(result.result_error.up.error).toBe('ERROR_BATCH_METHOD_NOT_ALLOWED')
  })

  test('without the scope disk it is refused', async () => {
    const faults = { before: () => ({ kind: 'scopes', scopes: ['task'] }) as const }
    const { body } = await v2(await startPortal({ faults }), 'disk.storage.getlist')
    expect(body.error).toBe('insufficient_scope')
  })
})

describe('files on tasks', () => {
  test('both APIs attach, and the old one lists the attachments', async () => {
    const portal = await startPortal()
    const taskId = await addTask(portal)
    const one = (await upload(portal)).body.result.ID
    const two = (await upload(portal, { data: { NAME: 'b.png' } })).body.result.ID
    const old = await v2(portal, 'tasks.task.files.attach', { taskId, fileId: one })
    const rest3 = await v3(portal, 'tasks.task.file.attach', { taskId, fileIds: [two] })
    expect([old.body.result, rest3.body.result]).toEqual([{ attachmentId: 1001 }, { result: true }])
    const select = ['ID', 'UF_TASK_WEBDAV_FILES']
    const { task } = (await v2(portal, 'tasks.task.get', { taskId, select })).body.result
    expect(task.ufTaskWebdavFiles).toEqual(['1001', '1002'])
  })

  test.each([
    ['100', {}],
    ['100', { taskId: 1 }],
    ['100', { taskId: 'x', fileId: 9001 }],
    ['0', { taskId: 999_999, fileId: 9001 }],
    ['ERROR_CORE', { taskId: 1, fileId: 999_999 }],
  ])('the old API answers %s to %j', async (code, params) => {
    const portal = await startPortal()
    await upload(portal)
    expect((await v2(portal, 'tasks.task.files.attach', params)).body.error).toBe(code)
  })

  test.each([
    ['taskId', { fileIds: [1] }],
    ['fileIds', { taskId: 1 }],
    ['fileIds', { taskId: 1, fileIds: [] }],
    ['fileIds', { taskId: 1, fileIds: ['9001'] }],
    ['fileIds', { taskId: 1, fileIds: { 0: 9001 } }],
  ])('REST 3.0 complains about %s in %j', async (field, params) => {
    const { status, body } = await v3(await startPortal(), 'tasks.task.file.attach', params)
    expect([status, body.error.validation[0].field]).toEqual([400, field])
  })

  test('a new or a changed task takes files by name, or is refused whole', async () => {
    const portal = await startPortal()
    const named = [`n${(await upload(portal)).body.result.ID}`]
    const fields = { TITLE: 'x', RESPONSIBLE_ID: 1, UF_TASK_WEBDAV_FILES: named }
    const taskId = Number((await v2(portal, 'tasks.task.add', { fields })).body.result.task.id)
    const params = { taskId, select: ['UF_TASK_WEBDAV_FILES'] }
    expect((await v2(portal, 'tasks.task.get', params)).body.result.task.ufTaskWebdavFiles).toEqual(['1001'])
    const missing = { TITLE: 'y', UF_TASK_WEBDAV_FILES: ['n999999'] }
    expect((await v2(portal, 'tasks.task.update', { taskId, fields: missing })).body.error).toBe('ERROR_CORE')
    expect((await v2(portal, 'tasks.task.get', { taskId })).body.result.task.title).toBe('x')
  })

  test("another person's file cannot be attached", async () => {
    const portal = await startPortal()
    const { ID } = (await upload(portal, {}, 3)).body.result
    const { status, body } = await v3(portal, 'tasks.task.file.attach', { taskId: 1, fileIds: [ID] })
    expect([status, body.error.code]).toEqual([403, `${prefix}ACCESSDENIEDEXCEPTION`])
  })

  test.each([
    { taskId: 1, fileIds: [999_999] },
    { taskId: 999_999, fileIds: [9001] },
  ])('a file or a task that is not there is denied by REST 3.0: %j', async (params) => {
    const { status, body } = await v3(await startPortal(), 'tasks.task.file.attach', params)
    expect([status, body.error.code]).toEqual([403, `${prefix}ACCESSDENIEDEXCEPTION`])
  })

  test('attaching once more is another attachment, whatever the key', async () => {
    const portal = await startPortal()
    const params = { taskId: await addTask(portal), fileIds: [(await upload(portal)).body.result.ID] }
    const first = await v3(portal, 'tasks.task.file.attach', params, { key: 'k' })
    const again = await v3(portal, 'tasks.task.file.attach', params, { key: 'k' })
    expect([first, again].map(({ headers }) => headers.get('idempotency-key'))).toEqual([null, null])
    const query = { taskId: params.taskId, select: ['UF_TASK_WEBDAV_FILES'] }
    const { task } = (await v2(portal, 'tasks.task.get', query)).body.result
    expect(task.ufTaskWebdavFiles).toEqual(['1001', '1002'])
  })

  test('an attachment tells its file, and is a secret to who may not see the task', async () => {
    const portal = await startPortal()
    const [taskId, fileId] = [await addTask(portal), (await upload(portal)).body.result.ID]
    const { attachmentId: id } = (await v2(portal, 'tasks.task.files.attach', { taskId, fileId })).body.result
    const { result } = (await v2(portal, 'disk.attachedobject.get', { id })).body
    expect(result).toMatchObject({ ID: String(id), OBJECT_ID: String(fileId), ENTITY_ID: String(taskId) })
    const codes = [
      (await v2(portal, 'disk.attachedobject.get', { id }, 3)).body.error,
      (await v2(portal, 'disk.attachedobject.get', { id: 999_999 })).body.error,
      (await v2(portal, 'disk.attachedobject.get', {})).body.error,
    ]
    expect(codes).toEqual(['ACCESS_DENIED', 'ERROR_NOT_FOUND', 'ERROR_ARGUMENT'])
  })
})
