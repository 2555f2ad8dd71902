import { expect, test } from 'vitest'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { fromLine, toLine } from '../../../electron/parser/json-line.ts'
import { context } from '../../support/app/captures.ts'

test('what a capture will become is printed in one order, absent things as null or empty', () => {
  expect(toLine(parseCapture('Call @boris tomorrow', context))).toBe(
    '{"title":"Call","description":null,"deadline":"2026-11-23T19:00:00+03:00","startPlan":null,"endPlan":null,' +
      '"priority":null,"tags":[],"people":[{"text":"boris","id":14}],"project":null,"stage":null,' +
      '"parent":null,"crm":[],"estimateSeconds":null,"checklist":[],"unresolved":[]}',
  )
})

test('nothing in a printed line ends it', () => {
  expect(toLine(parseCapture('a\u2028b\u0085c\u2029d\nx\u2028y', context))).not.toMatch(
    /[\u0085\u2028\u2029\n\r]/,
  )
})

test.each([
  [String.raw`Cake\n- [ ] milk`, 'Cake\n- [ ] milk'],
  [String.raw`C:\\new \#call`, String.raw`C:\\new \#call`],
])('%s is typed in one line', (line, text) => {
  expect(fromLine(line)).toBe(text)
})
