import { expect, test } from 'vitest'
import { timeOf } from '../../../renderer/settings/time.ts'

test.each([
  ['19:00', '19:00'],
  ['7:30', '07:30'],
  ['19.15', '19:15'],
  ['1900', '19:00'],
  [' 9 ', '09:00'],
  ['0:00', '00:00'],
  ['24:00', null],
  ['12:60', null],
  ['noon', null],
  ['', null],
  ['19:0', null],
])('%j is %j', (text, time) => {
  expect(timeOf(text)).toBe(time)
})
