import type { PortalData, Project, Task, User } from './data.ts'

/** Everybody with a part in a task, each once. */
export function participants(task: Task): number[] {
  return [...new Set([task.creatorId, task.responsibleId, ...task.accompliceIds, ...task.auditorIds])]
}

export function findProject(data: PortalData, id: number): Project | undefined {
  return data.projects.find((project) => project.id === id)
}

/** Owner and members; administrators see every project. */
export function canSeeProject(project: Project | undefined, user: User): project is Project {
  return project !== undefined && (user.isAdmin || isMember(project, user))
}

export function isMember(project: Project, user: User): boolean {
  return project.ownerId === user.id || project.memberIds.includes(user.id)
}

/** Owner and moderators. */
export function manages(project: Project, user: User): boolean {
  return project.ownerId === user.id || project.moderatorIds.includes(user.id)
}

export function canSee(data: PortalData, task: Task, user: User): boolean {
  if (user.isAdmin || participants(task).includes(user.id)) return true
  const project = findProject(data, task.groupId)
  return project !== undefined && isMember(project, user)
}

/** Creator, responsible person, the project's owner, administrators. */
export function canEdit(data: PortalData, task: Task, user: User): boolean {
  return task.responsibleId === user.id || canDelete(data, task, user)
}

export function canDelete(data: PortalData, task: Task, user: User): boolean {
  return user.isAdmin || task.creatorId === user.id || findProject(data, task.groupId)?.ownerId === user.id
}

/** The task with this number if the user may see it. */
export function findVisible(data: PortalData, id: number, user: User): Task | undefined {
  const task = data.tasks.find((candidate) => candidate.id === id)
  return task && canSee(data, task, user) ? task : undefined
}
