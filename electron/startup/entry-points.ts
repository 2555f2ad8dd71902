import { app } from 'electron'
import { type LaunchRequest, parseLaunch } from '../inbound/parse-launch.ts'
import type { Log } from '../log/log.ts'
import type { Windows } from '../shell/windows/windows.ts'
import { createRelay, type Relay } from './relay.ts'

/** macOS hands over a link before there is a window for it. */
export function receiveLinks(): Relay<string> {
  const links = createRelay<string>()
  app.on('open-url', (event, link) => {
    event.preventDefault()
    links.send(link)
  })
  return links
}

type Deps = {
  links: Relay<string>
  shortcutPressed: Relay<void>
  windows: Pick<Windows, 'showCapture' | 'showMain' | 'toggleCapture'>
  log: Log
}

/** The shortcut, this start, further starts and links: each opens a window, or says why not. */
export function openEntryPoints({ links, shortcutPressed, windows, log }: Deps): void {
  const enter = (request: LaunchRequest) => {
    if (request.kind === 'refused') log(`A link was refused: ${request.reason}`)
    if (request.kind === 'capture') windows.showCapture(request.given)
    else if (request.kind !== 'hidden') windows.showMain('plan')
  }
  if (shortcutPressed.listen(windows.toggleCapture).length > 0) windows.showCapture()
  if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient('quickplan')
  app.on('second-instance', (_event, argv) => enter(parseLaunch(argv)))
  app.on('activate', () => windows.showMain('plan'))
  app.on('window-all-closed', () => undefined) // the app lives in the tray
  const early = links.listen((link) => enter(parseLaunch(link)))
  // A Mac gives a login item no arguments, but tells that it is one.
  if (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin && early.length === 0)
    return
  for (const given of early.length > 0 ? early : [process.argv]) enter(parseLaunch(given))
}
