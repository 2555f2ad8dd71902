import type { Language } from './context.ts'

const en = {
  portal: 'Demo portal',
  intro: 'This portal lives on your computer only. What you see is what its REST API holds.',
  description: 'Description',
  noDescription: 'No description',
  deadline: 'Deadline',
  responsible: 'Responsible',
  creator: 'Created by',
  project: 'Project',
  stage: 'My Plan',
  status: 'Status',
  priority: 'Priority',
  tags: 'Tags',
  none: '—',
  open: 'Open',
  done: 'Completed',
  priorities: ['Low', 'Average', 'High'],
  missing: 'Nothing here',
  missingTask: 'There is no such task. It may have been deleted.',
  missingPage: 'There is no such page.',
  back: 'To My Plan',
}

const ru: typeof en = {
  portal: 'Демо-портал',
  intro: 'Этот портал работает только на вашем компьютере. Здесь видно то, что хранит его REST API.',
  description: 'Описание',
  noDescription: 'Без описания',
  deadline: 'Крайний срок',
  responsible: 'Исполнитель',
  creator: 'Постановщик',
  project: 'Проект',
  stage: 'Мой план',
  status: 'Статус',
  priority: 'Приоритет',
  tags: 'Теги',
  none: '—',
  open: 'Открыта',
  done: 'Завершена',
  priorities: ['Низкий', 'Средний', 'Высокий'],
  missing: 'Здесь ничего нет',
  missingTask: 'Такой задачи нет. Возможно, её удалили.',
  missingPage: 'Такой страницы нет.',
  back: 'К моему плану',
}

export type PageWords = typeof en

/** The words on the portal's own pages. */
export const pageWords: Record<Language, PageWords> = { en, ru }
