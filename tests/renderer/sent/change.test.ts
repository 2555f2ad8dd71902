import { expect, test } from 'vitest'
import { changeOf } from '../../../renderer/sent/change.ts'

const deadline = '2026-11-23T15:00:00+03:00'
const before = { title: 'Call Anna', deadline, priority: null }
const form = { title: 'Call Anna', deadline, priority: 'average' as const }

test.each([
  ['nothing', {}, null],
  ['the title', { title: '  Call Boris ' }, { title: 'Call Boris' }],
  ['an empty title', { title: '  ' }, null],
  ['the priority', { priority: 'high' as const }, { priority: 'high' }],
  ['no deadline', { deadline: null }, { deadline: null }],
  ['another deadline', { deadline: '2026-12-01T09:30:00+03:00' }, { deadline: '2026-12-01T09:30:00+03:00' }],
])('a form with %s changed changes that alone', (_name, edited, expected) => {
  expect(changeOf(before, { ...form, ...edited })).toEqual(expected)
})
