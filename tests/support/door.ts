import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { addLines } from '../../electron/doors/add-lines.ts'
import { type DoorServer, openDoor } from '../../electron/doors/server.ts'
import { AppError } from '../../electron/errors.ts'
import type { Capture, Parsed } from '../../electron/ipc/contract.ts'

type Options = {
  start?: string[]
  longest?: number
  patience?: number
  /** Is waited for before a capture is saved. */
  saving?: () => Promise<unknown>
}

/**
 * A real socket with a small app behind it: what was asked of it stands in `done.jsonl` of the data folder. A text is its
 * own title, `tomorrow` alone has none, `refuse` is refused and `break` breaks it.
 */
export function openTestDoor(dataFolder: string, options: Options = {}): Promise<DoorServer> {
  const { start = [], saving, ...limits } = options
  const note = (entry: unknown) =>
    appendFileSync(join(dataFolder, 'done.jsonl'), `${JSON.stringify(entry)}\n`, { mode: 0o600 })
  const parse = (text: string) => {
    if (text === 'break') throw new Error('a bug')
    const title = text.replace('tomorrow', '').trim()
    const deadline = text.includes('tomorrow') ? '2026-11-23T19:00:00+03:00' : null
    return { title, description: '', deadline } as Parsed
  }
  const save = async (text: string) => {
    await saving?.()
    if (text === 'refuse') throw new AppError('signed-out', 'Nobody is signed in')
    note({ saved: text })
    return { id: text, text, ...parse(text) } as unknown as Capture
  }
  return openDoor({
    dataFolder,
    runtimeFolder: dataFolder,
    platform: process.platform,
    version: '1.2.3',
    start,
    actions: {
      showCapture: (given) => note({ shown: given }),
      parse: (lines) => Promise.resolve(lines).then((all) => all.map(parse)),
      add: (lines) => addLines(lines, { parse, save, onUnexpected: note }),
    },
    onUnexpected: () => note('unexpected'),
    ...limits,
  })
}
