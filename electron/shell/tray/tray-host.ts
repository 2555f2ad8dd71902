import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
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

type Deps = {
  /** Whether somebody shows tray icons. */
  look: () => Promise<Diagnostics['tray']>
  onCome: () => void
  /** Milliseconds between two looks; after the last one it is given up. */
  pauses?: readonly number[]
}

/** A desktop that begins starts programs and its tray side by side; two minutes later it is all there. */
const whileDesktopBegins = [1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 60_000]

/**
 * Waits for a tray that is not there yet. Chromium looks for one only when the icon is made, so that an app which starts
 * with the session would have none. Never throws.
 */
export async function awaitTray({ look, onCome, pauses = whileDesktopBegins }: Deps): Promise<void> {
  if ((await look()) !== 'missing') return
  for (const wait of pauses) {
    await pause(wait, undefined, { ref: false })
    if ((await look()) === 'there') return onCome()
  }
}
