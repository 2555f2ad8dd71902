import type { Language } from '../context.ts'
import type { ChecklistItem, Task } from './data.ts'
import { seedWords } from './seed-tasks.ts'

/** A few checklists with some of their items done, so that a task looks lived in. */
export function seedChecklists(tasks: Task[], language: Language): ChecklistItem[] {
  const made: ChecklistItem[] = []
  for (const [taskId, name, ...titles] of seedWords[language].checklists) {
    const task = tasks.find((candidate) => candidate.id === taskId)
    if (!task) continue
    const root = makeItem(task, made.length + 1, 0, name, 0)
    made.push(root)
    titles.forEach((title, index) => made.push(makeItem(task, made.length + 1, root.id, title, index)))
  }
  return made
}

function makeItem(task: Task, id: number, parentId: number, mark: string, sort: number): ChecklistItem {
  const isComplete = mark.startsWith('+')
  return {
    id,
    taskId: task.id,
    parentId,
    sort,
    isComplete,
    title: mark.replace(/^\+|!$/g, ''),
    isImportant: mark.endsWith('!'),
    creatorId: task.creatorId,
    toggledById: isComplete ? task.responsibleId : null,
    toggled: isComplete ? task.changed : null,
    members: [],
  }
}
