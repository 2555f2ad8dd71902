import { spawnSync } from 'node:child_process'
import { runForeground } from '../system/children.ts'
import { isRoot } from '../electron/sandbox.ts'

const variable = 'QUICKPLAN_OWN_MOUNTS'

/**
 * Goes on in a process that has mounts of its own, where the system allows it: what is mounted there nobody else sees,
 * and it is gone with the process, however that ends. Returns only in that process, or where it cannot be had.
 */
export async function inOwnMounts(): Promise<void> {
  if (process.platform !== 'linux' || !isRoot() || process.env[variable] !== undefined) return
  const unshare = ['--mount', '--propagation', 'private']
  if (spawnSync('unshare', [...unshare, 'true']).status !== 0) return
  const again = [...process.execArgv, ...process.argv.slice(1)]
  const env = { ...process.env, [variable]: '1' }
  process.exit(await runForeground('unshare', [...unshare, process.execPath, ...again], { env }))
}
