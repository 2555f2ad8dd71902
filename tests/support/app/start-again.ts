import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { ensureElectron } from '../../../scripts/electron/electron.ts'
import { sandboxArguments } from '../../../scripts/electron/sandbox.ts'
import { root } from '../../../scripts/system/project.ts'
import type { App } from './app.ts'

/** Starts the app once more on its data, as a desktop, a browser or anybody else does. Returns how that ended. */
export async function startAgain({ dataDir }: Pick<App, 'dataDir'>, env: NodeJS.ProcessEnv, args: string[]) {
  const { executable } = await ensureElectron()
  const words = [...sandboxArguments(), root, `--user-data-dir=${dataDir}`, ...args]
  return once(spawn(executable, words, { env, stdio: 'ignore' }), 'exit')
}
