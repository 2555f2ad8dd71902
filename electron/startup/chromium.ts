import { app } from 'electron'
import { sessionType } from '../diagnostics.ts'
import { setApplicationMenu } from '../shell/application-menu.ts'
import { forbidDictionaries } from '../shell/guard.ts'
import { declarePageScheme } from '../shell/protocol.ts'
import { applicationId } from '../application-id.ts'

/** Whether the windows come to the screen by Wayland. */
export const isWayland = () => sessionType(process.platform, process.env) === 'wayland'

/** What Chromium has to know before it is ready. */
export function prepareChromium(): void {
  if (process.platform === 'win32') app.setAppUserModelId(applicationId)
  // Only root, for whom Chromium has no sandbox, starts with this switch: in a container or on a test machine.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // https://www.electronjs.org/docs/latest/api/global-shortcut
  if (isWayland()) app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')
  declarePageScheme()
  forbidDictionaries()
  setApplicationMenu()
}
