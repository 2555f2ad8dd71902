import { expect, test } from 'vitest'
import { readTables } from './table.ts'

const rows = [...readTables().values()].flat()
const isText = ({ text, expect: { title, ...rest } }: (typeof rows)[number]) =>
  title === text &&
  Object.values(rest)
    .flat()
    .every((value) => value === null)

test('The table is long enough to say something of the language', () => {
  expect(rows.length).toBeGreaterThanOrEqual(400)
})

test('Half of the phrases are Russian', () => {
  expect(
    rows.filter(({ text }) => /\p{Script=Cyrillic}/u.test(text)).length / rows.length,
  ).toBeGreaterThanOrEqual(0.5)
})

test('A quarter of the phrases is text that stays text', () => {
  expect(rows.filter(isText).length / rows.length).toBeGreaterThanOrEqual(0.25)
})

test('No phrase stands twice in the table under the same circumstances', () => {
  const keys = rows.map(({ text, now, tz, endOfDay, locale }) => [text, now, tz, endOfDay, locale].join('|'))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})
