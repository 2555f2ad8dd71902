import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The script of a command line tool among the project's packages, to be run by this Node. */
export function tool(name: string, command = name): string {
  const file = packageFile(name)
  const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: string | Record<string, string> }
  const path = typeof bin === 'string' ? bin : bin[command]
  if (path === undefined) throw new Error(`The package ${name} has no command ${command}`)
  return join(dirname(file), path)
}

function packageFile(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  for (const folder of folders) {
    const path = join(folder, name, 'package.json')
    if (readable(path)) return path
  }
  throw new Error(`The package ${name} is not installed; run npm ci`)
}

function readable(path: string): boolean {
  try {
    readFileSync(path)
    return true
  } catch {
    return false // not in this folder; the next one may have it
  }
}
