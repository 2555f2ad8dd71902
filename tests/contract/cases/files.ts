import { randomUUID } from 'node:crypto'
import { family } from '../case.ts'
import type { Context } from '../case.ts'
import { isDigits, must, mustComplain, mustEqual, mustRefuse, resultOf } from '../check.ts'
import type { Row } from '../portal.ts'
import { brief } from '../portal.ts'

const { cases, check, probe } = family(['task', 'disk'])
const rest3 = family(['task', 'disk', 'v3'])

/** Uploads to the caller's Drive, and files on tasks. */
export const fileCases = cases
export const file3Cases = rest3.cases

async function ownStorage({ portal, userId }: Context): Promise<Row> {
  const filter = { ENTITY_TYPE: 'user', ENTITY_ID: userId }
  const storages = resultOf(await portal.v2('disk.storage.getlist', { filter })) as Row[]
  must(storages.length === 1, 'The user should have one storage', storages)
  return storages[0] ?? {}
}

check('14', "the user's storage is found, numbers as texts", async (context) => {
  const storage = await ownStorage(context)
  must(isDigits(storage.ID) && isDigits(storage.ROOT_OBJECT_ID), 'ID and ROOT_OBJECT_ID', storage)
  mustEqual(
    [storage.ENTITY_TYPE, storage.ENTITY_ID],
    ['user', String(context.userId)],
    'ENTITY_TYPE and ENTITY_ID',
  )
})

check('14', 'an upload is answered with the number of the object', async (context) => {
  const { portal, make, mark } = context
  const data = { NAME: `${mark} upload.txt` }
  const content = { fileContent: [data.NAME, Buffer.from('twelve bytes').toString('base64')] }
  const params = { id: Number((await ownStorage(context)).ID), data, ...content, generateUniqueName: true }
  const file = resultOf(await portal.v2('disk.storage.uploadfile', params))
  make.note('files', file.ID)
  mustEqual([typeof file.ID, file.TYPE, Number(file.SIZE)], ['number', 'file', 12], 'ID, TYPE, SIZE')
  must(file.FILE_ID !== file.ID, 'FILE_ID should be another number', [file.ID, file.FILE_ID])
})

check('14', 'an upload without a name or to no storage is refused by code', async (context) => {
  const { portal } = context
  const id = Number((await ownStorage(context)).ID)
  const fileContent = ['x.txt', Buffer.from('x').toString('base64')]
  mustRefuse(
    await portal.v2('disk.storage.uploadfile', { id, data: {}, fileContent }),
    'DISK_BASE_SERVICE_22001',
    400,
  )
  const nowhere = { id: 999_999_999, data: { NAME: 'x.txt' }, fileContent }
  mustRefuse(await portal.v2('disk.storage.uploadfile', nowhere), 'ERROR_NOT_FOUND', 400)
  mustRefuse(await portal.v2('disk.storage.uploadfile', {}), 'ERROR_ARGUMENT', 400)
})

check('14', 'an upload is not allowed in a batch', async ({ portal }) => {
  const reply = await portal.v2('batch', { cmd: { up: 'disk.storage.uploadfile?id=1' } })
  mustEqual(
    resultOf(reply).result_error?.up?.error,
    'ERROR_BATCH_METHOD_NOT_ALLOWED',
    'The error of the command',
  )
})

check(
  '11',
  'the old API attaches a file and answers the number of the attachment',
  async ({ portal, make }) => {
    const [taskId, fileId] = [await make.task(), await make.file()]
    const result = resultOf(await portal.v2('tasks.task.files.attach', { taskId, fileId }))
    must(Number(result.attachmentId) > 0, 'attachmentId should be a number', result)
  },
)

check('11', 'a new task takes files by the letter n and the number', async ({ portal, make }) => {
  const taskId = await make.task({ UF_TASK_WEBDAV_FILES: [`n${await make.file()}`] })
  const reply = await portal.v2('tasks.task.get', { taskId, select: ['ID', 'UF_TASK_WEBDAV_FILES'] })
  const held = [resultOf(reply).task.ufTaskWebdavFiles].flat().filter(Boolean)
  mustEqual(held.length, 1, 'How many files the task has')
})

check('11', 'attaching without task or file is error 100', async ({ portal, make }) => {
  mustRefuse(await portal.v2('tasks.task.files.attach', { fileId: 1 }), '100', 400)
  mustRefuse(await portal.v2('tasks.task.files.attach', { taskId: await make.task() }), '100', 400)
})

