import * as z from 'zod'
import type { PlanTask } from '../../model.ts'
import { fields, id, idOrNull, listOf, readAs, text } from '../rest/answers.ts'
import { ask, askV3 } from '../rest/ask.ts'
import type { BitrixClient, RequestOptions } from '../rest/client.ts'
import { BitrixError } from '../rest/errors.ts'

/**
 * Which tasks belong to a Scrum project. `task.stages.movetask` must never be called for those: a server looks at the
 * project before it looks at whose stage is given, and writes a stage of My Plan into the sprint (server code).
 */
export type ScrumTasks = {
  /** Tasks as they were listed, with `isScrum` filled in; what a portal does not tell is not Scrum. */
  mark: (tasks: readonly PlanTask[]) => Promise<PlanTask[]>
  /** Notes the project of a task that was not listed; 0 for none. */
  note: (taskId: number, projectId: number) => Promise<void>
  /** Those of these tasks that are Scrum's, looked up at the portal where they are not known from the last minutes. */
  among: (taskIds: readonly number[], request?: RequestOptions) => Promise<Set<number>>
}

type Sample = { taskId: number; projectId: number }

const knownFor = 10 * 60_000
/** The documentation says 1000; live portals give no more at once. */
const pageSize = 50
const workgroups = fields({ workgroups: z.unknown().optional() })
const workgroup = fields({ id, type: text })
const grouped = fields({
  item: fields({ group: fields({ type: text }).nullable().catch(null).default(null) }),
})
const items = fields({ items: z.unknown() })
const typedTask = fields({
  id,
  groupId: z.number().nullable().optional(),
  group: fields({ type: text }).nullable().catch(null).default(null),
})
const tasks = fields({ tasks: z.unknown().optional() })
const taskOfProject = fields({ id, groupId: idOrNull })

type ScrumOptions = {
  /** Milliseconds, monotonic. */
  now?: () => number
  /** Whether a list of REST 3.0 tells the project of each task: then project and type are one read instead of two. */
  listsProjects?: () => boolean
}

/** Sources: sonet-group/socialnetwork-api-workgroup-list.md, tasks-task-{get,list}-rest-v3.md. */
export function scrumTasks(
  client: BitrixClient,
  { now = () => performance.now(), listsProjects = () => false }: ScrumOptions = {},
): ScrumTasks {
  const types = new Map<string, { isScrum: boolean; at: number }>()
  const projects = new Map<string, { projectId: number; at: number }>()
  const isFresh = (known: { at: number } | undefined) => known !== undefined && now() - known.at < knownFor

  /** Accounts share nothing: the same numbers mean other things on another portal. */
  async function keyOf(): Promise<(id: number) => string> {
    const { origin, userId } = await client.portal()
    return (id) => `${origin} ${userId} ${id}`
  }

  async function learnTypes(samples: readonly Sample[], request: RequestOptions): Promise<void> {
    const key = await keyOf()
    const unknown = new Map(samples.map((sample) => [sample.projectId, sample]))
    for (const projectId of unknown.keys()) if (isFresh(types.get(key(projectId)))) unknown.delete(projectId)
    if (unknown.size === 0) return
    const told = (await typesByWorkgroup(client, [...unknown.keys()], request)) ?? new Map<number, boolean>()
    for (const [projectId, { taskId }] of unknown) {
      const isScrum = told.get(projectId) ?? (await typeByTask(client, taskId, request))
      types.set(key(projectId), { isScrum, at: now() })
    }
  }

  async function among(samples: readonly Sample[], request: RequestOptions): Promise<Set<number>> {
    await learnTypes(samples, request)
    const key = await keyOf()
    const scrum = samples.filter(({ projectId }) => types.get(key(projectId))?.isScrum)
    return new Set(scrum.map(({ taskId }) => taskId))
  }

  return {
    mark: async (listed) => {
      const samples = listed.flatMap(({ id, project }) =>
        project ? [{ taskId: id, projectId: project.id }] : [],
      )
      const scrum = await among(samples, {})
      const key = await keyOf()
      for (const task of listed) projects.set(key(task.id), { projectId: task.project?.id ?? 0, at: now() })
      return listed.map((task) => ({ ...task, isScrum: scrum.has(task.id) }))
    },
    note: async (taskId, projectId) => {
      projects.set((await keyOf())(taskId), { projectId, at: now() })
    },
    among: async (taskIds, request = {}) => {
      const key = await keyOf()
      const unknown = taskIds.filter((taskId) => !isFresh(projects.get(key(taskId))))
      const inOne = listsProjects() ? await listWithTypes(client, unknown, request) : null
      for (const { projectId, isScrum } of inOne ?? []) types.set(key(projectId), { isScrum, at: now() })
      for (const { taskId, projectId } of inOne ?? (await projectsOf(client, unknown, request))) {
        projects.set(key(taskId), { projectId, at: now() })
      }
      const samples = taskIds.map((taskId) => ({
        taskId,
        projectId: projects.get(key(taskId))?.projectId ?? 0,
      }))
      return among(
        samples.filter(({ projectId }) => projectId !== 0),
        request,
      )
    },
  }
}

