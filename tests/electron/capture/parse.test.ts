import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCapture, type ParseContext } from '../../../electron/capture/parse.ts'

// Sunday noon in Moscow.
const context: ParseContext = {
  now: new Date('2026-11-22T12:00:00+03:00'),
  zone: 'Europe/Moscow',
  locale: 'en',
  endOfDay: '19:00',
  directory: { people: [], projects: [], stages: [] },
}

test.each([
  ['Call Anna tomorrow 15:00', 'Call Anna', '2026-11-23T15:00:00+03:00'],
  ['Call Anna tomorrow at 9:05', 'Call Anna', '2026-11-23T09:05:00+03:00'],
  ['Позвонить Анне завтра в 15:00', 'Позвонить Анне', '2026-11-23T15:00:00+03:00'],
  ['Завтра 15:00 позвонить Анне', 'позвонить Анне', '2026-11-23T15:00:00+03:00'],
  ['Send the offer today', 'Send the offer', '2026-11-22T19:00:00+03:00'],
  ['Отправить сегодня в 18:30 договор', 'Отправить договор', '2026-11-22T18:30:00+03:00'],
  ['TOMORROW 15:00 call', 'call', '2026-11-23T15:00:00+03:00'],
])('%s → %s, %s', (text, title, deadline) => {
  expect(parseCapture(text, context)).toMatchObject({ title, deadline })
})

test.each([
  'послезавтра',
  'Read Tomorrowland',
  'версия 2.10',
  'Позвонить по +7 916 123-45-67',
  'завтрак с Анной',
])('%s has no date in it and stays text', (text) => {
  expect(parseCapture(text, context)).toMatchObject({ title: text, deadline: null, spans: [] })
})

test('an hour that no clock has stays text', () => {
  expect(parseCapture('Call tomorrow 25:00', context)).toMatchObject({ title: 'Call 25:00' })
})

test('of two dates the last one counts and the other stays text', () => {
  const parsed = parseCapture('Move the call from today to tomorrow 10:00', context)
  expect(parsed).toMatchObject({
    title: 'Move the call from today to',
    deadline: '2026-11-23T10:00:00+03:00',
  })
})

test('the span says where the date stands', () => {
  const text = 'Позвонить завтра в 15:00 Анне'
  const [span] = parseCapture(text, context).spans
  expect(span && text.slice(span.from, span.to)).toBe('завтра в 15:00')
})

test('the lines after the first are the description', () => {
  const parsed = parseCapture('Call Anna\nabout the tomorrow deal\n\n', context)
  expect(parsed).toMatchObject({ title: 'Call Anna', description: 'about the tomorrow deal', deadline: null })
})

test('a time that summer time skips is the one an hour later', () => {
  const eve = { ...context, now: new Date('2027-03-27T12:00:00+01:00'), zone: 'Europe/Berlin' }
  expect(parseCapture('Call tomorrow 02:30', eve).deadline).toBe('2027-03-28T03:30:00+02:00')
})

test('a day is a calendar day of the zone, also across a change of the clocks', () => {
  const eve = { ...context, now: new Date('2026-10-24T23:30:00+02:00'), zone: 'Europe/Berlin' }
  expect(parseCapture('Call tomorrow 15:00', eve).deadline).toBe('2026-10-25T15:00:00+01:00')
})

test('whatever is typed, nothing is thrown and no word of it is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { title, description, spans } = parseCapture(text, context)
      const understood = spans.map(({ from, to }) => text.slice(from, to)).join('')
      const letters = (part: string) => part.replace(/\s/g, '').length
      expect(letters(title) + letters(description) + letters(understood)).toBe(letters(text))
    }),
  )
})
