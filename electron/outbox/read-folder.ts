import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parseJson } from '../json.ts'
import type { Disk } from '../store/disk.ts'
import { isNewerRecord, readRecord, type CaptureRecord } from './record.ts'

type ReadOptions = {
  folder: string
  disk: Disk
  /** A file that is no capture has been moved to `place`, or could not even be read and stays there. */
  onDamaged: (place: string) => void
}

export type FolderContent = {
  captures: CaptureRecord[]
  /** The names of files that a later version of the app has written; they stay as they are. */
  newer: string[]
}

/** After so many files whatever else the app has to do gets its turn. */
const atOnce = 100

/**
 * Reads all captures of a folder. A damaged file is set aside, one that cannot be read stays for the next start, and what
 * a killed process has left half-written goes: nobody was told that it is kept. None of them holds up the others.
 */
export async function readCaptures({ folder, disk, onDamaged }: ReadOptions): Promise<FolderContent> {
  const names = await disk.list(folder)
  const captures: CaptureRecord[] = []
  const newer: string[] = []
  const left = names.filter((name) => name.endsWith('.json'))

  const readOne = async (name: string) => {
    const path = join(folder, name)
    const text = await disk.read(path).catch(() => null)
    if (text === null) return onDamaged(path)
    const value = parseJson(text)
    const capture = readRecord(value)
    if (capture) captures.push(capture)
    else if (isNewerRecord(value)) newer.push(name)
    else onDamaged(await setAside(name))
  }

  /** Under another name where one of its name was damaged before. */
  const setAside = async (name: string): Promise<string> => {
    const taken = await disk.list(join(folder, 'damaged'))
    const free = taken.includes(name) ? `${taken.length}-${name}` : name
    const place = join(folder, 'damaged', free)
    return disk.rename(join(folder, name), place).then(
      () => place,
      () => join(folder, name),
    )
  }

  for (let from = 0; from < left.length; from += atOnce) {
    for (const name of left.slice(from, from + atOnce)) await readOne(name)
    await setImmediate()
  }
  for (const name of names.filter((one) => one.endsWith('.tmp'))) {
    await disk.remove(join(folder, name)).catch(() => undefined) // it costs nothing but its place
  }
  return { captures, newer }
}