/** What is said of a task that cannot be moved because it is Scrum's. */
export function scrumError(): BitrixError {
  return new BitrixError('task-is-scrum', 'A task of a Scrum project is not moved', {
    outcome: 'refused',
  })
}

/** Needs the permission `socialnetwork`; null where the account or the portal does not have it. */
async function typesByWorkgroup(client: BitrixClient, projectIds: number[], request: RequestOptions) {
  const found = new Map<number, boolean>()
  for (let from = 0; from < projectIds.length; from += pageSize) {
    const filter = { ID: projectIds.slice(from, from + pageSize) }
    const read = (result: unknown) => listOf(workgroup, readAs(workgroups, result)?.workgroups)
    const options = { ...request, kind: 'read', read } as const
    try {
      const query = { filter, select: ['ID', 'TYPE'] }
      const { value } = await ask(client, 'socialnetwork.api.workgroup.list', query, options)
      for (const { id, type } of value) if (type !== '') found.set(id, type === 'scrum')
    } catch (error) {
      if (isUntold(error)) return null
      throw error
    }
  }
  return found
}

/** By one task of the project over REST 3.0, which needs no other permission than tasks; false where it is not told. */
async function typeByTask(client: BitrixClient, taskId: number, request: RequestOptions): Promise<boolean> {
  const read = (result: unknown) => readAs(grouped, result)?.item ?? null
  const body = JSON.stringify({ id: taskId, select: ['id', 'group.type'] })
  try {
    const options = { ...request, kind: 'read', read } as const
    return (await askV3(client, 'tasks.task.get', body, options)).group?.type === 'scrum'
  } catch (error) {
    if (isUntold(error)) return false
    throw error
  }
}

async function projectsOf(client: BitrixClient, taskIds: readonly number[], request: RequestOptions) {
  if (taskIds.length === 0) return []
  const query = { filter: { ID: [...taskIds] }, select: ['ID', 'GROUP_ID'], start: -1 }
  const read = (result: unknown) => listOf(taskOfProject, readAs(tasks, result)?.tasks)
  const { value } = await ask(client, 'tasks.task.list', query, { ...request, kind: 'read', read })
  return value.map(({ id, groupId }) => ({ taskId: id, projectId: groupId ?? 0 }))
}

/** Projects and their types in one read over REST 3.0; null where it does not tell them after all. */
async function listWithTypes(client: BitrixClient, taskIds: readonly number[], request: RequestOptions) {
  const found: (Sample & { isScrum: boolean })[] = []
  for (let from = 0; from < taskIds.length; from += pageSize) {
    const ids = taskIds.slice(from, from + pageSize)
    const query = {
      select: ['id', 'groupId', 'group.type'],
      filter: [['id', 'in', ids]],
      pagination: { page: 1, limit: pageSize },
    }
    const read = (result: unknown) => listOf(typedTask, readAs(items, result)?.items)
    try {
      const rows = await askV3(client, 'tasks.task.list', JSON.stringify(query), {
        ...request,
        kind: 'read',
        read,
      })
      if (rows.some(({ groupId, group }) => groupId === undefined || (groupId && !group?.type))) return null
      found.push(
        ...rows.map(({ id, groupId, group }) => ({
          taskId: id,
          projectId: groupId ?? 0,
          isScrum: group?.type === 'scrum',
        })),
      )
    } catch (error) {
      if (isUntold(error)) return null
      throw error
    }
  }
  return found
}

/** The portal has looked at the question and does not answer it; a portal out of reach is another matter. */
function isUntold(error: unknown): boolean {
  return error instanceof BitrixError && (error.outcome === 'refused' || error.code === 'scope-missing')
}
