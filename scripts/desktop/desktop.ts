import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atExit } from '../system/at-exit.ts'
import { endChild } from '../system/children.ts'
import { startCompositor } from './compositor.ts'
import { type Place, startBus, startDisplay, startWindowManager } from './desktop-parts.ts'
import { type KeyringState, startKeyring } from './keyring.ts'

export type DesktopOptions = {
  /** How windows come to the screen; Wayland has KWin for it. Default `x11`. */
  session?: 'x11' | 'wayland'
  /** Default `unlocked`. */
  keyring?: KeyringState
  /** The keyring's password; one that everybody knows unless given, as fits a throw-away keyring. */
  keyringPassword?: string
  /** Where the keyring's files are kept, so that a later desktop finds them. Default: a throw-away folder. */
  keyringFolder?: string
  /** `private`: HOME and the XDG folders are throw-away ones. `own`: those of the user. Default `private`. */
  home?: 'private' | 'own'
  /** Pixels. Default 1280 × 800. */
  size?: { width: number; height: number }
  /** Whether a key that is held repeats, as X has it by itself. Default false. */
  keyRepeat?: boolean
}

export type Desktop = {
  /** What a program needs in its environment to live on this desktop. */
  env: NodeJS.ProcessEnv
  /** The name of the display of X, or of Wayland. */
  display: string
  busAddress: string
  /** The throw-away folder of this desktop; HOME is in it if it is private. */
  folder: string
  stop: () => Promise<void>
}

/** Whether a window could not be shown without a virtual desktop. */
export function needsVirtualDesktop(env = process.env, platform = process.platform): boolean {
  return platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']
}

/**
 * Starts a desktop of its own: display, session bus, window manager, keyring. Several can run side by side. All of
 * it ends with `stop`, and with this process, however that ends.
 */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-desktop-'))
  const callOff = atExit(() => rmSync(folder, { recursive: true, force: true }))
  const helpers: ChildProcess[] = []
  const stop = async () => {
    for (const helper of helpers.splice(0).reverse()) await endChild(helper)
    await rm(folder, { recursive: true, force: true })
    callOff()
  }
  try {
    const env = await environment(folder, options.home ?? 'private')
    const adopt = (helper: ChildProcess) => void helpers.push(helper)
    const busAddress = await startBus({ env, folder, adopt })
    const display = await startScreen({ env, folder, adopt }, options)
    await addKeyring(helpers, env, options)
    return { env, display, busAddress, folder, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startScreen(place: Place, options: DesktopOptions): Promise<string> {
  if (options.session === 'wayland') return startCompositor(place, options.size)
  const display = await startDisplay(place, options)
  await startWindowManager(place)
  return display
}

async function environment(folder: string, home: 'private' | 'own'): Promise<NodeJS.ProcessEnv> {
  const env = { ...process.env }
  delete env['WAYLAND_DISPLAY']
  delete env['XDG_CURRENT_DESKTOP']
  const own = {
    XDG_RUNTIME_DIR: join(folder, 'run'),
    ...(home === 'private' && {
      HOME: join(folder, 'home'),
      XDG_CONFIG_HOME: join(folder, 'home', '.config'),
      XDG_DATA_HOME: join(folder, 'home', '.local', 'share'),
      XDG_CACHE_HOME: join(folder, 'home', '.cache'),
    }),
  }
  for (const path of Object.values(own)) await mkdir(path, { recursive: true, mode: 0o700 })
  return {
    ...env,
    ...own,
    XAUTHORITY: join(folder, 'authority'),
    XDG_SESSION_TYPE: 'x11',
    NO_AT_BRIDGE: '1', // GTK would look for the accessibility bus, which is not part of this desktop
    LANG: env['LC_ALL'] ?? env['LANG'] ?? 'C.UTF-8', // without one, xdotool cannot type Russian
  }
}

async function addKeyring(helpers: ChildProcess[], env: NodeJS.ProcessEnv, options: DesktopOptions) {
  const { keyring = 'unlocked', keyringPassword = 'throw-away', keyringFolder } = options
  if (keyring === 'absent') return
  const folder = keyringFolder ?? join(env['XDG_RUNTIME_DIR'] ?? '', 'data')
  const own = { ...env, XDG_DATA_HOME: folder }
  helpers.push(await startKeyring({ state: keyring, env: own, password: keyringPassword }))
}
