import { inHome } from '../diagnostics.ts'
import { createLogFile } from '../log/log-file.ts'
import { createLog } from '../log/log.ts'
import { createErrorDialogs } from '../shell/error-dialogs.ts'
import type { Locale } from '../shell/words.ts'
import { createErrorReporter, surviveErrors } from '../log/unhandled-errors.ts'
import type { Installation } from './installation.ts'

type Deps = {
  installation: Pick<Installation, 'inData' | 'home' | 'isDevelopment'>
  locale: () => Locale
}

export type Logging = ReturnType<typeof setUpLogging>

/** The log, the dialogs for bad news, and from now on both for every error that nothing else handles. */
export function setUpLogging({ installation: { inData, home, isDevelopment }, locale }: Deps) {
  const logFile = createLogFile({ folder: inData('logs'), load: () => import('electron-log/node') })
  const log = createLog({
    write: (entry) => {
      process.stderr.write(entry)
      logFile.write(entry)
    },
    home,
    talkative: isDevelopment,
  })
  process.stderr.on('error', () => undefined) // nobody may be there to read it any more
  const dialogs = createErrorDialogs({
    locale,
    logPath: logFile.path,
    shownPath: inHome(logFile.path, home),
  })
  const reportError = createErrorReporter({ log, tell: dialogs.tellUnhandled })
  surviveErrors(process, reportError)
  return { log, logPath: logFile.path, dialogs, reportError }
}
