import type { Log } from './log.ts'

type Deps = {
  log: Log
  /** Tells the user, in words. */
  tell: () => void
}

/** Something that nobody has handled: every one is logged, and the first since the start is told as well. */
export type ReportError = (text: string, error?: unknown) => void

/** One window with bad news is enough: what has failed once usually fails again. */
export function createErrorReporter({ log, tell }: Deps): ReportError {
  let isTold = false
  return (text, error) => {
    log(text, error)
    if (isTold) return
    isTold = true
    tell()
  }
}

type Source = {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown
}

/** From now on the process survives what nobody handles. All that matters is on disk at any time, so it can go on. */
export function surviveErrors(source: Source, reportError: ReportError): void {
  source.on('uncaughtException', (error) => reportError('An error was not handled', error))
  source.on('unhandledRejection', (error) => reportError('A rejection was not handled', error))
}
