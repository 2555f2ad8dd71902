import type { Capturing } from '../outbox/set-up.ts'
import type { Installation } from '../startup/installation.ts'
import type { Log } from '../log/log.ts'
import { addLines } from './add-lines.ts'
import type { GivenText } from './parse-launch.ts'
import { openInboundServer } from './server.ts'

type Deps = {
  installation: Pick<Installation, 'dataFolder' | 'runtimeFolder' | 'version' | 'start'>
  showCapture: (given: GivenText | null) => void
  capturing: Pick<Capturing, 'captures'>
  /** Resolves when the accounts are ready; before that a task has no account to go to. */
  ready: Promise<void>
  logging: { log: Log }
}

/** Opens the socket by which other programs of the same user reach the app; `close` shuts it. Never throws. */
export function setUpSocket({ installation, showCapture, capturing, ready, logging }: Deps) {
  const { dataFolder, runtimeFolder, version, start } = installation
  const { captures } = capturing
  const { log } = logging
  const parse = (text: string) => captures.parse(captures.expand(text), [])
  const server = openInboundServer({
    dataFolder,
    runtimeFolder,
    platform: process.platform,
    version,
    start,
    actions: {
      showCapture,
      parse: (lines) => Promise.resolve(lines.map(parse)),
      add: async (lines) => {
        await ready
        return addLines(lines, {
          parse,
          save: (text) => captures.add(captures.expand(text)),
          onUnexpected: (error) => log('A capture could not be kept', error),
        })
      },
    },
    onUnexpected: (error) => log('A request at the socket failed', error),
  }).catch((error: unknown) => log('The socket could not be opened', error))

  return { close: async () => (await server)?.close() }
}
