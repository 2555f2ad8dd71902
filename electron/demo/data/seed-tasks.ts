import type { Language } from '../context.ts'
import { english } from './seed-words-en.ts'
import { russian } from './seed-words-ru.ts'

/** When something is due: days from today and wall-clock time, or never. */
export type Due = [days: number, time: string] | null

export type SeedTask = {
  title: string
  /** Column of the first user's My Plan, counted from 0. */
  stage: 0 | 1 | 2 | 3 | 4
  due: Due
  priority: 0 | 1 | 2
  /** Number of the project, 0 for none. */
  project: number
  creator: number
  responsible: number
  tags: string[]
  description: string
}

/** The words of one language, in the order of the rows below. */
export type SeedWords = {
  tasks: [title: string, tags?: string, description?: string][]
  /** An item that begins with `+` is done, and one that ends with `!` is important. */
  checklists: [taskId: number, name: string, ...items: string[]][]
}

type Row = [
  stage: SeedTask['stage'],
  due: Due,
  priority: SeedTask['priority'],
  project: number,
  creator: number,
  responsible: number,
]

// The first user (1) has a part in every task, as creator or as responsible person: all forty stand in their plan.
const rows: Row[] = [
  [0, null, 1, 1, 1, 1],
  [0, [2, '18:00'], 2, 0, 1, 1],
  [0, null, 0, 1, 1, 1],
  [0, null, 1, 4, 1, 1],
  [0, [21, '19:00'], 1, 3, 8, 1],
  [0, [4, '12:00'], 1, 0, 6, 1],
  [0, null, 1, 6, 1, 11],
  [0, null, 1, 4, 1, 1],
  [1, [0, '15:00'], 2, 4, 1, 1],
  [1, [0, '18:00'], 2, 4, 5, 1],
  [1, [0, '19:00'], 1, 1, 8, 1],
  [1, [0, '11:00'], 1, 2, 2, 1],
  [1, [-1, '18:00'], 1, 0, 9, 1],
  [1, [-2, '17:00'], 2, 0, 6, 1],
  [1, [-3, '12:00'], 1, 3, 1, 1],
  [1, [0, '20:00'], 1, 5, 12, 1],
  [2, [3, '10:00'], 2, 0, 1, 1],
  [2, [2, '18:00'], 1, 2, 2, 1],
  [2, [4, '16:00'], 1, 2, 1, 1],
  [2, [5, '18:00'], 0, 5, 12, 1],
  [2, [2, '14:30'], 1, 6, 1, 1],
  [2, [4, '13:00'], 2, 5, 1, 10],
  [2, [6, '12:00'], 1, 3, 8, 1],
  [2, [3, '19:00'], 1, 0, 1, 7],
  [2, [5, '17:00'], 1, 1, 3, 1],
  [3, [1, '18:00'], 1, 1, 1, 3],
  [3, [7, '18:00'], 2, 4, 1, 5],
  [3, [10, '18:00'], 1, 0, 1, 6],
  [3, [9, '12:00'], 0, 5, 1, 7],
  [3, null, 1, 3, 1, 7],
  [3, [-1, '12:00'], 1, 2, 1, 4],
  [3, [2, '17:00'], 1, 4, 1, 10],
  [4, null, 0, 0, 1, 1],
  [4, [40, '18:00'], 1, 0, 9, 1],
  [4, [25, '18:00'], 1, 3, 1, 1],
  [4, [30, '18:00'], 0, 5, 1, 1],
  [4, null, 1, 3, 8, 1],
  [4, null, 0, 4, 1, 1],
  [4, [45, '12:00'], 0, 0, 1, 1],
  [4, null, 0, 0, 1, 1],
]

export const seedWords: Record<Language, SeedWords> = { en: english, ru: russian }

/** Forty tasks as a small company has them, spread over five stages, in the words of one language. */
export function seedTasks(language: Language): SeedTask[] {
  return rows.map(([stage, due, priority, project, creator, responsible], index) => {
    const [title, tags = '', description = ''] = seedWords[language].tasks[index] ?? ['']
    return {
      title,
      description,
      stage,
      due,
      priority,
      project,
      creator,
      responsible,
      tags: tags.split(',').filter(Boolean),
    }
  })
}
