import { AppError } from '../errors.ts'
import type { DraftView } from '../model.ts'
import { mostFiles } from './attachment-limits.ts'
import type { Attachments, Offered } from './attachments.ts'
import type { Draft } from './draft.ts'

type DraftFilesDeps = {
  draft: Draft
  attachments: Attachments
  onChange: (view: DraftView) => void
}

/**
 * Takes files into the draft, those that can be taken; returns when they are on disk. Throws what was wrong with the
 * first of the others: `file-…`, `files-too-many`.
 */
export function draftFiles({ draft, attachments, onChange }: DraftFilesDeps) {
  return async (files: readonly Offered[]): Promise<DraftView> => {
    let refused: unknown = null
    const draftId = draft.id()
    for (const file of files) {
      try {
        if (draft.view().attachments.length >= mostFiles) {
          throw new AppError('files-too-many', 'There are too many files', { subject: String(mostFiles) })
        }
        await attachments.take(file, (taken) => draft.attach(taken, draftId))
      } catch (error) {
        refused ??= error
      }
    }
    onChange(draft.view())
    if (refused !== null) throw refused
    return draft.view()
  }
}
