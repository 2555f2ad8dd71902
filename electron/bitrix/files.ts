import { fields, id, idOrNull, listOf, moment, readAs, readNothing, text } from './rest/answers.ts'
import { ask, askV3, forCapture } from './rest/ask.ts'
import type { BitrixClient, RequestOptions } from './rest/client.ts'
import { BitrixError } from './rest/errors.ts'
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
    file: { name: string; content: Uint8Array },
    request?: RequestOptions,
  ) => Promise<UploadedFile>
  /** Files of this name (or it with a number) and size in a storage since then (ISO 8601): what a lost answer may have left. */
  findUploaded: (
    storageId: number,
    file: { name: string; size: number; since: string },
    request?: RequestOptions,
  ) => Promise<UploadedFile[]>
  /** Attaches uploaded files over REST 3.0; once for a key, however often it is called in 24 hours. */
  attach: (
    taskId: number,
    fileIds: readonly number[],
    idempotencyKey: string,
    request?: RequestOptions,
  ) => Promise<void>
  /** Attaches one uploaded file where there is no REST 3.0. */
  attachV2: (taskId: number, fileId: number, request?: RequestOptions) => Promise<void>
}

const storage = fields({ ID: id, ROOT_OBJECT_ID: idOrNull })
// The answer has a DOWNLOAD_URL too, with a token in it: it is never read.
const file = fields({ ID: id, NAME: text })
const stored = fields({ ID: id, NAME: text, SIZE: text, CREATE_TIME: moment })
/** Slow lines carry some 50 KB a second, which is 37 KB of a file. Bytes per millisecond. */
const slowest = 37

/** Sources: disk/storage/disk-storage-{get-list,get-children,upload-file}.md, tasks/tasks-task-file-attach.md (REST 3.0). */
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
        fileContent: [name, Buffer.from(content).toString('base64')],
        generateUniqueName: true,
      }
      const timeoutMs = 60_000 + content.byteLength / slowest
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
    attach: async (taskId, fileIds, idempotencyKey, request = {}) => {
      const body = JSON.stringify({ taskId, fileIds })
      const options = { ...forCapture(request), kind: 'write', idempotencyKey, read: readNothing } as const
      await askV3(client, 'tasks.task.file.attach', body, options)
    },
    attachV2: async (taskId, fileId, request = {}) => {
      await client.v2(
        'tasks.task.files.attach',
        { taskId, fileId },
        { ...forCapture(request), kind: 'write' },
      )
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
      ...{ id: ID, name: NAME, size: Number(SIZE) },
      createdAt: CREATE_TIME,
    })) ?? null
  )
}

/** What stands before the number that the portal puts into a name that is taken. */
function stemOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(0, dot) : name
}
