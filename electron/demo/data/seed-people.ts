import type { Language } from '../context.ts'
import type { Project, User } from './data.ts'

type Person = [
  name: string,
  lastName: string,
  email: string,
  position: string,
  gender: 'M' | 'F',
  timeZone: string,
]

const people: Person[] = [
  ['Анна', 'Петрова', 'anna.petrova', 'Руководитель проектов', 'F', 'Europe/Moscow'],
  ['Anna', 'Schmidt', 'anna.schmidt', 'Product designer', 'F', 'Europe/Berlin'],
  ['Дмитрий', 'Кузнецов', 'dmitry.kuznetsov', 'Ведущий разработчик', 'M', 'Europe/Moscow'],
  ['John', 'Carter', 'john.carter', 'Head of sales', 'M', 'Europe/London'],
  ['Ольга', 'Фёдорова', 'olga.fedorova', 'Главный бухгалтер', 'F', 'Europe/Samara'],
  ['Сергей', 'Иванов', 'sergey.ivanov', 'Системный администратор', 'M', 'Asia/Yekaterinburg'],
  ['Emily', 'Johnson', 'emily.johnson', 'Marketing manager', 'F', 'America/New_York'],
  ['Екатерина', 'Смирнова', 'ekaterina.smirnova', 'HR-менеджер', 'F', 'Europe/Moscow'],
  ['Михаил', 'Орлов', 'mikhail.orlov', 'Юрист', 'M', 'Europe/Kaliningrad'],
  ['Lukas', 'Weber', 'lukas.weber', 'Support engineer', 'M', 'Europe/Berlin'],
  ['Наталья', 'Ким', 'natalia.kim', 'Офис-менеджер', 'F', 'Asia/Almaty'],
]

/** Twelve people. The first one is who the demo is shown to: an administrator in the machine's own time zone. */
export function seedUsers(language: Language): User[] {
  const [name, lastName, workPosition] =
    language === 'ru' ? ['Алексей', 'Волков', 'Менеджер продукта'] : ['Alex', 'Volkov', 'Product manager']
  const first: User = {
    id: 1,
    name,
    lastName,
    email: 'alex.volkov@example.com',
    workPosition,
    gender: 'M',
    timeZone: '',
    isAdmin: true,
    departments: [1],
  }
  const others = people.map(([name, lastName, email, workPosition, gender, timeZone], index) => ({
    id: index + 2,
    name,
    lastName,
    email: `${email}@example.com`,
    workPosition,
    gender,
    timeZone,
    isAdmin: false,
    departments: [2 + (index % 4)],
  }))
  return [first, ...others]
}

type Plan = [name: string, description: string, ownerId: number, memberIds: number[], stages: string[]]

const projects: Plan[] = [
  [
    'Website relaunch',
    'New site by spring',
    1,
    [1, 2, 3, 4, 8],
    ['Backlog', 'In progress', 'Review', 'Done'],
  ],
  [
    'Мобильное приложение',
    'Версия 3.0 для iOS и Android',
    2,
    [1, 2, 3, 4, 11],
    ['Новые', 'В работе', 'Тест', 'Готово'],
  ],
  ['Marketing', 'Campaigns, content, events', 8, [1, 3, 5, 8, 12], ['Ideas', 'Preparing', 'Published']],
  [
    'Продажи и клиенты',
    'Ключевые клиенты и договоры',
    5,
    [1, 2, 5, 6, 10],
    ['Новые', 'Переговоры', 'Договор', 'Закрыто'],
  ],
  ['Переезд офиса', 'Новый офис на третьем этаже', 12, [1, 6, 7, 9, 12], ['Надо', 'Делаем', 'Сделано']],
  ['Support desk', 'What customers ask for', 11, [4, 7, 11], ['New', 'Answering', 'Waiting', 'Solved']],
  ['Core team sprints', 'Two weeks at a time', 11, [4, 7, 11], ['To do', 'Doing', 'Done']],
]

/** Who moderates which project. */
const moderators = new Map([[1, [4]]])

/** The one project that is run by Scrum. */
const scrumProject = 7

/** Seven projects with their members; `stages` are the columns of their kanban boards. */
export function seedProjects(created: string): (Project & { stages: string[] })[] {
  return projects.map(([name, description, ownerId, memberIds, stages], index) => ({
    id: index + 1,
    name,
    description,
    ownerId,
    memberIds,
    created,
    stages,
    moderatorIds: moderators.get(index + 1) ?? [],
    type: index + 1 === scrumProject ? 'scrum' : 'project',
  }))
}
