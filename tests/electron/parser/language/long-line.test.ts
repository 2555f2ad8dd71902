import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seenOfLine } from '../../../../electron/parser/language/long-line.ts'
import { parseCapture } from '../../../../electron/parser/parse.ts'
import { suggest } from '../../../../electron/parser/suggest.ts'
import { context } from '../../../support/app/captures.ts'

const prose = 'The meeting began and we spoke of what was to come. '.repeat(30)

test('of a long text the beginning and the end are understood, and what stands between is text', () => {
  const text = `tomorrow @boris ${prose}at 15:00 it was over #middle ${prose}thanks #call`
  expect(parseCapture(text, context)).toMatchObject({
    deadline: '2026-11-23T19:00:00+03:00',
    people: [{ id: 14 }],
    tags: ['call'],
  })
  expect(parseCapture(`${prose}at 15:00 ${prose}`, context)).toMatchObject({ deadline: null, spans: [] })
})

test('what was understood of a long text stands where it stands', () => {
  const text = `${prose}@boris #call`
  const found = parseCapture(text, context).spans.map(({ from, to }) => text.slice(from, to))
  expect(found).toEqual(['@boris', '#call'])
  expect(suggest(`${prose}@bor`, prose.length + 4, { ...context, tags: [] })).toMatchObject({
    from: prose.length,
    to: prose.length + 4,
  })
})

test.each(['! #a ', 'a', '"', '„', '@', 'a.', 'a@a', '\\#', 'завтра ', '(', '25.12 ', '@anna,', '`a'])(
  'however often %j is repeated, no more of it is looked at',
  (piece) => {
    const sizes = [1000, 10_000, 100_000, 1_000_000]
    const steps = sizes.map((size) => seenOfLine(piece.repeat(size / piece.length)).text.length)
    expect(Math.max(...steps)).toBeLessThanOrEqual(2 * 200 + 3)
    const text = piece.repeat(200_000 / piece.length)
    expect(() => parseCapture(text, context)).not.toThrow()
  },
)

test('each place that is seen is one of the line, and the way back leads to it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 0, maxLength: 40 }), fc.nat(60), (piece, times) => {
      const line = piece.replace(/[\r\n]/g, ' ').repeat(times)
      const { text, toLine, fromLine } = seenOfLine(line)
      const gap = text.indexOf('\uE000')
      for (let at = 0; at < text.length; at++) {
        const place = toLine(at)
        expect(place).toBeLessThanOrEqual(line.length)
        const isGap = gap >= 0 && Math.abs(at - gap) <= 1
        if (!isGap && fromLine(place) === at) expect(line[place]).toBe(text[at])
      }
      expect(toLine(text.length)).toBe(line.length)
    }),
  )
})

test.each([
  [
    'in the middle of its first line',
    `Notes ${prose}we meet on Friday 15:00 again ${prose}`,
    'on Friday 15:00',
  ],
  [
    'in a line below',
    `Заметки\n${'Мы обсудили, что будет. '.repeat(20)}\nСдать до 4 декабря.`,
    'до 4 декабря',
  ],
])(
  'a date of a long text that stands %s is offered, and put behind the first line when taken',
  (_, text, said) => {
    const parsed = parseCapture(text, context)
    expect(parsed).toMatchObject({ deadline: null, guess: { kind: 'further', insert: ` ${said}` } })
    const { to = 0, insert = '' } = parsed.guess ?? {}
    const taken = parseCapture(text.slice(0, to) + insert + text.slice(to), context)
    expect(taken.deadline).not.toBeNull()
    expect(taken.guess).toBeUndefined()
  },
)

test.each([
  ['names a date in its first line', `Notes tomorrow\n${prose}on Friday 15:00`],
  ['is short', 'Notes\nwe meet on Friday 15:00'],
  ['names an hour only', `Notes\n${prose}it was 15:00`],
])('nothing further down is offered of a text that %s', (_, text) => {
  expect(parseCapture(text, context).guess).toBeUndefined()
})
