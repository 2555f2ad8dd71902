import { portalFiles, type PortalFiles } from '../../../bitrix/files.ts'
import { lacksRest3 } from '../../../bitrix/tasks-v2.ts'
import type { SentFile } from '../../record.ts'
import type { Step, StepWork } from './step.ts'

const clockDifference = 10 * 60_000

/** Uploads the attachments to the user's own Drive, one by one, then attaches them to the task. */
export const sendFiles: Step = async (work) => {
  const { capture, taskId, client, isRepeated, progress } = work
  const files = portalFiles(client)
  const storageId = await files.ownStorage()
  const fileIds: number[] = []
  for (const attachment of capture.attachments) {
    fileIds.push(attachment.fileId ?? (await uploadOnce(files, storageId, attachment, work, fileIds)))
    await progress(fileIds.length)
  }
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

/** Another copy is made by each upload that runs, so one whose answer was lost is looked for first. */
async function uploadOnce(
  files: PortalFiles,
  storageId: number,
  { id, name, size, triedAt }: SentFile,
  { capture, keepFile, openFile, now }: StepWork,
  known: readonly number[],
): Promise<number> {
  const others = [...known, ...capture.attachments.map(({ fileId }) => fileId)]
  const since = new Date(Date.parse(triedAt ?? '') - clockDifference || 0).toISOString()
  const found = triedAt === null ? [] : await files.findUploaded(storageId, { name, size, since })
  const lost = found.find((one) => !others.includes(one.id))
  if (triedAt === null) await keepFile(id, { triedAt: new Date(now()).toISOString() })
  const uploaded = lost ?? (await files.upload(storageId, { name, content: await openFile(id) }))
  await keepFile(id, { fileId: uploaded.id })
  return uploaded.id
}
