import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTime, type DateContext, type FoundDates } from '../../../../electron/parser/dates/find.ts'

// Sunday morning in Moscow.
const context: DateContext = {
  now: new Date('2026-11-22T10:00:00+03:00'),
  zone: 'Europe/Moscow',
  locale: 'ru',
  endOfDay: '19:00',
}
const at = (now: string, zone: string): DateContext => ({ ...context, now: new Date(now), zone })
const findDates = (...asked: Parameters<typeof readTime>) => readTime(...asked).dates
const spansOf = (line: string, found: FoundDates | null) =>
  found?.spans.map(({ from, to }) => line.slice(from, to)) ?? []

test('a date and a time that stand apart are two spans and one deadline', () => {
  const line = 'завтра позвонить Анне в 15:00 домой'
  const found = findDates(line, context)
  expect(found?.deadline).toBe('2026-11-23T15:00:00+03:00')
  expect(spansOf(line, found)).toEqual(['завтра', 'в 15:00'])
})

test('the spans stand where they stand, with what only divides them from the rest', () => {
  const spans = (line: string) => spansOf(line, findDates(line, context))
  expect(spans('Позвонить Анне, завтра')).toEqual([', завтра'])
  expect(spans('Завтра: позвонить')).toEqual(['Завтра:'])
  expect(spans('Позвонить (до пятницы) Анне')).toEqual(['(до пятницы)'])
  expect(spans('Позвонить, завтра, Анне')).toEqual(['завтра,'])
  expect(spans('Купить молоко, завтра позвонить')).toEqual(['завтра'])
  expect(spans('Срок — пятница, 27 ноября, 10:00.')).toEqual(['— пятница, 27 ноября, 10:00.'])
})

test('what is closed is not looked into, and ends a sentence', () => {
  const line = 'Позвонить завтра в 9 @anna'
  const name = { from: line.indexOf('@'), to: line.length }
  expect(findDates(line, context, [name])?.deadline).toBe('2026-11-23T09:00:00+03:00')
  expect(findDates('Прочесть "завтра"', context, [{ from: 9, to: 17 }])).toBeNull()
  expect(findDates('завтра', context, [{ from: 2, to: 3 }])).toBeNull()
})

test('a time that has passed today is tomorrow, and that is said', () => {
  expect(findDates('Позвонить в 9:30', context)).toMatchObject({
    deadline: '2026-11-23T09:30:00+03:00',
    rolled: true,
  })
  expect(findDates('Позвонить в 10:30', context)).toMatchObject({
    deadline: '2026-11-22T10:30:00+03:00',
    rolled: false,
  })
})

test('a date without a time is due at the end of the working day', () => {
  expect(findDates('завтра', { ...context, endOfDay: '17:45' })?.deadline).toBe('2026-11-23T17:45:00+03:00')
  expect(findDates('отчёт до конца дня', { ...context, endOfDay: '17:45' })?.deadline).toBe(
    '2026-11-22T17:45:00+03:00',
  )
})

test.each([
  ['12/05/2027', 'en', '2027-12-05'],
  ['12/05/2027', 'ru', '2027-05-12'],
  ['by 25/12', 'en', '2026-12-25'],
  ['by 12/25', 'en', '2026-12-25'],
  ['due 5/12', 'ru', '2026-12-05'],
  ['due 5/12', 'en', undefined],
  ['к 5/12', 'en', '2026-12-05'],
] as const)('%s in %s', (line, locale, day) => {
  expect(findDates(line, { ...context, locale })?.deadline?.slice(0, 10)).toBe(day)
})

