import * as z from 'zod'
import { fields, id, idOrNull, listOf, moment, readAs, readNothing, text } from './rest/answers.ts'
import { ask, askV3, forCapture } from './rest/ask.ts'
import { batchSize, runBatch } from './rest/batch.ts'
import type { BitrixClient, RequestOptions } from './rest/client.ts'
import { BitrixError } from './rest/errors.ts'
import { StreamedFile, type FileContent } from './rest/streamed-file.ts'
import { portalHost } from './rest/webhook.ts'

export type UploadedFile = {
  /** The Drive object, which is what a task takes; not the portal's inner file. */
  id: number
  /** As the portal keeps it: another one of that name makes it add a number. */
  name: string
}

/** Files on the caller's own Drive, and on tasks. They throw BitrixError; needs the permission `disk`. */
export type PortalFiles = {
  /** The id of the caller's own storage; throws `not-found` where there is none. */
  ownStorage: (request?: RequestOptions) => Promise<number>
  /** Puts a file into a storage. Never repeated by itself: each call that runs leaves another copy. */
  upload: (
    storageId: number,
    file: { name: string; content: FileContent },
    request?: RequestOptions,
  ) => Promise<UploadedFile>
  /** Files of this name (or it with a number) and size in a storage since then (ISO 8601): what a lost answer may have left. */
  findUploaded: (
    storageId: number,
    file: { name: string; size: number; since: string },
    request?: RequestOptions,
  ) => Promise<UploadedFile[]>
  /** Attaches uploaded files over REST 3.0. No idempotency key counts: each call that runs attaches them once more. */
  attach: (taskId: number, fileIds: readonly number[], request?: RequestOptions) => Promise<void>
  /** Attaches one uploaded file where there is no REST 3.0; each call that runs attaches it once more. */
  attachV2: (taskId: number, fileId: number, request?: RequestOptions) => Promise<void>
  /** The Drive objects that a task has for files: what a lost answer may have attached. */
  attachedTo: (taskId: number, request?: RequestOptions) => Promise<number[]>
}

const storage = fields({ ID: id, ROOT_OBJECT_ID: idOrNull })
// The answer has a DOWNLOAD_URL too, with a token in it: it is never read.
const file = fields({ ID: id, NAME: text })
const withFiles = fields({ task: fields({ ufTaskWebdavFiles: z.unknown().optional() }).optional() })
const attachedObject = fields({ OBJECT_ID: id })
const stored = fields({ ID: id, NAME: text, SIZE: text, CREATE_TIME: moment })
/** Slow lines carry some 50 KB a second, which is 37 KB of a file. Bytes per millisecond. */
const slowest = 37

/** Sources: disk/storage/disk-storage-{get-list,get-children,upload-file}.md, disk/attached-object, tasks/tasks-task-file-attach.md (REST 3.0). */
export function portalFiles(client: BitrixClient): PortalFiles {
  return {
    ownStorage: async (request = {}) => {
      const { origin, userId } = await client.portal()
      const params = { filter: { ENTITY_TYPE: 'user', ENTITY_ID: userId } }
      const options = { ...forCapture(request), kind: 'read', read: readStorages } as const
      const [first] = (await ask(client, 'disk.storage.getlist', params, options)).value
      if (first !== undefined) return first
      const details = { outcome: 'refused', subject: portalHost(origin) } as const
      throw new BitrixError('not-found', 'The account has no storage of its own', details)
    },
    upload: async (storageId, { name, content }, request = {}) => {
      const params = {
        id: storageId,
        data: { NAME: name },
        fileContent: [name, new StreamedFile(content)],
        generateUniqueName: true,
      }
      const timeoutMs = 60_000 + content.size / slowest
      const options = { ...forCapture(request), kind: 'write', read: readUploaded, timeoutMs } as const
      return (await ask(client, 'disk.storage.uploadfile', params, options)).value
    },
    findUploaded: async (storageId, { name, size, since }, request = {}) => {
      const stem = stemOf(name)
      const options = { ...forCapture(request), kind: 'read', read: readStored } as const
      const params = { id: storageId, filter: { '%NAME': stem } }
      const { value } = await ask(client, 'disk.storage.getchildren', params, options)
      // A portal that ignores the condition lists everything, so all is checked here.
      return value
        .filter((one) => one.name.startsWith(stem) && one.size === size)
        .filter(({ createdAt }) => createdAt === null || Date.parse(createdAt) >= Date.parse(since))
        .map(({ id, name }) => ({ id, name }))
    },
    attach: async (taskId, fileIds, request = {}) => {
      const body = JSON.stringify({ taskId, fileIds })
      const options = { ...forCapture(request), kind: 'write', read: readNothing } as const
      await askV3(client, 'tasks.task.file.attach', body, options)
    },
    attachV2: async (taskId, fileId, request = {}) => {
      await client.v2(
        'tasks.task.files.attach',
        { taskId, fileId },
        { ...forCapture(request), kind: 'write' },
      )
    },
    attachedTo: async (taskId, request = {}) => {
      const options = { ...forCapture(request), kind: 'read' } as const
      const query = { taskId, select: ['ID', 'UF_TASK_WEBDAV_FILES'] }
      const read = readAttachments
      const { value: ids } = await ask(client, 'tasks.task.get', query, { ...options, read })
      const found: number[] = []
      for (let from = 0; from < ids.length; from += batchSize) {
        const part = ids.slice(from, from + batchSize)
        const commands = part.map((id) => ({ method: 'disk.attachedobject.get', params: { id } }))
        for (const outcome of await runBatch(client, commands, options)) {
          if (outcome.error && !isOutOfReach(outcome.error)) throw outcome.error
          found.push(...(outcome.error ? [] : readObject(outcome.result)))
        }
      }
      return found
    },
  }
}

/** Reads the ids of `disk.storage.getlist`. */
export function readStorages(result: unknown): number[] | null {
  return listOf(storage, result)?.map(({ ID }) => ID) ?? null
}

/** Reads `disk.storage.uploadfile`. */
export function readUploaded(result: unknown): UploadedFile | null {
  const read = readAs(file, result)
  return read && { id: read.ID, name: read.NAME }
}

/** Reads the files of `disk.storage.getchildren`. */
export function readStored(result: unknown) {
  const files = listOf(stored, result)
  return (
    files?.map(({ ID, NAME, SIZE, CREATE_TIME }) => ({
      id: ID,
      name: NAME,
      size: Number(SIZE),
      createdAt: CREATE_TIME,
    })) ?? null
  )
}

/** Reads the numbers of a task's attachments, which are not those of the files; none for a task that is gone. */
export function readAttachments(result: unknown): number[] | null {
  const read = readAs(withFiles, result)
  return read && (listOf(id, read.task?.ufTaskWebdavFiles) ?? [])
}

const readObject = (result: unknown) => [readAs(attachedObject, result)?.OBJECT_ID ?? []].flat()

/** Somebody else's file may be out of the caller's reach; one of the caller's own is not. */
const isOutOfReach = ({ code }: BitrixError) => code === 'access-denied' || code === 'not-found'

/** What stands before the number that the portal puts into a name that is taken. */
function stemOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(0, dot) : name
}
