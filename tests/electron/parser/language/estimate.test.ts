import { expect, test } from 'vitest'
import { readEstimate } from '../../../../electron/parser/language/estimate.ts'

test.each([
  ['45m', 45],
  ['1h', 60],
  ['1h30m', 90],
  ['1h30', 90],
  ['1 h 30 min', 90],
  ['1,5ч', 90],
  ['1.5 hours', 90],
  ['0,25 часа', 15],
  ['30 мин', 30],
  ['30мин', 30],
  ['2ч30м', 150],
  ['2 ч. 30 мин', 150],
  ['90 МИНУТ', 90],
  ['5 часов', 300],
  ['полчаса', 30],
  ['полтора часа', 90],
  ['half an hour', 30],
  ['1:30', 90],
  [' 30 мин', 30],
])('%s is %i minutes', (text, minutes) => {
  expect(readEstimate(text, 0)).toEqual({ seconds: minutes * 60, to: text.length })
})

test.each([
  ['1h 5 people', '1h'],
  ['2 часа, потом', '2 часа'],
  ['1ч 30', '1ч'],
])('of %s it is only %s', (text, own) => {
  expect(readEstimate(text, 0)?.to).toBe(own.length)
})

test.each([
  '5',
  '0m',
  '1:300',
  '45mm',
  '100м кабеля',
  '20 m of cable',
  '30 минор',
  '12345h',
  'm',
  '3 days',
  '1h30x',
  '',
])('%s is none', (text) => {
  expect(readEstimate(text, 0)).toBeNull()
})
