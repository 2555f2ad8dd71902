import { AppError } from '../errors.ts'
import type { DraftView } from '../model.ts'
import { mostFiles } from './attachment-limits.ts'
import type { Attachments, Offered } from './attachments.ts'
import type { Draft } from './draft.ts'

type DraftFilesDeps = {
  now: () => Date
  draft: Draft
  attachments: Attachments
  onChange: (view: DraftView) => void
}

/** Takes a file into the draft; returns when it is on disk. Throws what is wrong with it: `file-…`, `files-too-many`. */
export function draftFiles({ draft, attachments, now, onChange }: DraftFilesDeps) {
  return async (file: Offered): Promise<DraftView> => {
    const draftId = draft.id()
    if (draft.view().attachments.length >= mostFiles) {
      throw new AppError('files-too-many', 'There are too many files', { subject: String(mostFiles) })
    }
    await attachments.take(withOwnName(file, now()), (taken) => draft.attach(taken, draftId))
    onChange(draft.view())
    return draft.view()
  }
}

/** What Chromium calls every picture that is pasted without a file, such as a screenshot. */
const pasted = /^image(\.[a-z]{3,4})$/i

/** A pasted picture gets the local date and time as its name, so that two of them can be told apart. */
function withOwnName(file: Offered, at: Date): Offered {
  const ending = file.isOnDisk ? undefined : pasted.exec(file.name)?.[1]
  if (ending === undefined) return file
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('-')
  return { ...file, name: `${day} ${time}${ending.toLowerCase()}` }
}
