import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../errors.ts'
import type { StageSet, Template } from '../model.ts'
import { readSmallFile } from '../store/small-file.ts'
import { readStageSet, writeStageSet } from './stage-sets.ts'

/** Stage sets in files that a person chooses. */
export type StageSetFiles = {
  /** With the templates, if there are any. False when no file was chosen. Throws `set-not-saved`. */
  export: (set: StageSet, templates?: readonly Template[]) => Promise<boolean>
  /** Null when no file was chosen. Throws what `readStageSet` throws, `set-unreadable` and `set-too-large`. */
  import: () => Promise<StageSet | null>
}

type Needs = {
  /** Ask for a file and answer its path, or null. */
  chooseSave: (suggestedName: string) => Promise<string | null>
  chooseOpen: () => Promise<string | null>
}

/** Bytes. Fifty long titles and two hundred long templates are less. */
const largest = 8_000_000

/** `chooseSave` and `chooseOpen` show the system's own dialogs, so no window names a path. */
export function stageSetFiles({ chooseSave, chooseOpen }: Needs): StageSetFiles {
  return {
    export: async (set, templates = []) => {
      const path = await chooseSave(`${fileName(set.name)}.json`)
      if (path === null) return false
      try {
        await writeFile(path, writeStageSet(set, templates))
      } catch (error) {
        throw failed('set-not-saved', path, error)
      }
      return true
    },
    import: async () => {
      const path = await chooseOpen()
      return path === null ? null : readStageSet(await textOf(path))
    },
  }
}

async function textOf(path: string): Promise<string> {
  const file = await readSmallFile(path, largest)
  if ('text' in file) return file.text
  throw failed(`set-${file.fault}`, path, file.cause)
}

function failed(code: 'set-not-saved' | 'set-unreadable' | 'set-too-large', path: string, cause?: unknown) {
  return new AppError(code, 'A file with a stage set', { subject: basename(path), cause })
}

/** What every file system takes. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} _-]/gu, '').trim()
  return plain.slice(0, 60) || 'stages'
}
