import { appendFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addLines } from '../../../electron/inbound/add-lines.ts'
import type { Endpoint } from '../../../electron/inbound/protocol.ts'
import { type InboundServer, openInboundServer } from '../../../electron/inbound/server.ts'
import { AppError } from '../../../electron/errors.ts'
import type { Capture, Parsed } from '../../../electron/model.ts'
import { root } from '../../../scripts/system/project.ts'

type Options = {
  start?: string[]
  longest?: number
  timeoutMs?: number
  /** Is waited for before a capture is saved. */
  saving?: () => Promise<unknown>
}

/**
 * A real socket with a small app behind it: what was asked of it stands in `done.jsonl` of the data folder. A text is its
 * own title, `tomorrow` alone has none, `refuse` is refused and `break` breaks it.
 */
export function openTestServer(dataFolder: string, options: Options = {}): Promise<InboundServer> {
  const { start = [], saving, ...limits } = options
  const record = (entry: unknown) =>
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
    record({ saved: text })
    return { id: text, text, ...parse(text) } as unknown as Capture
  }
  return openInboundServer({
    dataFolder,
    runtimeFolder: dataFolder,
    platform: process.platform,
    version: '1.2.3',
    start,
    actions: {
      showCapture: (given) => record({ shown: given }),
      parse: (lines) => Promise.resolve(lines).then((all) => all.map(parse)),
      add: (lines) => addLines(lines, { parse, save, onUnexpected: record }),
    },
    onUnexpected: () => record('unexpected'),
    ...limits,
  })
}

/** The lines of a file in a data folder; none where there is no such file. */
export async function linesIn(dataFolder: string, name: string): Promise<string[]> {
  const content = await readFile(join(dataFolder, name), 'utf8').catch(() => '')
  return content.split('\n').filter((line) => line !== '')
}

/** What was done behind the socket, in its order. */
export const doneIn = async (dataFolder: string): Promise<unknown[]> =>
  (await linesIn(dataFolder, 'done.jsonl')).map((line) => JSON.parse(line) as unknown)

/** Writes the endpoint file that an app leaves for its clients. */
export const leaveEndpoint = (dataFolder: string, endpoint: Endpoint) =>
  writeFile(join(dataFolder, 'endpoint.json'), JSON.stringify(endpoint), { mode: 0o600 })

/** The program and arguments of an app that a client can start; see inbound-app.ts. */
export const startableApp = (dataFolder: string, ...switches: string[]): string[] => [
  process.execPath,
  '--import',
  import.meta.resolve('tsx'),
  join(root, 'tests/support/inbound/inbound-app.ts'),
  dataFolder,
  ...switches,
]

/** Ends the apps that clients have started. */
export async function endStarted(dataFolder: string): Promise<void> {
  for (const pid of await linesIn(dataFolder, 'pids')) {
    try {
      process.kill(Number(pid))
    } catch {
      // it has ended already
    }
  }
}
