import { expect, test } from 'vitest'
import { initialsOf } from '../../../renderer/shared/initials.ts'

test.each([
  ['Anna Petrova', 'AP'],
  ['анна мария петрова', 'АМ'],
  ['Cher', 'C'],
  ['😀 Joy', '😀J'],
  ['', ''],
])('%j is shortened to %j', (name, initials) => {
  expect(initialsOf(name, 'en')).toBe(initials)
})
