import type { ChecklistItem, Task } from './data.ts'

type Row = [taskTitle: string, checklist: string, ...items: string[]]

/** An item that begins with `+` is done, and one that ends with `!` is important. */
const rows: Row[] = [
  [
    'Call John about the Northwind contract',
    'To ask',
    '+Who signs on their side?',
    'Discount for two years!',
    'Start date',
  ],
  [
    'Prepare slides for the board meeting',
    'Slides',
    '+Revenue by quarter',
    '+Revenue by region',
    'Roadmap!',
    'Questions that will come',
  ],
  [
    'Настроить резервное копирование',
    'Шаги',
    '+Выбрать хранилище',
    'Проверить восстановление!',
    'Напоминание о сбоях',
  ],
  ['Write the release notes for 3.0', 'Sections', 'What is new', 'What was fixed', 'How to upgrade'],
]

/** A few checklists with some of their items done, so that a task looks lived in. */
export function seedChecklists(tasks: Task[]): ChecklistItem[] {
  const made: ChecklistItem[] = []
  for (const [taskTitle, name, ...titles] of rows) {
    const task = tasks.find((candidate) => candidate.title === taskTitle)
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
    ...{ id, taskId: task.id, parentId, sort, isComplete },
    title: mark.replace(/^\+|!$/g, ''),
    isImportant: mark.endsWith('!'),
    creatorId: task.creatorId,
    toggledById: isComplete ? task.responsibleId : null,
    toggled: isComplete ? task.changed : null,
    members: [],
  }
}
