import { expect, test } from 'vitest'
import { readTime } from '../../../../electron/parser/dates/find.ts'
import type { Range } from '../../../../electron/model.ts'
import { wednesday } from '../kinds/table.ts'

const comesAgain = (line: string, closed: Range[] = []) => readTime(line, wednesday, closed).repeats

test.each(
  [
    'каждый понедельник отчёт | ежедневно в 9 планёрка | отчёт каждые 2 недели | созвон по пятницам | созвон по вт',
    'планёрка по утрам | отчёт до 10-го числа каждого месяца | сверка ежемесячно | смена по выходным | раз в неделю сверка',
    'every Monday report | stand-up daily at 9 | report every 2 weeks | Mondays: plan | backup hourly',
    'every other Friday | pay weekly | weekends off',
  ].flatMap((line) => line.split(' | ')),
)('%j comes again and again', (line) => {
  expect(comesAgain(line)).toBe(true)
})

test.each(
  [
    'отчёт в понедельник | отчёт по продажам | поехать по делам в пятницу | каждому по задаче',
    'report on Friday | call everyone | each of us | today and tomorrow | Friday’s report',
  ].flatMap((line) => line.split(' | ')),
)('%j does not', (line) => {
  expect(comesAgain(line)).toBe(false)
})

test('what is quoted says nothing', () => {
  expect(comesAgain('read "every Monday" aloud', [{ from: 5, to: 19 }])).toBe(false)
})
