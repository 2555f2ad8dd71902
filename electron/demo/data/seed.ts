import { createHash } from 'node:crypto'
import type { Language } from '../context.ts'
import type { PortalData, Stage, Task } from './data.ts'
import { toMoment } from './dates.ts'
import { seedChecklists } from './seed-checklists.ts'
import { seedProjects, seedUsers } from './seed-people.ts'
import type { Due } from './seed-tasks.ts'
import { seedTasks } from './seed-tasks.ts'

const planStages: Record<Language, string[]> = {
  en: ['Inbox', 'Today', 'This week', 'Waiting', 'Later'],
  ru: ['Входящие', 'Сегодня', 'На неделе', 'Жду', 'Потом'],
}
const planColors = ['4F8BF9', 'F2704E', 'F5B83D', '9B7EDE', '3FB68B']
const boardColors = ['00C4FB', '47D1E2', 'FFAB00', '75D900']

/** A believable small company. The same on every start but for the dates, which follow `now`. */
export function seed(language: Language, now: Date): PortalData {
  const created = toMoment(atLocalTime(now, -30, '10:00'))
  const projects = seedProjects(created)
  const stages = [
    ...makeStages('U', 1, planStages[language], planColors),
    ...projects.flatMap((project) => makeStages('G', project.id, project.stages, boardColors)),
  ].map((stage, index): Stage => ({ ...stage, id: index + 1 }))
  const tagIds = new Map<string, number>()
  const rows = seedTasks(language)
  const tasks = rows.map((row, index): Task => {
    const since = toMoment(atLocalTime(now, -1 - (index % 14), '09:30'))
    return {
      id: index + 1,
      title: row.title,
      description: row.description,
      creatorId: row.creator,
      responsibleId: row.responsible,
      accompliceIds: [],
      auditorIds: [],
      created: since,
      changed: since,
      changedById: row.creator,
      statusChanged: null,
      statusChangedById: null,
      started: null,
      closed: null,
      closedById: null,
      deadline: toDeadline(now, row.due),
      startPlan: null,
      endPlan: null,
      priority: row.priority,
      status: 2,
      groupId: row.project,
      stageId: 0,
      parentId: null,
      tags: row.tags.map((title) => ({ id: numberFor(title, tagIds), title })),
      estimatedTime: 0,
      guid: guidOf(index + 1),
      xmlId: null,
      more: {},
    }
  })
  const checklistItems = seedChecklists(tasks, language)
  return {
    version: 1,
    next: {
      stage: stages.length + 1,
      task: tasks.length + 1,
      tag: tagIds.size + 1,
      checklistItem: checklistItems.length + 1,
      file: 9001,
      attachment: 1001,
    },
    users: seedUsers(language),
    grants: [],
    projects: projects.map(({ stages: _columns, ...project }) => project),
    stages,
    tasks,
    placements: rows.map((row, index) => ({
      userId: 1,
      taskId: index + 1,
      stageId: row.stage + 1,
      sort: (index + 1) * 100,
      hand: null,
    })),
    keptAnswers: [],
    checklistItems,
    files: [],
    attachments: [],
    chatMessages: [],
    results: [],
  }
}

function makeStages(entityType: 'U' | 'G', entityId: number, titles: string[], colors: string[]) {
  return titles.map((title, index) => ({
    entityType,
    entityId,
    title,
    sort: (index + 1) * 100,
    color: colors[index] ?? '47D1E2',
    systemType: index === 0 ? 'NEW' : null,
  }))
}

function toDeadline(now: Date, due: Due): string | null {
  return due && toMoment(atLocalTime(now, due[0], due[1]))
}

/** A wall-clock time some days from now where the portal runs. */
function atLocalTime(now: Date, days: number, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hours, minutes)
}

function numberFor(title: string, ids: Map<string, number>): number {
  const id = ids.get(title) ?? ids.size + 1
  ids.set(title, id)
  return id
}

function guidOf(id: number): string {
  const hex = createHash('sha256').update(`task:${id}`).digest('hex')
  return `{${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')}}`
}
