import { expect, test } from 'vitest'
import { withRecent } from '../../../renderer/shared/recent-colors.ts'

test('the colour used last comes first', () => {
  expect(withRecent(['000000'], 'FFAAEE')).toEqual(['FFAAEE', '000000'])
})

test('a colour used again moves to the front and is not there twice', () => {
  expect(withRecent(['000000', 'FFAAEE'], 'FFAAEE')).toEqual(['FFAAEE', '000000'])
})

test('the ninth colour pushes the oldest out', () => {
  const eight = ['1', '2', '3', '4', '5', '6', '7', '8'].map((digit) => digit.repeat(6))
  expect(withRecent(eight, 'FFAAEE')).toEqual(['FFAAEE', ...eight.slice(0, 7)])
})
