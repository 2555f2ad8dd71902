import { readFile } from 'node:fs/promises'
import { parseJson } from '../json.ts'

/** Whether something was written by a later version of the app than this one, which must leave it as it is. */
export function isNewerThan(version: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false
  return typeof value.version === 'number' && value.version > version
}

/** Whether a file was written by a later version of the app. False also where there is none, or none that can be read. */
export async function isNewerFile(path: string, version: number): Promise<boolean> {
  return isNewerThan(version, parseJson(await readFile(path, 'utf8').catch(() => '')))
}

/**
 * Where this version keeps what it can ask for anew: in the usual file, `….json`, or beside it where a later version has
 * written that. Each file is looked at once.
 */
export function placesBeside(version: number): (path: string) => Promise<string> {
  const looks = new Map<string, Promise<string>>()
  return (path) => {
    const look =
      looks.get(path) ??
      isNewerFile(path, version).then((isNewer) => (isNewer ? besideOf(path, version) : path))
    looks.set(path, look)
    return look
  }
}

/** The name that a file of this version has beside one of a later version. */
export const besideOf = (path: string, version: number) => path.replace(/\.json$/, `.v${version}.json`)
