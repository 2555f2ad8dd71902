import { parseArgs } from 'node:util'
import { shells, type Shell } from './completion.ts'

/**
 * What was asked for on the command line. `texts` is null where they are to be read from standard input; for `completion`
 * it is the shell.
 */
export type Command = {
  action: 'capture' | 'add' | 'parse' | 'completion' | 'help' | 'version'
  texts: string[] | null
  dryRun: boolean
  json: boolean
  /** Null for the usual data folder. */
  dataFolder: string | null
  /** Milliseconds that the app gets to start. */
  wait: number
}

/** The command line cannot be understood; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `Captures tasks with Quickplan, which is started if it does not run.

  quickplan --capture [TEXT]   open the capture window, with a text in it
  quickplan add TEXT           save a task
  quickplan add < FILE         save a task per line
  quickplan parse TEXT         show what would become of a text, as JSON; also a line each from standard input
  quickplan completion SHELL   print the completion for bash, zsh, fish or powershell

  --dry-run      with add: show what would be saved, save nothing
  --json         one JSON object per line instead of words
  --data DIR     the app's data folder, where it is not the usual one
  --wait SECONDS time for the app to start (default 20)
  --help         this text
  --version      the version
  --             all that follows is text, also where it begins with a dash

Exit codes
  0  done
  1  refused, or failed: what was saved before is on standard output
  2  the command line is wrong
  3  Quickplan does not run and could not be started
  4  Quickplan did not answer: look at Sent before you try again`

const options = {
  capture: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  data: { type: 'string' },
  wait: { type: 'string', default: '20' },
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
} as const

/** Reads the command line. Throws a {@link UsageError}. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args)
  const action = actionOf(values, positionals)
  const words = ['add', 'parse', 'completion'].includes(action) ? positionals.slice(1) : positionals
  if (action === 'completion' && !(words.length === 1 && isShell(words[0])))
    throw new UsageError(`completion wants one of ${shells.join(', ')}.`)
  if (values['dry-run'] && action !== 'add') throw new UsageError('--dry-run goes with add.')
  if (values.data === '') throw new UsageError('--data wants the name of a folder.')
  return {
    action,
    // Words without quotes around them are one text, as everywhere on a command line.
    texts: words.length > 0 ? [words.join(' ')] : action === 'capture' ? [] : null,
    dryRun: values['dry-run'],
    json: values.json,
    dataFolder: values.data ?? null,
    wait: seconds(values.wait) * 1_000,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

type Switches = { help: boolean; version: boolean; capture: boolean }

function actionOf({ help, version, capture }: Switches, [verb]: string[]): Command['action'] {
  if (help) return 'help'
  if (version) return 'version'
  if (capture) return 'capture'
  if (verb === 'add' || verb === 'parse' || verb === 'completion') return verb
  throw new UsageError(verb === undefined ? 'Nothing was asked for.' : `There is no command "${verb}".`)
}

export const isShell = (name: string | undefined): name is Shell =>
  (shells as readonly (string | undefined)[]).includes(name)

function seconds(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`--wait wants a number of seconds, not "${text}".`)
  return Number(text)
}
