import { createHash } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { placesBeside } from '../store/data-version.ts'
import { writeDurably } from '../store/durable-file.ts'
import type { Plan } from '../model.ts'

const named = z.object({ id: z.number(), name: z.string() }).nullable()
const plan = z.object({
  stages: z.array(z.object({ id: z.number(), title: z.string(), color: z.string() })),
  tasks: z.array(
    z.object({
      id: z.number(),
      stageId: z.number(),
      title: z.string(),
      deadline: z.string().nullable(),
      priority: z.enum(['low', 'average', 'high']),
      project: named,
      responsible: named,
      tags: z.array(z.string()),
      isCompleted: z.boolean(),
      state: z
        .enum(['pending', 'in-progress', 'awaiting-control', 'completed', 'deferred', 'declined'])
        .catch('pending'),
      subtasks: z.number().int().exactOptional(),
      isScrum: z.boolean().catch(false),
    }),
  ),
  grouped: z.boolean(),
  byHand: z.boolean().catch(false),
  asOf: z.string(),
})

const version = 1

/** The last answer for each board on disk, for when the portal cannot be reached. */
export type PlanCache = {
  /** Throws what the file system throws. */
  keep: (accountId: string, projectId: number, plan: Plan) => Promise<void>
  /** Null where there is none, or none that can be read. */
  last: (accountId: string, projectId: number) => Promise<Plan | null>
  /** Removes all that was kept of an account. */
  forget: (accountId: string) => Promise<void>
}

/**
 * One file per board, in a folder per account whose name tells nobody the portal. User-only. What a later version has kept
 * stays as it is, and this one keeps its own beside.
 */
export function createPlanCache(folder: string): PlanCache {
  const folderOf = (accountId: string) =>
    join(folder, createHash('sha256').update(accountId).digest('hex').slice(0, 32))
  const placeOf = placesBeside(version)
  const fileOf = (accountId: string, projectId: number) =>
    placeOf(join(folderOf(accountId), `${projectId}.json`))

  return {
    keep: async (accountId, projectId, plan) => {
      await mkdir(folderOf(accountId), { recursive: true, mode: 0o700 })
      await writeDurably(await fileOf(accountId, projectId), JSON.stringify({ version, ...plan }))
    },
    last: async (accountId, projectId) => {
      try {
        const text = await readFile(await fileOf(accountId, projectId), 'utf8')
        return plan.nullable().catch(null).parse(JSON.parse(text))
      } catch (error) {
        // A kept answer is a convenience: one that is gone or damaged is replaced by the next.
        if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    forget: (accountId) => rm(folderOf(accountId), { recursive: true, force: true }),
  }
}