check('11', 'a file that is not there cannot be attached', async ({ portal, make }) => {
  const reply = await portal.v2('tasks.task.files.attach', { taskId: await make.task(), fileId: 999_999_999 })
  mustRefuse(reply, ['ERROR_CORE', '0', '100'], 400)
})

check('14', 'an attachment tells the number of its object', async ({ portal, make }) => {
  const [taskId, fileId] = [await make.task(), await make.file()]
  const { attachmentId: id } = resultOf(await portal.v2('tasks.task.files.attach', { taskId, fileId }))
  const attached = resultOf(await portal.v2('disk.attachedobject.get', { id })) as Row
  mustEqual(
    [Number(attached.OBJECT_ID), Number(attached.ENTITY_ID)],
    [fileId, taskId],
    'OBJECT_ID and ENTITY_ID',
  )
})

probe('14', 'what is said of a name that is taken?', async (context) => {
  const { portal, make, mark } = context
  const id = Number((await ownStorage(context)).ID)
  const name = `${mark} taken.txt`
  const params = { id, data: { NAME: name }, fileContent: [name, Buffer.from('x').toString('base64')] }
  make.note('files', resultOf(await portal.v2('disk.storage.uploadfile', params)).ID)
  const second = await portal.v2('disk.storage.uploadfile', params)
  if (second.status === 200) make.note('files', second.body.result.ID)
  return brief(second)
})

probe('11', 'what does UF_TASK_WEBDAV_FILES hold after a file was attached?', async ({ portal, make }) => {
  const [taskId, fileId] = [await make.task(), await make.file()]
  const { attachmentId } = resultOf(await portal.v2('tasks.task.files.attach', { taskId, fileId }))
  const reply = await portal.v2('tasks.task.get', { taskId, select: ['ID', 'UF_TASK_WEBDAV_FILES'] })
  const held = [resultOf(reply).task.ufTaskWebdavFiles].flat().map(Number)
  if (held.includes(Number(attachmentId))) return 'the number of the attachment'
  return held.includes(fileId) ? 'the number of the file' : 'neither'
})

rest3.check('10.8', 'REST 3.0 attaches files by the number of the object', async ({ portal, make }) => {
  const [taskId, fileId] = [await make.task(), await make.file()]
  const reply = await portal.v3('tasks.task.file.attach', { taskId, fileIds: [fileId] })
  mustEqual(resultOf(reply), { result: true }, 'The result')
})

rest3.check(
  '10.8',
  'attaching complains about what is missing or of the wrong type',
  async ({ portal, make }) => {
    const taskId = await make.task()
    mustComplain(await portal.v3('tasks.task.file.attach', { fileIds: [1] }), 'taskId')
    mustComplain(await portal.v3('tasks.task.file.attach', { taskId }), 'fileIds')
    mustComplain(
      await portal.v3('tasks.task.file.attach', { taskId: String(taskId), fileIds: [1] }),
      'taskId',
    )
  },
)

rest3.check('10.8', 'a file that is not there is denied', async ({ portal, make }) => {
  const params = { taskId: await make.task(), fileIds: [999_999_999] }
  const codes = ['ACCESSDENIEDEXCEPTION', 'ENTITYNOTFOUNDEXCEPTION', 'VALIDATION_REQUESTVALIDATIONEXCEPTION']
  mustRefuse(await portal.v3('tasks.task.file.attach', params), codes)
})

rest3.probe('10.8', 'does attaching honour a key?', async ({ portal, make }) => {
  const [taskId, fileId, key] = [await make.task(), await make.file(), randomUUID()]
  const attach = () => portal.v3('tasks.task.file.attach', { taskId, fileIds: [fileId] }, key)
  const [first, second] = [await attach(), await attach()]
  const reply = await portal.v2('tasks.task.get', { taskId, select: ['ID', 'UF_TASK_WEBDAV_FILES'] })
  const held = [resultOf(reply).task.ufTaskWebdavFiles].flat().filter(Boolean)
  const replayed = second.headers.get('idempotent-replayed') === 'true' ? 'replayed' : brief(second)
  return `first ${brief(first)}, second ${replayed}; attached ${held.length === 1 ? 'once' : `${held.length} times`}`
})

rest3.probe('10.8', 'does fileIds in tasks.task.add still fail?', async ({ portal, make, mark, userId }) => {
  const fileIds = [await make.file()]
  const fields = { title: `${mark} with file`, creatorId: userId, responsibleId: userId, fileIds }
  const reply = await portal.v3('tasks.task.add', { fields })
  if (reply.status === 200) make.note('tasks', reply.body.result?.item?.id)
  return reply.status === 200 ? 'no: it is taken' : `yes: ${brief(reply)}`
})
