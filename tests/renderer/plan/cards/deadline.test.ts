import { describe, expect, test } from 'vitest'
import { deadlineOf } from '../../../../renderer/plan/cards/deadline.ts'
import { Words } from '../../../../renderer/shared/words.svelte.ts'

const words = (locale: 'en' | 'ru') => {
  const spoken = new Words()
  spoken.locale = locale
  return spoken
}
/** Wall-clock times of wherever the test runs. */
const local = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute)
const now = local(23, 12)

describe('a deadline is told', () => {
  test.each([
    ['en', local(23, 15), 'Today, 15:00', false],
    ['en', local(24, 9, 30), 'Tomorrow, 09:30', false],
    ['en', local(22, 23, 59), 'Yesterday, 23:59', true],
    ['en', local(23, 11, 59), 'Today, 11:59', true],
    ['en', local(27, 18), 'Fri 27 Nov, 18:00', false],
    ['ru', local(23, 15), 'Сегодня, 15:00', false],
    ['ru', local(24, 9, 30), 'Завтра, 09:30', false],
    ['ru', local(20, 18), 'пт, 20 нояб., 18:00', true],
  ] as const)('in %s', (locale, moment, when, isOverdue) => {
    expect(deadlineOf(words(locale), moment.toISOString(), now)).toMatchObject({ when, isOverdue })
  })

  test('with the year when it is another', () => {
    const text = deadlineOf(words('en'), new Date(2027, 0, 4, 9).toISOString(), now)?.when
    expect(text).toContain('2027')
  })
})

test.each([null, '', 'soon', '2026-13-45T00:00:00Z'])('%j is no deadline', (iso) => {
  expect(deadlineOf(words('en'), iso, now)).toBeNull()
})
