import { fields, id, idOrNull, listOf, readAs, readNothing, text } from './answers.ts'
import { ask, askV3 } from './ask.ts'
import type { BitrixClient, CallOptions } from './client.ts'
import { BitrixError } from './errors.ts'
import { portalHost } from './webhook.ts'

type Haste = Pick<CallOptions, 'signal' | 'priority'>
export type UploadedFile = {
  /** The Drive object, which is what a task takes; not the portal's inner file. */
  id: number
  /** As the portal keeps it: another one of that name makes it add a number. */
  name: string
}

/** Files on the caller's own Drive, and on tasks. They throw BitrixError; needs the permission `disk`. */
export type PortalFiles = {
  /** The id of the caller's own storage; throws `not-found` where there is none. */
  ownStorage: (haste?: Haste) => Promise<number>
  /** Puts a file into a storage. Never repeated by itself: each call that runs leaves another copy. */
  upload: (
    storageId: number,
    file: { name: string; content: Uint8Array },
    haste?: Haste,
  ) => Promise<UploadedFile>
  /** Attaches uploaded files; once for a key, however often it is called in 24 hours. */
  attach: (taskId: number, fileIds: readonly number[], idempotencyKey: string, haste?: Haste) => Promise<void>
}

const storage = fields({ ID: id, ROOT_OBJECT_ID: idOrNull })
// The answer has a DOWNLOAD_URL too, with a token in it: it is never read.
const file = fields({ ID: id, NAME: text })

/** Sources: disk/storage/disk-storage-{get-list,upload-file}.md, tasks/tasks-task-file-attach.md (REST 3.0). */
export function portalFiles(client: BitrixClient): PortalFiles {
  return {
    ownStorage: async (haste = {}) => {
      const { origin, userId } = await client.portal()
      const params = { filter: { ENTITY_TYPE: 'user', ENTITY_ID: userId } }
      const options = { ...urgent(haste), kind: 'read', read: readStorages } as const
      const [first] = (await ask(client, 'disk.storage.getlist', params, options)).value
      if (first !== undefined) return first
      const details = { outcome: 'refused', subject: portalHost(origin) } as const
      throw new BitrixError('not-found', 'The account has no storage of its own', details)
    },
    upload: async (storageId, { name, content }, haste = {}) => {
      const params = {
        id: storageId,
        data: { NAME: name },
        fileContent: [name, Buffer.from(content).toString('base64')],
        generateUniqueName: true,
      }
      const options = { ...urgent(haste), kind: 'write', read: readUploaded } as const
      return (await ask(client, 'disk.storage.uploadfile', params, options)).value
    },
    attach: async (taskId, fileIds, idempotencyKey, haste = {}) => {
      const body = JSON.stringify({ taskId, fileIds })
      const options = { ...urgent(haste), kind: 'write', idempotencyKey, read: readNothing } as const
      await askV3(client, 'tasks.task.file.attach', body, options)
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

/** Files are part of a capture, and somebody waits for it. */
function urgent(haste: Haste): Haste {
  return { priority: 'capture', ...haste }
}
