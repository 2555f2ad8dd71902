import { access, mkdir, readFile, rm } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { applicationId } from '../application-id.ts'
import { writeDurably } from '../store/durable-file.ts'
import type { StartEntry } from './autostart.ts'
import { entryOf, isSwitchedOn, programOf } from './desktop-entry.ts'

type Deps = {
  env: NodeJS.ProcessEnv
  home: string
  /** The command line that starts the app without a window. */
  start: readonly string[]
}

/**
 * The entry in the folder that Linux desktops look through when a session begins,
 * https://specifications.freedesktop.org/autostart-spec/latest/. Reading and writing throw what the file system throws.
 */
export function xdgEntry({ env, home, start }: Deps): StartEntry {
  const folder = join(configFolder(env, home), 'autostart')
  const file = join(folder, `${applicationId}.desktop`)
  const read = () =>
    readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
      throw error
    })
  const write = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeDurably(file, entryOf(start))
  }

  return {
    place: file,
    isOn: async () => {
      const entry = await read()
      return entry !== null && isSwitchedOn(entry)
    },
    set: async (on) => (on ? write() : rm(file, { force: true })),
    repair: async () => {
      const entry = await read()
      if (entry === null || !isSwitchedOn(entry)) return
      const program = programOf(entry)
      if (program !== null && !(await isThere(program))) await write()
    },
  }
}

/** A path that is not absolute does not count, https://specifications.freedesktop.org/basedir-spec/latest/. */
function configFolder({ XDG_CONFIG_HOME: given }: NodeJS.ProcessEnv, home: string): string {
  return given !== undefined && isAbsolute(given) ? given : join(home, '.config')
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
