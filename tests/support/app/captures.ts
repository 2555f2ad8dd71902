import type { ParseContext } from '../../../electron/parser/parse.ts'

/** A Sunday morning in Moscow, two namesakes among three people, two projects, and a plan in two languages. */
export const context: ParseContext = {
  now: new Date('2026-11-22T10:00:00+03:00'),
  zone: 'Europe/Moscow',
  locale: 'ru',
  endOfDay: '19:00',
  directory: {
    people: [
      { id: 12, name: 'Anna', lastName: 'Petrova' },
      { id: 13, name: 'Anna', lastName: 'Schmidt' },
      { id: 14, name: 'Борис', lastName: 'Смирнов' },
    ],
    projects: [
      { id: 3, name: 'Site' },
      { id: 4, name: 'CRM' },
    ],
    stages: [
      { id: 1, title: 'Inbox' },
      { id: 2, title: 'Неделя' },
      { id: 4, title: 'This week' },
      { id: 5, title: 'Later' },
    ],
  },
}
