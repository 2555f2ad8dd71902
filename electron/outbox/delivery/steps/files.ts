import { portalFiles, type PortalFiles } from '../../../bitrix/files.ts'
import { BitrixError } from '../../../bitrix/rest/errors.ts'
import type { FileContent } from '../../../bitrix/rest/streamed-file.ts'
import { lacksRest3 } from '../../../bitrix/tasks/tasks-v2.ts'
import type { SentFile } from '../../record.ts'
import type { UploadWatch } from '../uploads.ts'
import type { Step, StepWork } from './step.ts'

const clockDifference = 10 * 60_000

/** Uploads the attachments to the user's own Drive, one by one, then attaches them to the task. */
export const sendFiles: Step = async (work) => {
  const { capture, taskId, client, isRepeated } = work
  const files = portalFiles(client)
  const upload = work.beginUpload(bytesOf(capture.attachments))
  const fileIds = await uploadAll(files, work, upload).finally(upload.end)
  // No key makes attaching harmless to repeat, so what a lost answer may have attached is looked for first.
  const there = isRepeated ? await files.attachedTo(taskId) : []
  const left = fileIds.filter((fileId) => !there.includes(fileId))
  if (left.length === 0) return
  try {
    await files.attach(taskId, left)
  } catch (error) {
    if (!lacksRest3(error)) throw error
    for (const fileId of left) await files.attachV2(taskId, fileId)
  }
}

async function uploadAll(files: PortalFiles, work: StepWork, upload: UploadWatch): Promise<number[]> {
  const { attachments } = work.capture
  const storageId = await files.ownStorage({ signal: upload.signal })
  const fileIds: number[] = []
  for (const [at, attachment] of attachments.entries()) {
    const before = bytesOf(attachments.slice(0, at))
    const onSent = (bytes: number) => upload.sent(before + bytes)
    const sending = { files, storageId, known: fileIds, signal: upload.signal, onSent }
    fileIds.push(attachment.fileId ?? (await uploadOnce(attachment, work, sending)))
    onSent(attachment.size)
    await work.progress(fileIds.length)
  }
  return fileIds
}

const bytesOf = (files: readonly SentFile[]) => files.reduce((sum, { size }) => sum + size, 0)

type Sending = {
  files: PortalFiles
  storageId: number
  /** What the files before this one have become. */
  known: readonly number[]
  signal: AbortSignal
  onSent: (bytes: number) => void
}

/** Another copy is made by each upload that runs, so one whose answer was lost is looked for first. */
async function uploadOnce(
  { id, name, size, triedAt }: SentFile,
  { capture, keepFile, openFile, now }: StepWork,
  { files, storageId, known, signal, onSent }: Sending,
): Promise<number> {
  const others = [...known, ...capture.attachments.map(({ fileId }) => fileId)]
  const since = new Date(Date.parse(triedAt ?? '') - clockDifference || 0).toISOString()
  const found = triedAt === null ? [] : await files.findUploaded(storageId, { name, size, since }, { signal })
  const lost = found.find((one) => !others.includes(one.id))
  if (triedAt === null) await keepFile(id, { triedAt: new Date(now()).toISOString() })
  const uploaded = lost ?? (await upload(counted(await openFile(id), onSent)))
  await keepFile(id, { fileId: uploaded.id })
  return uploaded.id

  function upload(content: FileContent) {
    return files.upload(storageId, { name, content }, { signal }).catch((error: unknown) => {
      throw isPortalsFault(error) ? failedUpload(error) : error
    })
  }
}

/** The same content, and `onSent` told how many bytes of it were taken. */
const counted = ({ size, parts }: FileContent, onSent: (bytes: number) => void): FileContent => ({
  size,
  parts: async function* () {
    let sent = 0
    for await (const part of parts()) {
      yield part
      onSent((sent += part.byteLength))
    }
  },
})

const isPortalsFault = (error: unknown): error is BitrixError =>
  error instanceof BitrixError && error.code === 'portal-broken' && error.outcome === 'unknown'

const failedUpload = (cause: BitrixError) => {
  const { outcome, subject, detail } = cause
  return new BitrixError('upload-failed', 'The portal has failed at an upload', {
    outcome,
    subject,
    detail,
    cause,
  })
}
