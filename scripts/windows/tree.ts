import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../system/cache.ts'
import { root } from '../system/project.ts'
import { runForeground } from '../system/children.ts'

const run = promisify(execFile)

/** A copy of this project with the packages of Windows. Only what changed since the last time is copied. */
export async function ensureWindowsTree(): Promise<string> {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 10)
  const tree = cacheFolder('windows', `tree-${name}`)
  const { stdout } = await run('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  })
  await mirror(root, tree, stdout.split('\0').filter(Boolean))
  await installPackages(tree)
  return tree
}

/** Makes `to` hold these files of `from` as they are now, and besides them nothing but node_modules. */
export async function mirror(from: string, to: string, names: string[]): Promise<void> {
  const wanted = new Set<string>()
  for (const name of names) if (await copyChanged(join(from, name), join(to, name))) wanted.add(name)
  for (const entry of await readdir(to, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const name = relative(to, join(entry.parentPath, entry.name))
    if (entry.isDirectory() || name.startsWith('node_modules') || wanted.has(name)) continue
    await rm(join(to, name))
  }
}

/** False where the file is gone, as one that Git still knows may be. */
async function copyChanged(from: string, to: string): Promise<boolean> {
  const source = await stat(from).catch(() => null)
  if (source === null) return false
  const copy = await stat(to).catch(() => null)
  // A copy's time is rounded.
  if (copy?.size === source.size && Math.abs(copy.mtimeMs - source.mtimeMs) < 2) return true
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to)
  await utimes(to, source.atime, source.mtime)
  return true
}

async function installPackages(tree: string): Promise<void> {
  const lock = await readFile(join(tree, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).digest('hex')
  const marker = join(tree, 'node_modules', '.installed-for-windows')
  if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return
  console.log('Installing the packages for Windows …')
  const options = ['--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund']
  const code = await runForeground('npm', ['ci', ...options], { cwd: tree })
  if (code !== 0) throw new Error(`npm ci ended with exit code ${String(code)}.`)
  await writeFile(marker, wanted)
}
