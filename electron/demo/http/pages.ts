import type { Portal } from '../context.ts'
import type { PortalData, Stage, Task } from '../data/data.ts'
import type { Page } from './page-frame.ts'
import { createFrame, escape } from './page-frame.ts'
import { pageWords } from './page-words.ts'
import { placementsIn, planOf } from '../data/plan.ts'
import { findProject } from '../data/rights.ts'

/** What a browser sees of the portal. `userId` is whose My Plan is meant; pages change nothing. */
export type Pages = {
  home: () => Page
  task: (taskId: number, userId: number | null) => Page
  missing: () => Page
  /** For a browser that was not let in. It tells nothing of what the portal holds. */
  closed: () => Page
}

export function createPages(portal: Portal): Pages {
  const words = pageWords[portal.language]
  const { data } = portal
  const page = createFrame(portal.language)

  function missing(sentence: string): Page {
    const body = `<main><article><h1>${words.missing}</h1><p>${sentence}</p><a href="/">${words.back}</a></article></main>`
    return page(404, words.missing, body)
  }

  function when(moment: string | null): string {
    if (moment === null) return words.none
    return new Intl.DateTimeFormat(portal.language, { dateStyle: 'full', timeStyle: 'short' }).format(
      new Date(moment),
    )
  }

  function describe(task: Task, userId: number): string {
    const stage = data.stages.find((candidate) => candidate.id === stageIdOf(data, task, userId))
    const rows: [string, string][] = [
      [words.deadline, escape(when(task.deadline))],
      [words.responsible, escape(nameOf(data, task.responsibleId))],
      [words.creator, escape(nameOf(data, task.creatorId))],
      [words.project, escape(findProject(data, task.groupId)?.name ?? words.none)],
      [words.stage, stage ? stageTitle(stage) : words.none],
      [words.status, task.status === 5 ? words.done : words.open],
      [words.priority, words.priorities[task.priority] ?? words.none],
      [words.tags, escape(task.tags.map((tag) => `#${tag.title}`).join(' ') || words.none)],
    ]
    return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`
  }

  function column(stage: Stage): string {
    const tasks = placementsIn(data, stage.id).flatMap(
      ({ taskId }) => data.tasks.find((task) => task.id === taskId) ?? [],
    )
    const items = tasks.map((task) => {
      const link = `/company/personal/user/${stage.entityId}/tasks/task/view/${task.id}/`
      const due = task.deadline === null ? '' : `<span class="soft">${escape(when(task.deadline))}</span>`
      return `<li><a href="${link}">${escape(task.title)}</a>${due}</li>`
    })
    return `<section><h2>${stageTitle(stage)}</h2><ul>${items.join('')}</ul></section>`
  }

  return {
    home() {
      const board = planOf(data, 1).map(column).join('')
      const body = `<main class="wide"><h1>${words.stage}</h1><p class="soft">${words.intro}</p><div class="board">${board}</div></main>`
      return page(200, words.portal, body)
    },
    task(taskId, userId) {
      const task = data.tasks.find((candidate) => candidate.id === taskId)
      if (!task) return missing(words.missingTask)
      const text = task.description
        ? `<p class="text">${escape(task.description)}</p>`
        : `<p class="soft">${words.noDescription}</p>`
      const body = `<main><article><h1>${escape(task.title)}</h1>${text}${describe(task, userId ?? 1)}</article></main>`
      return page(200, task.title, body)
    },
    missing: () => missing(words.missingPage),
    closed: () =>
      page(
        403,
        words.closed,
        `<main><article><h1>${words.closed}</h1><p>${words.closedNext}</p></article></main>`,
      ),
  }
}

function nameOf({ users }: PortalData, id: number): string {
  const user = users.find((candidate) => candidate.id === id)
  return user ? `${user.name} ${user.lastName}` : String(id)
}

function stageIdOf({ placements }: PortalData, task: Task, userId: number): number | undefined {
  return placements.find((place) => place.taskId === task.id && place.userId === userId)?.stageId
}

/** The colour is an attribute of a drawing, since the policy lets no style through. */
function stageTitle({ color, title }: Stage): string {
  const fill = /^[0-9a-f]{6}$/i.test(color) ? color : '888888'
  const dot = `<svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="6" fill="#${fill}"/></svg>`
  return dot + escape(title)
}
