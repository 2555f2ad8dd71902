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

/**
 * Takes files into the draft, those that can be taken; returns when they are on disk. Throws what was wrong with the
 * first of the others: `file-…`, `files-too-many`.
 */
export function draftFiles({ draft, attachments, now, onChange }: DraftFilesDeps) {
  return async (files: readonly Offered[]): Promise<DraftView> => {
    let refused: unknown = null
    const draftId = draft.id()
    for (const file of files) {
      try {
        if (draft.view().attachments.length >= mostFiles) {
          throw new AppError('files-too-many', 'There are too many files', { subject: String(mostFiles) })
        }
        await attachments.take(withOwnName(file, now()), (taken) => draft.attach(taken, draftId))
      } catch (error) {
        refused ??= error
      }
    }
    onChange(draft.view())
    if (refused !== null) throw refused
    return draft.view()
  }
}

/** What Chromium calls every picture that is pasted without a file, such as a screenshot. */
const pasted = /^image(\.[a-z]{3,4})$/i

/** A pasted picture gets the local date and time as its name, so that two of them can be told apart. */
function withOwnName(file: Offered, at: Date): Offered {
  const ending = 'path' in file ? undefined : pasted.exec(file.name)?.[1]
  if (ending === undefined) return file
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('-')
  return { ...file, name: `${day} ${time}${ending.toLowerCase()}` }
}
