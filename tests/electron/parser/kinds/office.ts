import { parseCapture, type ParseContext } from '../../../../electron/parser/parse.ts'
import { told, wednesday } from './table.ts'

const { directory } = wednesday

/** The same Wednesday in a larger office, with tasks that others can be a part of, and a portal whose links count. */
export const office: ParseContext = {
  ...wednesday,
  portal: 'firma.bitrix24.ru',
  directory: {
    ...directory,
    people: [
      ...directory.people,
      { id: 13, name: 'Мария', lastName: 'Орлова' },
      { id: 14, name: 'Мария', lastName: 'Новикова' },
      { id: 15, name: 'Olga', lastName: 'Sidorova' },
      { id: 16, name: 'Peter', lastName: 'Black' },
      { id: 17, name: 'Sarah', lastName: 'Connor' },
      { id: 18, name: 'Рустам', lastName: 'Галиев' },
    ],
    projects: [
      ...directory.projects,
      { id: 6, name: 'Запуск 2027' },
      { id: 7, name: 'Office move' },
      { id: 8, name: 'Отдел кадров' },
    ],
    stages: [...directory.stages, { id: 4, title: 'Ожидание' }, { id: 5, title: 'Waiting' }],
    tasks: [
      { id: 51, title: 'Договор с Ромашкой' },
      { id: 52, title: 'Annual report' },
      { id: 53, title: 'Ремонт офиса' },
    ],
  },
}

/** What becomes of a line in the office: as `read` tells it, without its notes, with priority, parent task and links of CRM. */
export function readInOffice(typed: string): string {
  const parsed = parseCapture(typed, office)
  const { priority, parent, crm = [] } = parsed
  return [
    told({ ...parsed, notes: [] }),
    ...(priority ? [`!${priority}`] : []),
    ...(parent ? [`^${parent.name}`] : []),
    ...crm.map(({ id }) => `=${id}`),
  ].join(' | ')
}
