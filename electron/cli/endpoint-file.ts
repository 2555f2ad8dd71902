import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Endpoint } from '../inbound/protocol.ts'

/**
 * The endpoint file that the app left in its data folder, or null where there is none that can be trusted: it names a program
 * to start, so nobody else may have written it.
 */
export async function readEndpoint(dataFolder: string): Promise<Endpoint | null> {
  const file = join(dataFolder, 'endpoint.json')
  try {
    if (!(await isOwn(file))) return null
    const endpoint = JSON.parse(await readFile(file, 'utf8')) as Partial<Endpoint> | null
    if (!endpoint?.start?.every((word) => typeof word === 'string')) return null
    const { address = null, token = null, start } = endpoint
    const isOpen = address !== null && (await isOwn(dirname(address)))
    return { address: isOpen ? address : null, token, start }
  } catch {
    return null // absent, or cut off: as if the app had never run
  }
}

/**
 * False for what is not there. Windows keeps others out of a user's folders by other means, and has no folder around
 * a pipe.
 */
async function isOwn(path: string): Promise<boolean> {
  if (process.platform === 'win32') return true
  const found = await stat(path).catch(() => null)
  return found !== null && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}
