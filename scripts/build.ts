import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runForeground } from './system/children.ts'
import { root, tool } from './system/project.ts'

const STAMP = join('out', 'built')
const SOURCES = [
  'electron',
  'renderer',
  'resources',
  'scripts/quickplan.ts',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]

/** Builds the app if a source is newer than the last build. Returns whether it had to; throws when it failed. */
export async function ensureBuilt(): Promise<boolean> {
  if (await isFresh(root, SOURCES, STAMP)) return false
  const begun = new Date()
  const code = await runForeground(process.execPath, [tool('electron-vite'), 'build', '--logLevel', 'warn'], {
    cwd: root,
  })
  if (code !== 0) throw new Error(`The build failed with exit code ${String(code)}`)
  await mkdir(join(root, 'out'), { recursive: true })
  await writeFile(join(root, STAMP), '')
  // What is edited while the build runs counts as newer.
  await utimes(join(root, STAMP), begun, begun)
  return true
}

/** Whether the stamp is at least as new as every source. Folders count too: their time tells of deleted files. */
export async function isFresh(folder: string, sources: string[], stamp: string): Promise<boolean> {
  const built = await stat(join(folder, stamp)).catch(() => null)
  if (built === null) return false
  for (const source of sources) {
    if ((await newest(join(folder, source))) > built.mtimeMs) return false
  }
  return true
}

async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  if (found === null) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const names = await readdir(path)
  const times = await Promise.all(names.map((name) => newest(join(path, name))))
  return Math.max(found.mtimeMs, ...times)
}
