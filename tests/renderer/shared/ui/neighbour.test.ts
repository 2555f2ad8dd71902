import { expect, test } from 'vitest'
import { neighbourOf } from '../../../../renderer/shared/ui/neighbour.ts'

const items = ['first', 'middle', 'last']

test.each([
  ['ArrowDown', 0, 'middle'],
  ['ArrowDown', 2, 'first'],
  ['ArrowUp', 1, 'first'],
  ['ArrowUp', 0, 'last'],
  ['ArrowDown', -1, 'first'],
  ['ArrowUp', -1, 'last'],
  ['Home', 2, 'first'],
  ['End', 0, 'last'],
  ['Enter', 1, undefined],
])('%s at %d leads to %s', (key, now, target) => {
  expect(neighbourOf(key, items, now)).toBe(target)
})
