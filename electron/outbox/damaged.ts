import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import type { Damaged } from '../model.ts'
import { despiteReaders } from '../store/held-file.ts'

type Place = { folder: string; isDamaged: (name: string) => boolean; isNewer?: true }

export type DamagedFiles = {
  /** Newest first; none where a folder is not there. */
  list(): Promise<Damaged[]>
  /** Deletes one for good. Throws `not-found`, and `input-invalid` for what a later version has written. */
  remove(name: string): Promise<void>
  /** As much of its text as is shown. Throws `not-found`. */
  text(name: string): Promise<string>
}

/** Of a file's content so many bytes are shown. */
const mostBytes = 64 * 1024
/** More than these are not listed; they stay where they are. */
const mostFiles = 100

/**
 * What could not be read: damaged captures in a folder of their own, damaged drafts beside the draft, and what a later
 * version of the app has written, by its names, where it always was.
 */
export function damagedFiles(
  dataFolder: string,
  newer: () => { captures: readonly string[]; draft: string | null } = nothingNewer,
): DamagedFiles {
  const places: Place[] = [
    { folder: join(dataFolder, 'captures', 'damaged'), isDamaged: () => true },
    { folder: dataFolder, isDamaged: (name) => /^draft\.json\.damaged-\d+$/.test(name) },
    {
      folder: join(dataFolder, 'captures'),
      isDamaged: (name) => newer().captures.includes(name),
      isNewer: true,
    },
    { folder: dataFolder, isDamaged: (name) => name === newer().draft, isNewer: true },
  ]

  const pathsIn = async ({ folder, isDamaged, isNewer }: Place) => {
    const names = await readdir(folder).catch(() => [])
    return names.filter(isDamaged).map((name) => ({
      name,
      path: join(folder, name),
      ...(isNewer ? { isNewer } : {}),
    }))
  }
  const all = async () => (await Promise.all(places.map(pathsIn))).flat()

  /** Only names that are there lead to a file, so that no other can be reached. */
  const find = async (name: string) => {
    const found = (await all()).find((one) => one.name === name)
    if (!found) throw new AppError('not-found', 'No such damaged file')
    return found
  }

  return {
    list: async () => {
      const found = (await all()).slice(0, mostFiles)
      const read = await Promise.all(found.map((one) => readDamaged(one).catch(() => null)))
      return read.filter((one) => one !== null).sort((one, other) => other.at.localeCompare(one.at))
    },
    remove: async (name) => {
      const { path, isNewer } = await find(name)
      if (isNewer) throw new AppError('input-invalid', 'What a later version has written is left to it')
      await despiteReaders(() => rm(path))
    },
    text: async (name) => (await readDamaged(await find(name))).text,
  }
}

const nothingNewer = () => ({ captures: [], draft: null })

type Found = { name: string; path: string; isNewer?: true }

async function readDamaged({ name, path, ...more }: Found): Promise<Damaged> {
  const { size, mtime } = await stat(path)
  return {
    name,
    at: mtime.toISOString(),
    size,
    text: await beginningOf(path),
    isWhole: size <= mostBytes,
    ...more,
  }
}

/** What is no text in it is shown by the sign for that. */
async function beginningOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0)
    return buffer.subarray(0, bytesRead).toString('utf8')
  } finally {
    await file.close()
  }
}
