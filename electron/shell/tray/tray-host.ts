import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Diagnostics } from '../../model.ts'

const run = promisify(execFile)
const question = [
  '--session',
  '--print-reply',
  '--reply-timeout=2000',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.kde.StatusNotifierWatcher',
]

/**
 * Whether somebody on this desktop shows tray icons. Electron does not tell; on Linux the session bus knows
 * (StatusNotifierItem, freedesktop.org). `unknown` where it cannot be asked.
 */
export async function trayHost(platform: NodeJS.Platform): Promise<Diagnostics['tray']> {
  if (platform !== 'linux') return 'there'
  try {
    const { stdout } = await run('dbus-send', question, { timeout: 3_000 })
    return stdout.includes('boolean true') ? 'there' : 'missing'
  } catch {
    return 'unknown' // no session bus, or no such program
  }
}
