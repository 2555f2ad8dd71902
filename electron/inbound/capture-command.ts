import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { windowsWord } from '../windows-word.ts'

/** How this installation is started. */
export type Installation = {
  platform: NodeJS.Platform
  /** The client's file, which needs a Node to run it. */
  client: string
  /** The PATH of the environment, where a Node may be. */
  path: string
  /** The app's own program and arguments, for a computer without Node. */
  app: string[]
  /** Null for the usual one. */
  dataFolder: string | null
}

/**
 * The command line that opens the capture window, to be bound to a key in the desktop's own settings. The client is
 * quick; the app's own program does the same but takes its time to start.
 */
export function captureCommand(installation: Installation): string {
  const { platform, client, app, dataFolder } = installation
  const node = existsSync(client) ? findNode(installation) : null
  const words =
    node === null
      ? [...app, '--capture']
      : [node, client, '--capture', ...(dataFolder === null ? [] : ['--data', dataFolder])]
  return words.map((word) => quoted(word, platform)).join(' ')
}

/** A key binding has another PATH than a shell, so the program has to be named in full. */
function findNode({ path, platform }: Installation): string | null {
  const name = platform === 'win32' ? 'node.exe' : 'node'
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null
}

/** In single quotes a POSIX shell reads nothing. */
function quoted(word: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') return windowsWord(word)
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
