import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read, rowsOf } from './table.ts'

// Written down before anybody looked at what the parser makes of them.
const rows = rowsOf(readFileSync(new URL('office-phrases.txt', import.meta.url), 'utf8'))

test('of phrases of office people in both languages 99 in 100 are understood as they are meant', () => {
  const others = rows.filter(([typed, expected]) => read(typed) !== expected)
  process.stdout.write(
    [
      `${rows.length - others.length} of ${rows.length}`,
      ...others.map(([typed]) => `${typed} → ${read(typed)}`),
    ].join('\n') + '\n',
  )
  expect(rows.length).toBeGreaterThanOrEqual(500)
  expect(others.length).toBeLessThanOrEqual(rows.length / 100)
})
