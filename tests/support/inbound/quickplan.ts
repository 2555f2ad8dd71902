import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { root } from '../../../scripts/system/project.ts'

type Given = { input?: string | Buffer; env?: NodeJS.ProcessEnv }

/** Runs the command `quickplan` as a process of its own. Standard input is empty unless given. */
export async function runQuickplan(dataFolder: string, args: string[], { input = '', env }: Given = {}) {
  const words = ['--import', 'tsx', 'scripts/quickplan.ts', '--data', dataFolder, ...args]
  const child = spawn(process.execPath, words, { cwd: root, env: env ?? process.env })
  child.stdin.on('error', () => undefined) // it need not read all of it
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { out, err, code: code as number }
}
