// Where a start begins: a command for the app that runs already, or the app itself.
import { app } from 'electron'
import { isCommandLine } from './cli/command-line.ts'
import { withdrawSwitches } from './shell/switches.ts'

if (app.isPackaged && isCommandLine(process.argv.slice(1))) {
  // One file that runs without Electron as well. Nothing of the app is loaded, no window system is asked for.
  const client = new URL('quickplan.mjs', import.meta.url).href
  await import(client)
  app.exit(Number(process.exitCode ?? 0))
} else {
  if (app.isPackaged) withdrawSwitches(app.commandLine)
  await import('./main.ts')
}
