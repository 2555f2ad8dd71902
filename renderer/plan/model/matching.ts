import type { PlanTask } from '../../../electron/model.ts'
import { daysAgo } from '../../shared/moments.ts'
import { folded, readingsOf } from '../../shared/text-match.ts'

type Test = (task: PlanTask) => boolean

/**
 * A test for tasks that fit every word of the query: in title, project, person or tags, or in one of them alone where
 * the word begins with the app's own sign (`@anna`, `+site`, `#call`). `!` wants a high priority; *overdue*, *today* and
 * *tomorrow*, in English and Russian, want such a deadline. Case, accents and `ё`/`е` do not matter, nor whether a word
 * was typed on the other keyboard layout. A blank query fits everything.
 */
export function matcherOf(query: string, now = new Date()): Test {
  const tests = query
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => testOf(word, now))
  return (task) => tests.every((test) => test(task))
}

function testOf(word: string, now: Date): Test {
  if (/^!(high|важно)?$/i.test(word)) return ({ priority }) => priority === 'high'
  const part = word.length > 1 ? parts[word.charAt(0)] : undefined
  const readings = readingsOf(part ? word.slice(1) : word)
  const isDue = part ? undefined : deadlines.find(({ words }) => readings.some((it) => words.includes(it)))
  return (task) => {
    const text = folded((part ?? textOf)(task))
    return readings.some((reading) => text.includes(reading)) || (isDue?.test(task, now) ?? false)
  }
}

const parts: Record<string, (task: PlanTask) => string> = {
  '@': ({ responsible }) => responsible?.name ?? '',
  '+': ({ project }) => project?.name ?? '',
  '#': ({ tags }) => tags.join('\n'),
}

type DeadlineTest = { words: readonly string[]; test: (task: PlanTask, now: Date) => boolean }

const deadlines: readonly DeadlineTest[] = [
  {
    words: ['overdue', 'просрочено', 'просроченные'],
    test: ({ deadline, isCompleted }, now) => deadline !== null && !isCompleted && new Date(deadline) < now,
  },
  { words: ['today', 'сегодня'], test: (task, now) => isDueIn(0, task, now) },
  { words: ['tomorrow', 'завтра'], test: (task, now) => isDueIn(1, task, now) },
]

const isDueIn = (days: number, { deadline }: PlanTask, now: Date) =>
  deadline !== null && daysAgo(deadline, now) === -days

function textOf({ title, project, responsible, tags }: PlanTask): string {
  const hashed = tags.map((tag) => `#${tag}`)
  return [title, project?.name ?? '', responsible?.name ?? '', ...hashed].join('\n')
}
