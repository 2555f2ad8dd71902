import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const script = fileURLToPath(new URL('installer.nsi', import.meta.url))

type Installer = {
  /** The unpacked app, with `Quickplan.exe` in it. */
  source: string
  /** The path of the installer to be made. */
  output: string
  /** Three numbers. */
  version: string
}

/** Makes Windows' installer of an unpacked app by Debian's `nsis`, without Windows. Throws what makensis prints. */
export async function buildInstaller({ source, output, version }: Installer): Promise<void> {
  if (!existsSync(join(source, 'Quickplan.exe'))) throw new Error(`There is no Quickplan.exe in ${source}`)
  await mkdir(dirname(output), { recursive: true })
  const work = await mkdtemp(join(tmpdir(), 'quickplan-nsis-'))
  try {
    const removals = join(work, 'removals.nsh')
    // The byte order mark tells NSIS that it is UTF-8.
    await writeFile(removals, `\uFEFF${await removalsOf(source)}`)
    const defined = {
      VERSION: version,
      SOURCE: source,
      OUTPUT: output,
      FILES: removals,
      SIZE: String(Math.ceil((await sizeOf(source)) / 1024)),
    }
    const words = Object.entries(defined).map(([name, value]) => `-D${name}=${value}`)
    await run('makensis', ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', ...words, script], { maxBuffer: 1e7 })
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    throw new Error(`makensis could not make the installer: ${`${stdout}${stderr}`.trim() || message}`, {
      cause: error,
    })
  } finally {
    await rm(work, { recursive: true })
  }
}

/** A line for each file beside the two folders that go as a whole. Throws where a name could be read as more than a name. */
async function removalsOf(source: string): Promise<string> {
  const entries = await readdir(source, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  const odd = names.find((name) => /["$`\r\n]/.test(name))
  if (odd !== undefined) throw new Error(`No installer can hold a file of this name: ${odd}`)
  return names.map((name) => `Delete "$INSTDIR\\${name}"\n`).join('')
}

/** Bytes. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
