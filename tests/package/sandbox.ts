import { readFile, readlink } from 'node:fs/promises'
import { processesOf } from './person.ts'

/** What keeps one process of the app in. */
export type Confinement = {
  type: string
  seccomp: boolean
  ownPids: boolean
  ownUsers: boolean
  arguments: string[]
}

/** The app's processes of a user, as the kernel sees them. `type` as Chromium names it; `browser` is the main one. */
export async function confinements(uid: number, program: string): Promise<Confinement[]> {
  const found = await Promise.all((await processesOf(uid)).map((pid) => look(pid, program)))
  return found.flatMap((one) => one ?? [])
}

async function look(pid: number, program: string): Promise<Confinement | null> {
  try {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    // A process that names itself anew puts spaces between its arguments.
    const words = line.split(/[\0 ]/).filter((word) => word !== '')
    if (words[0] !== program) return null
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const isOwn = async (kind: 'pid' | 'user') =>
      (await readlink(`/proc/${pid}/ns/${kind}`)) !== (await readlink(`/proc/self/ns/${kind}`))
    return {
      type: words.find((word) => word.startsWith('--type='))?.slice(7) ?? 'browser',
      seccomp: /^Seccomp:\t2$/m.test(status),
      ownPids: await isOwn('pid'),
      ownUsers: await isOwn('user'),
      arguments: words.slice(1),
    }
  } catch {
    return null // it has ended meanwhile
  }
}
