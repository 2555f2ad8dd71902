import { dirname } from 'node:path'
import type { Disk } from '../../../../electron/store/disk.ts'
import type { Life } from './life.ts'

/**
 * A disk in memory. What a killed process has written stays; a power cut takes back all names that were not made fast
 * by `syncFolder`.
 */
export function memoryDisk() {
  let names = new Map<string, string>()
  let fast = new Map<string, string>()
  const full = { after: Infinity, writes: 0 }

  const refuse = () => {
    full.after -= 1
    if (full.after >= 0 || full.writes <= 0) return
    full.writes -= 1
    throw Object.assign(new Error('The disk is full'), { code: 'ENOSPC' })
  }
  const known = (path: string) => {
    const content = names.get(path)
    if (content === undefined) throw Object.assign(new Error('No such file'), { code: 'ENOENT' })
    return content
  }

  return {
    /** The disk as one process has it. */
    of: (life: Life): Disk => ({
      makeFolder: () => life.effect(),
      list: (folder) => {
        const inside = [...names.keys()].filter((path) => dirname(path) === folder)
        return Promise.resolve(inside.map((path) => path.slice(folder.length + 1)))
      },
      read: (path) => Promise.resolve(known(path)),
      create: async (path, content) => {
        await life.effect()
        refuse()
        if (names.has(path)) throw Object.assign(new Error('It is there'), { code: 'EEXIST' })
        names.set(path, content)
      },
      rename: async (from, to) => {
        await life.effect()
        refuse()
        names.set(to, known(from))
        names.delete(from)
      },
      remove: async (path) => {
        await life.effect()
        names.delete(path)
      },
      syncFolder: async () => {
        await life.effect()
        refuse()
        fast = new Map(names)
      },
    }),
    /** After so many further writes, so many are refused. */
    fill: (after: number, writes: number) => {
      Object.assign(full, { after, writes })
    },
    cutPower: () => {
      names = new Map(fast)
    },
    names: () => [...names.keys()],
  }
}

export type MemoryDisk = ReturnType<typeof memoryDisk>
