import { expect, test } from 'vitest'
import { isSameSecret } from '../../electron/same-secret.ts'

test.each([
  ['s3cret', 's3cret', true],
  ['s3cret', 's3creT', false],
  ['s3cret', 's3cre', false],
  ['', 's3cret', false],
  ['пароль', 'пароль', true],
])('“%s” and “%s” are the same secret: %s', (one, other, isSame) => {
  expect(isSameSecret(one, other)).toBe(isSame)
})
