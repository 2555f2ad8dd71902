import { expect, test } from 'vitest'
import { changeOf } from '../../../renderer/sent/change.ts'
import { fromLocalInput, toLocalInput } from '../../../renderer/sent/local-moment.ts'

const deadline = new Date(2026, 10, 23, 15, 0).toISOString()
const before = { title: 'Call Anna', deadline, priority: null }
const form = { title: 'Call Anna', deadline: toLocalInput(deadline), priority: 'average' as const }

test.each([
  ['nothing', {}, null],
  ['the title', { title: '  Call Boris ' }, { title: 'Call Boris' }],
  ['an empty title', { title: '  ' }, null],
  ['the priority', { priority: 'high' as const }, { priority: 'high' }],
  ['no deadline', { deadline: '' }, { deadline: null }],
])('a form with %s changed changes that alone', (_name, edited, expected) => {
  expect(changeOf(before, { ...form, ...edited })).toEqual(expected)
})

test('a new deadline is wall-clock time with the offset of its day', () => {
  const change = changeOf(before, { ...form, deadline: '2026-12-01T09:30' })
  expect(change?.deadline).toMatch(/^2026-12-01T09:30:00[+-]\d\d:\d\d$/)
  expect(new Date(change?.deadline ?? '').getTime()).toBe(new Date(2026, 11, 1, 9, 30).getTime())
})

test.each(['2026-02-28T23:59', '2027-01-01T00:00', '2026-07-01T12:05'])(
  '%s comes back as it was',
  (value) => {
    expect(toLocalInput(fromLocalInput(value))).toBe(value)
  },
)

test.each([
  [toLocalInput(null), ''],
  [toLocalInput('no moment'), ''],
  [fromLocalInput(''), null],
  [fromLocalInput('no moment'), null],
])('what is no moment is none', (found, expected) => {
  expect(found).toBe(expected)
})
