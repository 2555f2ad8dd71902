import type { InboundReply, Endpoint, InboundRequest } from '../inbound/protocol.ts'
import { type Command, isShell, readCommand, usage, UsageError } from './arguments.ts'
import { ask, NoAnswer, NotRunning } from './ask.ts'
import { completions } from './completion.ts'
import { InputError, readLines } from './lines.ts'
import { readEndpoint } from './endpoint-file.ts'
import { startApp } from './start.ts'
import { refusalText, summary, untitledText } from './messages.ts'

type Deps = {
  input: AsyncIterable<Buffer> & { isTTY?: boolean }
  print: (line: string) => void
  complain: (line: string) => void
  usualDataFolder: string
  /** The app's own program, where this runs in it; null: the app is started as it was the last time. */
  program: string | null
  version: string
}

/** Saving a thousand tasks durably takes a slow disk a while. Milliseconds. */
const timeoutMs = 120_000

/** The command `quickplan`: does what its arguments say and returns the exit code, see {@link usage}. */
export async function quickplan(args: readonly string[], deps: Deps): Promise<number> {
  try {
    const command = readCommand(args)
    if (command.action === 'help') deps.print(usage)
    else if (command.action === 'version') deps.print(deps.version)
    else if (command.action === 'completion') deps.print(completionFor(command))
    else return await carryOut(command, deps)
    return 0
  } catch (error) {
    const [code, text] = failure(error)
    deps.complain(`quickplan: ${text}`)
    return code
  }
}

const completionFor = ({ texts }: Command) => (isShell(texts?.[0]) ? completions[texts[0]] : '')

async function carryOut(command: Command, deps: Deps): Promise<number> {
  const request = await requestOf(command, deps)
  const answer = await reach(command, request, deps)
  if ('captures' in answer) show(answer.captures, 'Saved: ', command, deps)
  if (!answer.ok) {
    deps.complain(`quickplan: ${refusalText(answer)}`)
    return 1
  }
  return 'parsed' in answer ? preview(answer, command, deps) : 0
}

async function requestOf({ action, texts, dryRun }: Command, { input }: Deps): Promise<InboundRequest> {
  const lines = texts ?? (input.isTTY ? [] : await readLines(input))
  const isBlank = lines.every((line) => line.trim() === '')
  if (action === 'capture') return isBlank ? { do: action } : { do: action, text: lines.join('\n') }
  if (isBlank) throw new UsageError('There is no text.')
  return { do: action === 'add' && !dryRun ? 'add' : 'parse', lines }
}

/** Asks the app, which is started first where it does not run. */
async function reach(command: Command, request: InboundRequest, deps: Deps): Promise<InboundReply> {
  const dataFolder = command.dataFolder ?? deps.usualDataFolder
  const endpoint = await readEndpoint(dataFolder)
  try {
    return await ask(endpoint ?? absent, request, timeoutMs)
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error
  }
  const isBare = request.do === 'capture' && request.text === undefined
  const started = await startApp({
    dataFolder,
    program: programOf(command, deps),
    wait: command.wait,
    switches: isBare ? ['--capture'] : [],
  })
  // The window is coming up by itself then, and somebody may be typing in it already.
  return isBare ? { ok: true } : ask(started, request, timeoutMs)
}

const programOf = ({ dataFolder }: Command, { program }: Deps) =>
  program === null ? null : [program, ...(dataFolder === null ? [] : [`--user-data-dir=${dataFolder}`])]

const absent: Endpoint = { address: null, token: null, start: [] }

type Preview = Extract<InboundReply, { parsed: unknown }>

function preview({ parsed }: Preview, command: Command, deps: Deps): number {
  if (command.action === 'parse') {
    show(parsed, '', { json: true }, deps)
    return 0
  }
  show(parsed, 'Would save: ', command, deps)
  const untitled = parsed.findIndex(({ title }) => title === '')
  if (untitled === -1) return 0
  deps.complain(`quickplan: ${untitledText(untitled + 1)}`)
  return 1
}

type Shown = Parameters<typeof summary>[0]

function show(items: Shown[], label: string, { json }: Pick<Command, 'json'>, { print }: Deps): void {
  for (const item of items) print(json ? JSON.stringify(item) : `${label}${summary(item)}`)
}

function failure(error: unknown): [code: number, text: string] {
  if (error instanceof UsageError) return [2, `${error.message} See quickplan --help.`]
  if (error instanceof InputError) return [1, error.message]
  if (error instanceof NotRunning) {
    return [3, 'Quickplan does not run and could not be started: open it once, then try again.']
  }
  if (error instanceof NoAnswer) {
    return [4, 'Quickplan did not answer: look at Sent before you try again.']
  }
  throw error
}
