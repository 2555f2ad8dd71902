import { tmpdir } from 'node:os'
import type { Captures } from '../outbox/captures.ts'
import type { Log } from '../log.ts'
import { addLines } from './add-lines.ts'
import type { GivenText } from './parse-door.ts'
import { openDoor } from './server.ts'

type Needs = {
  dataFolder: string
  version: string
  /** The command line that starts this app. */
  start: string[]
  showCapture: (given: GivenText | null) => void
  captures: Pick<Captures, 'parse' | 'add'>
  /** Until the accounts are taken up there is nobody whom a task could go to. */
  ready: Promise<void>
  log: Log
}

/** Opens the socket by which other programs of the same user reach the app; `close` shuts it. Never throws. */
export function setUpSocket({ dataFolder, version, start, showCapture, captures, ready, log }: Needs) {
  const door = openDoor({
    dataFolder,
    runtimeFolder: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
    platform: process.platform,
    version,
    start,
    actions: {
      showCapture,
      parse: (lines) => Promise.resolve(lines.map((line) => captures.parse(line, []))),
      add: async (lines) => {
        await ready
        return addLines(lines, {
          parse: (text) => captures.parse(text, []),
          save: captures.add,
          onUnexpected: (error) => log('A capture could not be kept', error),
        })
      },
    },
    onUnexpected: (error) => log('A request at the socket failed', error),
  }).catch((error: unknown) => log('The socket could not be opened', error))

  return { close: async () => (await door)?.close() }
}
