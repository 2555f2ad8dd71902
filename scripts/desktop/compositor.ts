import { copyFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { hasEnded, startHelper } from '../system/children.ts'
import { waitFor } from '../system/wait.ts'
import type { Place } from './desktop-parts.ts'

const name = 'wayland-0'

/**
 * Starts Plasma's compositor on a display that is only in memory, names it in the environment, and returns its name. It lets anybody
 * press keys and take pictures, as a test has to.
 */
export async function startCompositor(
  { env, folder, adopt }: Place,
  { width, height } = { width: 1280, height: 800 },
): Promise<string> {
  // The file has a capability, with which containers refuse to run it; a copy has none. KWin has to have its name.
  const program = join(folder, 'kwin_wayland')
  await copyFile('/usr/bin/kwin_wayland', program)
  delete env['DISPLAY']
  Object.assign(env, { XDG_SESSION_TYPE: 'wayland', XDG_CURRENT_DESKTOP: 'KDE' })
  const size = ['--width', String(width), '--height', String(height)]
  const helper = startHelper(program, ['--virtual', '--no-lockscreen', '--socket', name, ...size], {
    env: {
      ...env,
      LIBGL_ALWAYS_SOFTWARE: '1',
      KWIN_COMPOSE: 'O2', // with QPainter, KWin's other way to draw, there are no pictures of the screen
      KWIN_WAYLAND_NO_PERMISSION_CHECKS: '1',
      KWIN_SCREENSHOT_NO_PERMISSION_CHECKS: '1',
    },
    stdio: 'ignore',
  })
  adopt(helper)
  await waitFor('the compositor', () => {
    if (hasEnded(helper)) throw new Error('kwin_wayland ended at once')
    return answers(join(env['XDG_RUNTIME_DIR'] ?? '', name))
  })
  env['WAYLAND_DISPLAY'] = name
  return name
}

/** Whether somebody listens at a socket. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.end())
  })
}
