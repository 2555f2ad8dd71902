import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { atExit } from './at-exit.ts'

const SETPRIV = '/usr/bin/setpriv'

/**
 * Starts a helper process that ends when this one does, however this one ends: the kernel sees to it. It has a
 * session of its own, so that Ctrl+C in the terminal ends the app first and the desktop below it afterwards.
 */
export function startHelper(command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const bound = process.platform === 'linux' && existsSync(SETPRIV)
  const child = bound
    ? spawn(SETPRIV, ['--pdeathsig', 'KILL', command, ...args], { detached: true, ...options })
    : spawn(command, args, { detached: true, ...options })
  child.once(
    'exit',
    atExit(() => child.kill('SIGKILL')),
  )
  return child
}

/** Asks a process to end, and after `patience` milliseconds does not ask any more. */
export async function endChild(child: ChildProcess, patience = 3_000): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), patience)
  await ended
  clearTimeout(force)
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** The exit code of a process as a shell would give it: 128 and the signal's number if a signal ended it. */
async function exitCodeOf(child: ChildProcess): Promise<number> {
  const [code, signal] = hasEnded(child)
    ? [child.exitCode, child.signalCode]
    : ((await once(child, 'exit')) as [number | null, NodeJS.Signals | null])
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}

/**
 * Runs a command in the foreground, passes on Ctrl+C and SIGTERM, and returns its exit code. A command that has not
 * ended ten seconds after the signal is ended by force.
 */
export async function runForeground(
  command: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  let force: NodeJS.Timeout | undefined
  // A terminal sends Ctrl+C to the child as well; a second one does it no harm.
  const pass = (signal: NodeJS.Signals) => {
    child.kill(signal)
    force ??= setTimeout(() => child.kill('SIGKILL'), 10_000)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass)
  try {
    return await exitCodeOf(child)
  } finally {
    clearTimeout(force)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, pass)
  }
}
