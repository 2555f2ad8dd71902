import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What to tell somebody on whose machine Chromium's sandbox cannot start, or null where it can. */
export function sandboxProblem(dist: string): string | null {
  if (process.platform !== 'linux' || isRoot() || !namespacesForbidden()) return null
  const helper = join(dist, 'chrome-sandbox')
  if (isSetuidRoot(helper)) return null
  return (
    'This system does not let ordinary programs build a sandbox, and Electron does not start without one. ' +
    `Allow it once, then try again:\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`
  )
}

/** The switches for Electron: Chromium refuses its sandbox to root, and keeps it for everybody else. */
export const sandboxArguments = () => (isRoot() ? ['--no-sandbox'] : [])

export const isRoot = () => process.getuid?.() === 0

// Ubuntu from 24.04 on, older Debian, and hardened kernels, in this order.
function namespacesForbidden(): boolean {
  return (
    kernelSetting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    kernelSetting('kernel/unprivileged_userns_clone') === '0' ||
    kernelSetting('user/max_user_namespaces') === '0'
  )
}

function kernelSetting(name: string): string | null {
  try {
    return readFileSync(join('/proc/sys', name), 'utf8').trim()
  } catch {
    return null // this kernel does not have the setting
  }
}

function isSetuidRoot(path: string): boolean {
  const { uid, mode } = statSync(path)
  return uid === 0 && (mode & 0o4000) !== 0
}
