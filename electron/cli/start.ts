import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { DoorNote } from '../inbound/answers.ts'
import { ask, NotRunning } from './ask.ts'
import { readNote } from './note.ts'

type Needs = {
  dataFolder: string
  /** What starts the app; null: the note knows. */
  program: string[] | null
  /** Milliseconds. */
  wait: number
  switches: string[]
}

/**
 * Starts the app out of sight and answers its note when it can be asked. Throws {@link NotRunning} where it was never
 * started here by hand, so that nobody knows its place, or where it does not come up in time.
 */
export async function startApp({ dataFolder, program: known, wait, switches }: Needs): Promise<DoorNote> {
  const [program, ...args] = known ?? (await readNote(dataFolder))?.start ?? []
  if (program === undefined) throw new NotRunning()
  let hasFailed = false
  const app = spawn(program, [...args, '--hidden', ...switches], { detached: true, stdio: 'ignore' })
  app.on('error', () => (hasFailed = true))
  app.on('exit', (code) => (hasFailed = code !== 0)) // one that only found another app ends well
  app.unref()
  const limit = Date.now() + wait
  while (!hasFailed && Date.now() < limit) {
    const note = await answering(dataFolder)
    if (note) return note
    await pause(50)
  }
  throw new NotRunning()
}

async function answering(dataFolder: string): Promise<DoorNote | null> {
  const note = await readNote(dataFolder)
  if (!note) return null
  try {
    const { ok } = await ask(note, { do: 'ping' }, 1_000)
    return ok ? note : null
  } catch {
    return null // not yet
  }
}
