import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carrySpans, segmentsOf } from '../../../renderer/capture/spans.ts'

const span = (from: number, to: number) => ({ kind: 'deadline' as const, from, to })
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

test('a span is cut out where it stands', () => {
  expect(segmentsOf('Call Anna tomorrow!', [span(10, 18)])).toEqual([
    { text: 'Call Anna ', kind: null },
    { text: 'tomorrow', kind: 'deadline' },
    { text: '!', kind: null },
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
