import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carryPlain, carrySpans, joinRanges, segmentsOf } from '../../../../renderer/capture/field/spans.ts'

const span = (from: number, to: number, certain = true) => ({ kind: 'deadline' as const, from, to, certain })
const anySpan = fc
  .tuple(fc.integer({ min: -3, max: 30 }), fc.integer({ min: -3, max: 30 }))
  .map(([a, b]) => span(a, b))

test('the segments together are the text, whatever the spans claim', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(anySpan), (text, spans) => {
      expect(
        segmentsOf(text, spans)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('a span is cut out where it stands, and says whether it is certain', () => {
  expect(segmentsOf('Call Anna tomorrow!', [span(10, 18, false)])).toEqual([
    { text: 'Call Anna ', kind: null, certain: true },
    { text: 'tomorrow', kind: 'deadline', certain: false },
    { text: '!', kind: null, certain: true },
  ])
})

test.each([
  ['typing behind it leaves it', 'Anna tomorrow', 'Anna tomorrow x', [span(5, 13)]],
  ['typing before it moves it', 'Anna tomorrow', 'Call Anna tomorrow', [span(10, 18)]],
  ['deleting before it moves it back', 'Anna tomorrow', 'An tomorrow', [span(3, 11)]],
  ['an edit inside it drops it', 'Anna tomorrow', 'Anna tomor', []],
  ['clearing the field drops it', 'Anna tomorrow', '', []],
])('%s', (_name, before, after, expected) => {
  expect(carrySpans([span(5, 13)], before, after)).toEqual(expected)
})

test.each([
  ['typing inside belongs to it', 'Anna tomorrow', 'Anna to-morrow', [{ from: 5, to: 14 }]],
  ['deleting inside makes it shorter', 'Anna tomorrow', 'Anna tomrow', [{ from: 5, to: 11 }]],
  ['deleting its end makes it shorter', 'Anna tomorrow', 'Anna tomor', [{ from: 5, to: 10 }]],
  ['deleting over its beginning leaves the rest', 'Anna tomorrow', 'Anmorrow', [{ from: 2, to: 8 }]],
  ['typing before it moves it', 'Anna tomorrow', 'Call Anna tomorrow', [{ from: 10, to: 18 }]],
  ['typing behind it leaves it', 'Anna tomorrow', 'Anna tomorrow x', [{ from: 5, to: 13 }]],
  ['deleting it ends it', 'Anna tomorrow', 'Anna ', []],
  ['replacing it ends it', 'Anna tomorrow', 'Anna Friday', []],
])('what is plain stays plain: %s', (_name, before, after, expected) => {
  expect(carryPlain([{ from: 5, to: 13 }], before, after)).toEqual(expected)
})

test('carried stretches lie inside the text and hold at least a letter', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 12 })
  fc.assert(
    fc.property(texts, texts, fc.nat(12), fc.nat(12), (before, after, from, length) => {
      const range = { from: Math.min(from, before.length), to: Math.min(from + length, before.length) }
      if (range.from === range.to) return
      for (const one of carryPlain([range], before, after)) {
        expect(one.from).toBeGreaterThanOrEqual(0)
        expect(one.to).toBeGreaterThan(one.from)
        expect(one.to).toBeLessThanOrEqual(after.length)
      }
    }),
  )
})

test('stretches that overlap become one', () => {
  expect(
    joinRanges(
      [{ from: 8, to: 9 }],
      [
        { from: 0, to: 4 },
        { from: 2, to: 6 },
      ],
    ),
  ).toEqual([
    { from: 0, to: 6 },
    { from: 8, to: 9 },
  ])
})
