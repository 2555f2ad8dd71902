import type { Parsed } from '../../../../electron/model.ts'
import { parseCapture, type ParseContext } from '../../../../electron/parser/parse.ts'

/** A Wednesday morning in Moscow, in a company with names that are easily taken for others. */
export const wednesday: ParseContext = {
  now: new Date('2026-11-25T10:00:00+03:00'),
  zone: 'Europe/Moscow',
  locale: 'ru',
  endOfDay: '19:00',
  directory: {
    people: [
      { id: 1, name: 'Анна', lastName: 'Кузнецова' },
      { id: 2, name: 'Ivan', lastName: 'Petrov' },
      { id: 3, name: 'Тимур', lastName: 'Әбілов' },
      { id: 4, name: 'Дмитрий', lastName: 'Соколов' },
      { id: 5, name: 'Александр', lastName: 'Белов' },
      { id: 6, name: 'Александра', lastName: 'Зайцева' },
      { id: 7, name: 'Екатерина', lastName: 'Жукова' },
      { id: 8, name: 'William', lastName: 'Stone' },
      { id: 9, name: 'Борис', lastName: 'Смирнов' },
      { id: 10, name: 'Юлия', lastName: 'Ёлкина' },
      { id: 11, name: 'Alan', lastName: 'Todd' },
      { id: 12, name: 'Philipp', lastName: 'Weber' },
    ],
    projects: [
      { id: 1, name: 'Сайт' },
      { id: 2, name: 'Сайт компании' },
      { id: 3, name: 'CRM' },
      { id: 4, name: 'Объект Юг' },
      { id: 5, name: 'New site' },
    ],
    stages: [
      { id: 1, title: 'Вход' },
      { id: 2, title: 'На этой неделе' },
      { id: 3, title: 'Later' },
    ],
    me: 4,
  },
}

/** The rows of a table: what was typed, and `title | when | who …` that is to come of it; `=` for text that stays text. */
export const rowsOf = (table: string): [typed: string, expected: string][] =>
  table
    .trim()
    .split('\n')
    .map((row) => {
      const [typed = '', expected = ''] = row.split(' => ').map((part) => part.trim())
      return [typed, expected === '=' ? typed : expected]
    })

/** What becomes of a line, in the form of the tables. */
export const read = (typed: string, context: Partial<ParseContext> = {}): string =>
  told(parseCapture(typed, { ...wednesday, ...context }))

/** What was understood, in that form. */
export function told(parsed: Parsed): string {
  const { deadline, startPlan, endPlan, people, project, stage, estimateSeconds, tags, unresolved } = parsed
  const short = (time: string) => time.slice(0, 16).replace('T', ' ')
  return [
    parsed.title,
    deadline && short(deadline),
    startPlan && `${short(startPlan)} … ${short(endPlan ?? '')}`,
    ...people.map(({ name }) => `@${name}`),
    project && `+${project.name}`,
    stage && `/${stage.name}`,
    ...tags.map((tag) => `#${tag}`),
    estimateSeconds && `~${estimateSeconds / 60}`,
    ...unresolved.map((name) => `?${name}`),
    ...(parsed.notes ?? []).map((note) => note.kind),
  ]
    .filter((part) => part !== null)
    .join(' | ')
}
