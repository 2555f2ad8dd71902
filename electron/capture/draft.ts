import { readFile } from 'node:fs/promises'
import { writeDurably } from './durable-file.ts'

export type Draft = {
  /** The unsaved text; empty when there is none. */
  text(): string
  /** Holds the text at once and writes it soon; answers when this text or a newer one is on disk. */
  keep(text: string): Promise<void>
}

/** The unsaved text of the capture window, kept through blur, quit and crash in a file of its own. */
export async function openDraft(path: string): Promise<Draft> {
  let text = await readIfThere(path)
  let written = text
  let writing: Promise<void> | null = null

  // One write at a time; whatever was typed meanwhile goes out with the next one.
  const writeUntilCurrent = async () => {
    while (written !== text) {
      const next = text
      await writeDurably(path, next)
      written = next
    }
  }

  return {
    text: () => text,
    keep: (next) => {
      text = next
      writing ??= writeUntilCurrent().finally(() => {
        writing = null
      })
      return writing
    },
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
