import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Everybody } from '../bitrix/everybody.ts'
import { besideOf, isNewerFile, placesBeside } from '../store/data-version.ts'
import { writeDurably } from '../store/durable-file.ts'
import { createPeopleSeek, type PeopleSeekDeps } from './people-seek.ts'

const names = z.object({
  people: z.array(z.object({ id: z.number(), name: z.string(), position: z.string() })),
  projects: z.array(z.object({ id: z.number(), name: z.string() })),
  stages: z.array(z.object({ id: z.number(), title: z.string(), color: z.string() })),
  tasks: z.array(z.object({ id: z.number(), title: z.string() })).default([]),
})
const version = 1
const stored = names.extend({
  version: z.literal(version),
  askedAt: z.number(),
  total: z.number().catch(0),
  newest: z.number().catch(0),
  readAt: z.number().catch(0),
})

/** Who and what can be named in a capture. A list is never changed: new names are a new list. */
export type Names = z.infer<typeof names>
/** `total` and `newest` as of {@link Everybody}; `readAt` is when all of them were read, `askedAt` when anything was. */
type Held = Names & { askedAt: number; total: number; newest: number; readAt: number }

export type DirectoryCache = {
  /** The names of the current account as far as they are known now; without a call. */
  current(): Names
  /** Reads from disk what was known of this account the last time, without a call. */
  recall(accountId: string): Promise<void>
  /** These accounts are signed in, one of them current; reads its names from disk, asks for fresh ones, forgets others. */
  follow(accountIds: readonly string[], currentId: string | null): Promise<void>
  /** Asks the portal again where the last answer is older than 15 minutes. */
  freshen(): Promise<void>
  /** Somebody's name is being typed: where the portal has more people than are kept, it is asked for those. */
  seek(words: string): Promise<void>
}

type DirectoryCacheDeps = {
  folder: string
  /** One list of one account, asked of the portal. */
  load: { [K in 'projects' | 'stages' | 'tasks']: (accountId: string) => Promise<Names[K]> } & {
    /** With what was read before, unless that is a day old: a changed name shows in nothing else. */
    people: (accountId: string, before: Everybody | null) => Promise<Everybody>
  }
  /** People whose name begins so, asked of the portal. */
  search: PeopleSeekDeps['search']
  /** Makes names ready to be looked up, without holding anything up. */
  prepare?: (names: Names) => Promise<void>
  now: () => number
  /** The current account's names are others now. */
  onChange: () => void
  /** A list could not be had; the one of the last time stays. */
  onMissing: (error: unknown) => void
}

const freshFor = 15 * 60_000
const day = 24 * 3_600_000
const none: Held = {
  people: [],
  projects: [],
  stages: [],
  tasks: [],
  askedAt: 0,
  total: 0,
  newest: 0,
  readAt: 0,
}

/** Names of each account, kept on disk so that they work offline; all work is done in the background. */
export function createDirectoryCache({
  folder,
  load,
  prepare = () => Promise.resolve(),
  search,
  now,
  onChange,
  onMissing,
}: DirectoryCacheDeps): DirectoryCache {
  const known = new Map<string, Held>()
  const asking = new Map<string, Promise<void>>()
  let currentId: string | null = null

  const path = (accountId: string) => join(folder, fileOf(accountId))
  const placeOf = placesBeside(version)

  const know = (accountId: string, names: Held) => {
    known.set(accountId, names)
    if (accountId === currentId) onChange()
  }

  async function recall(accountId: string): Promise<void> {
    const isOther = accountId !== currentId
    currentId = accountId
    const kept = known.get(accountId) ?? (await readKept(await placeOf(path(accountId))))
    // The portal may have answered meanwhile.
    if (!kept || !(isOther || !known.has(accountId))) return
    const names = known.get(accountId) ?? kept
    know(accountId, names)
    await prepare(names)
  }

  async function ask(accountId: string): Promise<void> {
    const old = known.get(accountId)
    const isRecent = old !== undefined && Math.abs(now() - old.readAt) < day
    const [people, projects, stages, tasks] = await Promise.allSettled([
      load.people(accountId, isRecent ? old : null),
      load.projects(accountId),
      load.stages(accountId),
      load.tasks(accountId),
    ])
    const before = known.get(accountId) ?? none
    for (const one of [people, projects, stages, tasks]) if (one.status === 'rejected') onMissing(one.reason)
    if ([people, projects, stages, tasks].every(({ status }) => status === 'rejected')) return
    const everybody = people.status === 'fulfilled' ? people.value : before
    const after: Held = {
      people: everybody.people,
      total: everybody.total,
      newest: everybody.newest,
      readAt: everybody.people === before.people ? before.readAt : now(),
      projects: projects.status === 'fulfilled' ? projects.value : before.projects,
      stages: stages.status === 'fulfilled' ? stages.value : before.stages,
      tasks: tasks.status === 'fulfilled' ? tasks.value : before.tasks,
      askedAt: now(),
    }
    // Meanwhile the names of the last time serve.
    await prepare(after)
    know(accountId, after)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeDurably(await placeOf(path(accountId)), JSON.stringify({ version, ...after })).catch(onMissing)
  }

  /** One question at a time for each account. */
  const askOnce = (accountId: string): Promise<void> => {
    const running = asking.get(accountId) ?? ask(accountId).finally(() => asking.delete(accountId))
    asking.set(accountId, running)
    return running
  }

  const freshen = async () => {
    const accountId = currentId
    if (accountId === null) return
    const age = now() - (known.get(accountId)?.askedAt ?? 0)
    if (age < 0 || age >= freshFor) await askOnce(accountId)
  }

  async function forgetOthers(accountIds: readonly string[]): Promise<void> {
    const files = accountIds.map(fileOf).flatMap((name) => [name, besideOf(name, version)])
    for (const id of known.keys()) if (!accountIds.includes(id)) known.delete(id)
    for (const name of await readdir(folder).catch(() => [])) {
      const isNeedless = !files.includes(name) && !(await isNewerFile(join(folder, name), version))
      if (isNeedless) await rm(join(folder, name), { force: true })
    }
  }

  const seek = createPeopleSeek({
    search,
    add: async (accountId, found) => {
      const names = known.get(accountId)
      if (!names) return
      const ids = new Set(names.people.map(({ id }) => id))
      const others = found.filter(({ id }) => !ids.has(id))
      if (others.length === 0) return
      const more = { ...names, people: [...names.people, ...others] }
      await prepare(more)
      know(accountId, more)
    },
    onMissing,
  })

  return {
    recall,
    seek: async (words) => {
      const names = known.get(currentId ?? '')
      if (currentId !== null && names && names.total > names.people.length) await seek(currentId, words)
    },
    current: () => known.get(currentId ?? '') ?? none,
    freshen,
    follow: async (accountIds, id) => {
      const isNew = id !== currentId
      currentId = id
      await forgetOthers(accountIds)
      if (id === null) return
      await recall(id)
      // Who has just signed in may be known from another day.
      if (isNew) await askOnce(id)
      else await freshen()
    },
  }
}

/** An id holds an address, which is no name for a file. */
function fileOf(accountId: string): string {
  return `${createHash('sha256').update(accountId).digest('hex').slice(0, 32)}.json`
}

async function readKept(path: string): Promise<Held | null> {
  try {
    return stored.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null
  } catch {
    return null // not there, or damaged: the portal tells it again
  }
}
