import { expect, test } from 'vitest'
import { sizeText } from '../../../renderer/shared/file-size.ts'

test.each([
  ['en', 0, '0 byte'],
  ['en', 999, '999 byte'],
  ['en', 1_234, '1.2 kB'],
  ['en', 5_600_000, '5.6 MB'],
  ['en', 2_000_000_000, '2 GB'],
  ['ru', 5_600_000, '5,6 МБ'],
])('in %s %i bytes are “%s”', (locale, bytes, expected) => {
  expect(sizeText(locale, bytes).replaceAll(' ', ' ')).toBe(expected)
})