test.each([
  [
    'a time that summer time skips is an hour later',
    'завтра в 2:30',
    '2027-03-27T12:00:00+01:00',
    'Europe/Berlin',
    '2027-03-28T03:30:00+02:00',
  ],
  [
    'of a doubled time it is the first',
    'завтра в 2:30',
    '2026-10-24T12:00:00+02:00',
    'Europe/Berlin',
    '2026-10-25T02:30:00+02:00',
  ],
  [
    'a day is a calendar day',
    'завтра в 15:00',
    '2026-10-24T23:30:00+02:00',
    'Europe/Berlin',
    '2026-10-25T15:00:00+01:00',
  ],
  [
    'a week is seven calendar days',
    'in a week at 9',
    '2026-10-31T12:00:00-04:00',
    'America/New_York',
    '2026-11-07T09:00:00-05:00',
  ],
  [
    'hours from now are hours',
    'in 3 hours',
    '2026-11-01T00:30:00-04:00',
    'America/New_York',
    '2026-11-01T02:30:00-05:00',
  ],
  [
    'hours from now skip what is skipped',
    'через 2 часа',
    '2027-03-14T01:30:00-05:00',
    'America/New_York',
    '2027-03-14T04:30:00-04:00',
  ],
  [
    'midnight ends the day',
    'сегодня в полночь',
    '2026-12-31T12:00:00+01:00',
    'Europe/Berlin',
    '2027-01-01T00:00:00+01:00',
  ],
  [
    'the year turns',
    'послезавтра',
    '2026-12-30T12:00:00+01:00',
    'Europe/Berlin',
    '2027-01-01T19:00:00+01:00',
  ],
  [
    'the week turns with the year',
    'next Monday',
    '2026-12-31T12:00:00-05:00',
    'America/New_York',
    '2027-01-04T19:00:00-05:00',
  ],
  [
    'a day that has passed is of next year',
    '30 декабря',
    '2026-12-31T12:00:00+03:00',
    'Europe/Moscow',
    '2027-12-30T19:00:00+03:00',
  ],
  [
    'the leap day waits for its year',
    '29 февраля',
    '2026-11-22T12:00:00+03:00',
    'Europe/Moscow',
    '2028-02-29T19:00:00+03:00',
  ],
  [
    'a month later is cut to its end',
    'через месяц',
    '2027-01-31T12:00:00+03:00',
    'Europe/Moscow',
    '2027-02-28T19:00:00+03:00',
  ],
  [
    'a day that the month lacks is of the next one',
    'к 31 числу',
    '2026-11-22T12:00:00+03:00',
    'Europe/Moscow',
    '2026-12-31T19:00:00+03:00',
  ],
  [
    'the weekend is this one on Saturday',
    'на выходных',
    '2026-11-28T12:00:00+03:00',
    'Europe/Moscow',
    '2026-11-28T19:00:00+03:00',
  ],
  [
    'the weekend is still this one on Sunday',
    'на выходных',
    '2026-11-29T12:00:00+03:00',
    'Europe/Moscow',
    '2026-11-29T19:00:00+03:00',
  ],
  [
    'next Friday on Monday is of the next week',
    'в следующую пятницу',
    '2026-11-23T12:00:00+03:00',
    'Europe/Moscow',
    '2026-12-04T19:00:00+03:00',
  ],
  [
    'this Friday on Monday is of this week',
    'this Friday',
    '2026-11-23T12:00:00+03:00',
    'Europe/Moscow',
    '2026-11-27T19:00:00+03:00',
  ],
  [
    'this Monday on Friday is the next one',
    'в этот понедельник',
    '2026-11-27T12:00:00+03:00',
    'Europe/Moscow',
    '2026-11-30T19:00:00+03:00',
  ],
  [
    'Friday on Friday is a week ahead',
    'Friday',
    '2026-11-27T12:00:00+03:00',
    'Europe/Moscow',
    '2026-12-04T19:00:00+03:00',
  ],
  [
    'a day is where the user is',
    'tomorrow',
    '2026-11-22T22:00:00Z',
    'Asia/Tokyo',
    '2026-11-24T19:00:00+09:00',
  ],
  [
    'an offset need not be whole hours',
    'tomorrow',
    '2026-11-22T00:00:00Z',
    'Asia/Kathmandu',
    '2026-11-23T19:00:00+05:45',
  ],
  [
    'seconds do not count',
    'через 5 минут',
    '2026-11-22T10:00:59+03:00',
    'Europe/Moscow',
    '2026-11-22T10:05:00+03:00',
  ],
])('%s: %s', (_rule, line, now, zone, deadline) => {
  expect(findDates(line, at(now, zone))?.deadline).toBe(deadline)
})

