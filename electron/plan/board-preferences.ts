import * as z from 'zod'
import type { BoardPreferences } from '../model.ts'
import type { ObjectFile } from '../store/settings.ts'

/** What a window may ask to be remembered of a board. */
export const boardPreferences = z.object({
  collapsed: z.array(z.number().int()).max(1_000),
  showsCompleted: z.boolean(),
  isCompact: z.boolean().default(false),
})

const account = z.object({
  /** By the project's id; `0` is My Plan. */
  boards: z.record(z.string(), boardPreferences).catch({}).default({}),
  visited: z.array(z.number().int()).catch([]).default([]),
})

/** How each account likes to see its boards, and which of them it looked at last. */
export type BoardPreferencesStore = {
  get: (accountId: string, projectId: number) => BoardPreferences
  keep: (accountId: string, projectId: number, preferences: BoardPreferences) => void
  /** Notes that a project's board was looked at. */
  visit: (accountId: string, projectId: number) => void
  /** Ids of projects, the last one first. */
  visited: (accountId: string) => number[]
}

const longestMemory = 20

/** Kept in a file of its own; what does not fit in it is forgotten rather than reported. */
export function createBoardPreferencesStore(file: ObjectFile): BoardPreferencesStore {
  const read = (accountId: string) =>
    account.catch({ boards: {}, visited: [] }).parse(file.store[accountId] ?? {})
  const write = (accountId: string, part: Partial<z.infer<typeof account>>) => {
    file.store = { ...file.store, [accountId]: { ...read(accountId), ...part } }
  }

  return {
    get: (accountId, projectId) =>
      read(accountId).boards[projectId] ?? { collapsed: [], showsCompleted: false, isCompact: false },
    keep: (accountId, projectId, preferences) =>
      write(accountId, { boards: { ...read(accountId).boards, [projectId]: preferences } }),
    visit: (accountId, projectId) => {
      const { visited } = read(accountId)
      if (visited[0] === projectId) return
      const others = visited.filter((id) => id !== projectId)
      write(accountId, { visited: [projectId, ...others].slice(0, longestMemory) })
    },
    visited: (accountId) => read(accountId).visited,
  }
}
