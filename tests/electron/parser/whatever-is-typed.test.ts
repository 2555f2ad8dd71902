import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText } from '../../support/escape-text.ts'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { suggest } from '../../../electron/parser/suggest.ts'
import { context } from '../../support/app/captures.ts'

/** Pieces of the language, of what looks like it, and of what nobody types: put together at random. */
const pieces = fc.oneof(
  fc.constantFrom(
    ...[
      '@anna',
      '@boris',
      '@"Anna Petrova"',
      '@"Anna Petrova (12)"',
      '@',
      '+site',
      '+7 916',
      '+',
      '#call',
      '#1',
    ],
    ...[
      '!',
      '!high',
      '!важно',
      '~1h30m',
      '~5',
      '~',
      '/week',
      '/etc/hosts',
      'https://example.com/#a',
      'a@b.ru',
    ],
    ...[
      'tomorrow',
      'завтра в 15:00',
      'к пятнице',
      '25.12',
      'May',
      'с 10 до 12',
      '2.10',
      'in 2 hours',
      '15:00',
    ],
    ...[
      '"',
      '«',
      '»',
      '\\',
      ',',
      ':',
      '—',
      '(',
      ')',
      '.',
      ' ',
      '  ',
      '\t',
      '\u00a0',
      '\0',
      '\u202e',
      '\ud800',
    ],
    ...['\udfff', '👩‍👩‍👧', 'é', 'й', 'call', 'звонок', '- [ ] item', '[] item'],
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const separators = fc.constantFrom('', ' ', ' ', ' ')
const typedLine = fc
  .array(fc.tuple(pieces, separators), { maxLength: 12 })
  .map((parts) => parts.flat().join(''))
  .filter((text) => !/[\r\n]/.test(text))
const typedText = fc.array(typedLine, { maxLength: 4 }).map((lines) => lines.join('\n'))
const letters = (text: string) => text.replace(/\s/g, '')
const runs = { numRuns: 2000 }

test('nothing is thrown, and the spans lie in the text, in order, apart from each other', () => {
  fc.assert(
    fc.property(typedText, (text) => {
      let end = 0
      for (const { from, to } of parseCapture(text, context).spans) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        end = to
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
    runs,
  )
})

/** A title that is longer than a portal keeps goes on in the description. */
const wholeOf = ({ title, description }: { title: string; description: string }) => title + description

test('no character is lost but what was understood', () => {
  fc.assert(
    fc.property(typedLine, (text) => {
      const line = text.replaceAll('\\', '') // a backslash may leave without being understood
      const { spans, ...parsed } = parseCapture(line, context)
      const left = spans
        .filter(({ certain }) => certain)
        .reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), line)
      expect(letters(wholeOf(parsed))).toBe(letters(left))
    }),
    runs,
  )
})

test('a text that was escaped is its own title', () => {
  fc.assert(
    fc.property(typedLine, (typed) => {
      const text = typed.replace(/\s+/g, ' ').trim()
      const parsed = parseCapture(escapeText(text, context), context)
      expect(parsed.spans).toEqual([])
      if (parsed.description === '') expect(parsed.title).toBe(text)
      else expect(wholeOf(parsed).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    }),
    runs,
  )
})

test('a span that is turned back is text again', () => {
  fc.assert(
    fc.property(typedLine, fc.nat(), (text, pick) => {
      const spans = parseCapture(text, context).spans
      const plain = spans.slice(pick % Math.max(spans.length, 1)).slice(0, 1)
      const again = parseCapture(text, { ...context, plain })
      for (const { from, to } of plain) {
        expect(again.spans.every((span) => span.to <= from || to <= span.from)).toBe(true)
        expect(letters(wholeOf(again))).toContain(letters(text.slice(from, to)))
      }
    }),
    runs,
  )
})

test('wherever the caret is, what is suggested would replace a part of the text', () => {
  fc.assert(
    fc.property(typedText, fc.nat(), (text, place) => {
      const caret = place % (text.length + 1)
      const suggestions = suggest(text, caret, { ...context, tags: ['звонок'] })
      if (!suggestions) return
      expect(suggestions.from).toBeLessThan(caret)
      expect(suggestions.to).toBeGreaterThanOrEqual(caret)
      expect(suggestions.to).toBeLessThanOrEqual(text.length)
    }),
    runs,
  )
})
