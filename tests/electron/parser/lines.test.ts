import { expect, test } from 'vitest'
import { keptTokens, linesOf } from '../../../electron/parser/lines.ts'
import type { Span } from '../../../electron/model.ts'

test('every line that is not blank is a thought', () => {
  const lines = linesOf({ text: 'one\n\n  \ntwo\r\nthree', plain: [] })
  expect(lines.map(({ text }) => text.trim())).toEqual(['one', 'two', 'three'])
})

test('what is to stay text stays so in its own line', () => {
  const text = 'call tomorrow\nmeet tomorrow'
  const plain = [
    { from: 5, to: 13 },
    { from: 19, to: 27 },
  ]
  const lines = linesOf({ text, plain })
  expect(lines.map((line) => line.plain.map(({ from, to }) => line.text.slice(from, to)))).toEqual([
    ['tomorrow'],
    ['tomorrow'],
  ])
})

test('a range over several lines is cut at their ends', () => {
  expect(linesOf({ text: 'ab\ncd', plain: [{ from: 1, to: 4 }] })).toEqual([
    { text: 'ab', plain: [{ from: 1, to: 2 }] },
    { text: 'cd', plain: [{ from: 0, to: 1 }] },
  ])
})

const text = 'Call @anna +site about #offer tomorrow /week @nobody'
const span = (kind: Span['kind'], token: string, certain = true): Span => ({
  kind,
  certain,
  from: text.indexOf(token),
  to: text.indexOf(token) + token.length,
})

test('project, people and stage stay for the next thought, in the order in which they were typed', () => {
  const spans = [
    ...[span('project', '+site'), span('person', '@anna'), span('tag', '#offer')],
    ...[span('deadline', 'tomorrow'), span('stage', '/week'), span('person', '@nobody', false)],
  ]
  expect(keptTokens(text, { spans })).toBe('@anna +site /week ')
})

test('where there is none of them nothing stays', () => {
  expect(keptTokens(text, { spans: [span('deadline', 'tomorrow')] })).toBe('')
})
