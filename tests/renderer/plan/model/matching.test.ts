import { expect, test } from 'vitest'
import { matcherOf } from '../../../../renderer/plan/model/matching.ts'
import { task } from '../fixtures.ts'

const now = new Date(2026, 10, 23, 12)
const due = (day: number, hour = 15) => new Date(2026, 10, day, hour).toISOString()
const tasks = {
  call: task(1, 1, {
    title: 'Call the site manager',
    responsible: { id: 5, name: 'Анна Петрова' },
    tags: ['phone'],
  }),
  site: task(2, 1, {
    title: 'Fonts',
    project: { id: 7, name: 'New site' },
    priority: 'high',
    deadline: due(24),
  }),
  late: task(3, 1, { title: 'Invoice for Anna', deadline: due(20) }),
  now: task(4, 1, { title: 'Stand-up', deadline: due(23, 18) }),
}

test.each([
  ['@анна', ['call']],
  ['@fyyf', ['call']],
  ['+site', ['site']],
  ['site', ['call', 'site']],
  ['#phone', ['call']],
  ['!', ['site']],
  ['!важно', ['site']],
  ['overdue', ['late']],
  ['просрочено', ['late']],
  ['today', ['now']],
  ['сегодня', ['now']],
  ['завтра', ['site']],
  ['! tomorrow +site', ['site']],
  ['! overdue', []],
  ['@', []],
])('%j finds %j', (query, found) => {
  const fits = matcherOf(query, now)
  expect(Object.entries(tasks).flatMap(([name, one]) => (fits(one) ? [name] : []))).toEqual(found)
})
