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

type Row = [
  title: string,
  stage: SeedTask['stage'],
  due: Due,
  priority: SeedTask['priority'],
  project: number,
  creator: number,
  responsible: number,
  tags?: string,
  description?: string,
]

// The first user (1) has a part in every task, as creator or as responsible person: all forty stand in their plan.
const rows: Row[] = [
  ['Reply to Anna about the wireframes', 0, null, 1, 1, 1, 1, 'design'],
  ['Согласовать бюджет на первый квартал', 0, [2, '18:00'], 2, 0, 1, 1, 'финансы'],
  ['Idea: dark theme for the customer portal', 0, null, 0, 1, 1, 1, 'ideas'],
  ['Записать вопросы к встрече с юристом', 0, null, 1, 4, 1, 1],
  ['Find a venue for the spring meetup', 0, [21, '19:00'], 1, 3, 8, 1, 'events'],
  ['Проверить счёт от хостинга', 0, [4, '12:00'], 1, 0, 6, 1, 'финансы'],
  ['Look into slow search results', 0, null, 1, 6, 1, 11, 'bug'],
  ['Собрать отзывы о новой форме заявки', 0, null, 1, 4, 1, 1],

  [
    'Call John about the Northwind contract',
    1,
    [0, '15:00'],
    2,
    4,
    1,
    1,
    'call',
    'Ask about the discount and the start date.',
  ],
  [
    'Отправить коммерческое предложение «Альфе»',
    1,
    [0, '18:00'],
    2,
    4,
    5,
    1,
    'клиенты',
    'Шаблон лежит на Диске.\nЦены — по новому прайсу.',
  ],
  ['Review the landing page copy', 1, [0, '19:00'], 1, 1, 8, 1, 'content'],
  ['Созвон с командой мобильного приложения', 1, [0, '11:00'], 1, 2, 2, 1, 'звонок'],
  ['Approve the holiday schedule', 1, [-1, '18:00'], 1, 0, 9, 1],
  ['Подписать акт сверки', 1, [-2, '17:00'], 2, 0, 6, 1, 'финансы,срочно'],
  ['Fix the typo in the price list', 1, [-3, '12:00'], 1, 3, 1, 1],
  ['Ответить на письмо подрядчика по ремонту', 1, [0, '20:00'], 1, 5, 12, 1],

  [
    'Prepare slides for the board meeting',
    2,
    [3, '10:00'],
    2,
    0,
    1,
    1,
    'slides',
    'Three slides on revenue, two on the roadmap.',
  ],
  ['Протестировать вход по номеру телефона', 2, [2, '18:00'], 1, 2, 2, 1, 'тест'],
  ['Write the release notes for 3.0', 2, [4, '16:00'], 1, 2, 1, 1, 'content'],
  ['Выбрать мебель для переговорной', 2, [5, '18:00'], 0, 5, 12, 1],
  ['Interview: support engineer', 2, [2, '14:30'], 1, 6, 1, 1, 'hiring'],
  ['Обновить договор аренды', 2, [4, '13:00'], 2, 5, 1, 10, 'документы'],
  ['Plan the newsletter for December', 2, [6, '12:00'], 1, 3, 8, 1, 'content'],
  ['Настроить резервное копирование', 2, [3, '19:00'], 1, 0, 1, 7, 'сервер'],
  ['Check accessibility of the checkout', 2, [5, '17:00'], 1, 1, 3, 1, 'design'],

  ['Ждём макеты от Anna Schmidt', 3, [1, '18:00'], 1, 1, 1, 3, 'дизайн'],
  ['Signed contract from Northwind', 3, [7, '18:00'], 2, 4, 1, 5],
  ['Ответ банка по эквайрингу', 3, [10, '18:00'], 1, 0, 1, 6, 'финансы'],
  ['New laptops are ordered', 3, [9, '12:00'], 0, 5, 1, 7],
  ['Доступ к аналитике для Emily', 3, null, 1, 3, 1, 7],
  ['Crash report from the test group', 3, [-1, '12:00'], 1, 2, 1, 4, 'bug'],
  ['Заключение юриста по оферте', 3, [2, '17:00'], 1, 4, 1, 10, 'документы'],

  ['Read about server-side rendering', 4, null, 0, 0, 1, 1, 'reading'],
  ['Составить план обучения на год', 4, [40, '18:00'], 1, 0, 9, 1],
  ['Rethink the onboarding e-mails', 4, [25, '18:00'], 1, 3, 1, 1, 'ideas'],
  ['Перенести архив на новый сервер', 4, [30, '18:00'], 0, 5, 1, 1, 'сервер'],
  ['Collect case studies from customers', 4, null, 1, 3, 8, 1, 'content'],
  ['Подумать о программе лояльности', 4, null, 0, 4, 1, 1, 'идеи'],
  ['Compare video call providers', 4, [45, '12:00'], 0, 0, 1, 1],
  ['Разобрать папку «Разное» на Диске', 4, null, 0, 0, 1, 1],
]

/** Forty tasks as a small company has them, Russian and English mixed, spread over five stages. */
export function seedTasks(): SeedTask[] {
  return rows.map(
    ([title, stage, due, priority, project, creator, responsible, tags = '', description = '']) => ({
      ...{ title, stage, due, priority, project, creator, responsible, description },
      tags: tags.split(',').filter(Boolean),
    }),
  )
}
