import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from '../../../scripts/system/project.ts'

/** Runs an expression on `secrets` in a process of its own on the desktop, as the app would, and returns its value. */
export async function onSecrets(env: NodeJS.ProcessEnv, expression: string): Promise<unknown> {
  const script = `
    import { createRequire } from 'node:module'
    import { keychainSecrets } from './electron/store/secrets/secrets.ts'
    const secrets = keychainSecrets(createRequire(import.meta.url)('keytar'))
    console.log(JSON.stringify(await ${expression}))
    process.exit()`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, cwd: root })
  return JSON.parse(stdout)
}