test('a range that ends before it starts ends the next day', () => {
  expect(findDates('смена завтра с 22:00 до 6:00', context)).toMatchObject({
    deadline: null,
    startPlan: '2026-11-23T22:00:00+03:00',
    endPlan: '2026-11-24T06:00:00+03:00',
  })
})

test('what no calendar has is no date', () => {
  expect(findDates('завтра', { ...context, zone: 'Nowhere/Land' })).toBeNull()
  expect(findDates('завтра', { ...context, now: new Date(NaN) })).toBeNull()
  expect(findDates('через год', { ...context, now: new Date(8.64e15) })).toBeNull()
})

const pieces = fc.constantFrom(
  ...(
    'завтра послезавтра в к до на с по через 2 часа 10 12 10:30 25.12 5 мая пятницу пятница пт неделю следующую утром вечером числа ' +
    'конца недели tomorrow next Friday on at by from to 5pm 10-12 Dec 25 noon in two days end of month every weekly later 2026-12-01 ' +
    '99.99 31.02 0 24 25:00 без четверти пол шестого , . : - – ( ) " # @ + не позднее 29 февраля 1999 999 недель полтора'
  ).split(' '),
  ' ',
  '\u200b',
  '\0',
)
const lines = fc.oneof(
  fc.array(pieces, { maxLength: 14 }).map((words) => words.join(' ')),
  fc.array(pieces, { maxLength: 14 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
)
const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Europe/Moscow',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
)
const ranges = fc.array(
  fc.tuple(fc.nat(60), fc.nat(12)).map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 3 },
)
const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })

test('whatever is typed, spans are in order, inside the line and outside of what is closed', () => {
  fc.assert(
    fc.property(lines, zones, moments, ranges, (line, zone, now, closed) => {
      const spans = findDates(line, { ...context, zone, now }, closed)?.spans ?? []
      let end = 0
      for (const { from, to } of spans) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        for (const range of closed)
          expect(line.slice(Math.max(from, range.from), Math.min(to, range.to)).trim()).toBe('')
        end = to
      }
      expect(end).toBeLessThanOrEqual(line.length)
    }),
    { numRuns: 1500 },
  )
})

test('whatever is typed, times are real moments with the offset of their zone, and one kind of them is there', () => {
  fc.assert(
    fc.property(lines, zones, moments, (line, zone, now) => {
      const found = findDates(line, { ...context, zone, now })
      if (!found) return
      const { deadline, startPlan, endPlan, spans } = found
      expect(spans.length).toBeGreaterThan(0)
      expect([deadline !== null, startPlan !== null, endPlan !== null]).toEqual(
        deadline === null ? [false, true, true] : [true, false, false],
      )
      for (const time of [deadline, startPlan, endPlan])
        if (time !== null) expect(time).toBe(onTheClock(time, zone))
      if (startPlan && endPlan) expect(Date.parse(endPlan)).toBeGreaterThan(Date.parse(startPlan))
    }),
    { numRuns: 1500 },
  )
})

/** The moment as a clock in the zone shows it, by other means than ours. */
function onTheClock(time: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).formatToParts(new Date(time))
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}${time.slice(19)}`
}

test('ten thousand characters are read only as far as anybody writes', () => {
  expect(findDates(`завтра ${'с 10 '.repeat(2000)}`, context)?.deadline).toBe('2026-11-23T19:00:00+03:00')
  expect(findDates(`${'x '.repeat(5000)} завтра`, context)).toBeNull()
})
