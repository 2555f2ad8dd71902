import { expect, test } from 'vitest'
import { parseCapture } from '../../../../electron/parser/parse.ts'
import { escapeSigns } from '../../../../electron/parser/language/closed.ts'
import { suggest } from '../../../../electron/parser/suggest.ts'
import { context } from '../../../support/app/captures.ts'

const tasks = [
  { id: 51, title: 'Договор с поставщиком' },
  { id: 52, title: 'Contract of the office' },
  { id: 53, title: 'Contract of the garage' },
  { id: 54, title: 'Site' },
]
const known = { ...context, directory: { ...context.directory, tasks } }
const parse = (text: string) => parseCapture(text, known)

test.each([
  ['Print it ^site', 54],
  ['Print it ^"Contract of the office"', 52],
  ['Print it ^Contract of the garage', 53],
  ['Print it ^договор', 51],
  ['^ljujdjh Print it', 51],
])('a task is a part of the one that is named: %s', (text, id) => {
  const { parent, title, spans } = parse(text)
  expect([parent?.id, title]).toEqual([id, 'Print it'])
  expect(spans).toMatchObject([{ kind: 'parent', certain: true }])
})

test.each(['Print it ^contract', 'Print it ^nothing'])(
  'a name that fits several or none stays text: %s',
  (text) => {
    const { parent, title, unresolved } = parse(text)
    expect([parent, title, unresolved.length]).toEqual([undefined, text, 1])
  },
)

test.each(['x^2 + y^2', 'so nice ^_^', 'Look ^^', 'Print it \\^site', '2 ^ 3'])(
  'what names no task stays text and says nothing: %s',
  (text) => {
    const { parent, unresolved, title } = parse(text)
    expect([parent, unresolved, title]).toEqual([undefined, [], text.replace('\\', '')])
  },
)

test('of two parents the last counts and the other stays text', () => {
  expect(parse('Print ^site ^договор')).toMatchObject({ title: 'Print ^site', parent: { id: 51 } })
})

test('a text whose signs are escaped names no parent', () => {
  expect(parse(escapeSigns('Print ^site'))).toMatchObject({ title: 'Print ^site', unresolved: [] })
})

test('tasks are suggested in their order, the last changed first, and by their beginning', () => {
  const at = (text: string) =>
    suggest(text, text.length, { directory: known.directory, tags: [] })?.items.map(({ insert }) => insert)
  expect(at('Print ^')).toHaveLength(4)
  expect(at('Print ^con')).toEqual(['^"Contract of the office"', '^"Contract of the garage"'])
  expect(at('Print ^ljuj')).toEqual(['^"Договор с поставщиком"'])
})

test.each([
  ['Print it :договор', 51],
  [':договор Print it', 51],
  ['Print it :"Contract of the office"', 52],
  ['Print it :«Договор с поставщиком»', 51],
  ['Print it :ышеу', 54],
])('the key of ^ gives a colon on the Russian layout, which means the same before a task: %s', (text, id) => {
  const { parent, title, spans } = parse(text)
  expect([parent?.id, title]).toEqual([id, 'Print it'])
  expect(spans).toMatchObject([{ kind: 'parent', certain: true }])
})

test.each([
  'Встреча :обсудить цены',
  'Встреча: договор',
  'Встреча :д',
  'Look :site',
  'Look :smile: :D :)',
  'std::site ::site',
  'Print it \\:договор',
  'Купить :договор-2',
])('a colon before anything else stays text and says nothing: %s', (text) => {
  const { parent, unresolved, title } = parse(text)
  expect([parent, unresolved, title]).toEqual([undefined, [], text.replace('\\', '')])
})

test('behind a colon tasks are suggested from the first Russian letter on, and put with the sign itself', () => {
  const at = (text: string) =>
    suggest(text, text.length, { directory: known.directory, tags: [] })?.items.map(({ insert }) => insert)
  expect(at('Print :')).toBeUndefined()
  expect(at('Print :s')).toBeUndefined()
  expect(at('Print :дог')).toEqual(['^"Договор с поставщиком"'])
  expect(at('Print :сщт')).toEqual(['^"Contract of the office"', '^"Contract of the garage"'])
})
