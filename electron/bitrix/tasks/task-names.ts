import type { PlanTask } from '../../model.ts'
import type { Directory, Project } from '../directory.ts'
import { BitrixError } from '../rest/errors.ts'

/**
 * Fills in the names that a list of tasks did not give, asking for projects only when one is missing. What the
 * portal does not tell is called by its number, `#12`.
 */
export async function withNames(
  tasks: PlanTask[],
  directory: Pick<Directory, 'projects'>,
): Promise<PlanTask[]> {
  const isMissing = tasks.some(({ project }) => project?.name === '')
  const projects = isMissing ? await projectsOrNone(directory) : []
  const names = new Map(projects.map(({ id, name }) => [id, name]))
  return tasks.map((task) => ({
    ...task,
    project: named(task.project, names),
    responsible: named(task.responsible, new Map()),
  }))
}

/** Names are optional: an account that may not read projects sees its plan all the same. */
async function projectsOrNone(directory: Pick<Directory, 'projects'>): Promise<Project[]> {
  try {
    return await directory.projects()
  } catch (error) {
    if (error instanceof BitrixError) return []
    throw error
  }
}

function named(thing: PlanTask['project'], names: Map<number, string>): PlanTask['project'] {
  if (thing?.name !== '') return thing
  return { id: thing.id, name: names.get(thing.id) || `#${thing.id}` }
}
