import { parseJson } from '../json.ts'
import { chmodSync, mkdirSync, readFileSync, renameSync } from 'node:fs'

/** Makes a folder that nobody else can look into, or closes the one that is there. A file system without rights has none. */
export function keepToUser(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    chmodSync(folder, 0o700)
  } catch {
    // It is somebody else's, who has let us in: theirs to decide.
  }
}

/**
 * Moves a file that is no JSON object out of the way, so that the app starts with defaults and nothing is lost.
 * Returns the new place of the damaged file, or null when the file is sound or absent.
 */
export function setAsideIfDamaged(path: string, now = new Date()): string | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  if (isJsonObject(text)) return null
  const aside = `${path}.damaged-${now.toISOString().replaceAll(':', '-')}`
  renameSync(path, aside)
  return aside
}

function isJsonObject(text: string): boolean {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
