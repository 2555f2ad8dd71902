import { expect, test } from 'vitest'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { suggest } from '../../../electron/parser/suggest.ts'
import { context } from '../../support/app/captures.ts'

/** Suggestions at the caret, which `|` stands for. */
function suggestAt(typed: string, more: Partial<Parameters<typeof suggest>[2]> = {}) {
  const text = typed.replace('|', '')
  return suggest(text, typed.indexOf('|'), { ...context, tags: ['звонок', 'new site', 'дом'], ...more })
}
const inserts = (typed: string) => suggestAt(typed)?.items.map(({ insert }) => insert) ?? null

test.each([
  ['Call @|', ['@"Anna Petrova"', '@"Anna Schmidt"', '@"Борис Смирнов"']],
  ['Plan +|', ['+CRM', '+Site']],
  ['Plan /|', ['/Inbox', '/Неделя', '/"This week"', '/Later']],
  ['Plan #|', ['#звонок', '#"new site"', '#дом']],
])('after a bare sign there is everything: %s', (typed, expected) => {
  expect(inserts(typed)).toEqual(expected)
})

test.each([
  ['@sm|', ['@"Борис Смирнов"']],
  ['@,jh|', ['@"Борис Смирнов"']],
  ['@бор|', ['@"Борис Смирнов"']],
  ['@"Anna S|', ['@"Anna Schmidt"']],
  ['@«Anna S|', ['@"Anna Schmidt"']],
  ['/w|', ['/"This week"']],
  ['#si|', ['#"new site"']],
  ['#pd|', ['#звонок']],
  ['(+c|', ['+CRM']],
])('%s is completed', (typed, expected) => {
  expect(inserts(typed)).toEqual(expected)
})

test.each([
  '|@anna',
  'Call|',
  'a@an|',
  '1+|',
  'и/и|',
  String.raw`\@|`,
  '"@an|"',
  'https://x.ru/ @nobody|',
  '@anna |',
])('nothing is suggested at %s', (typed) => {
  expect(suggestAt(typed)).toBeNull()
})

test('nothing is suggested in what was turned back into text, and below the title', () => {
  expect(suggestAt('Call @an|', { plain: [{ from: 5, to: 8 }] })).toBeNull()
  expect(suggestAt('Call\n@an|')).toBeNull()
})

test.each([
  ['Call @an|na now', 5, 10],
  ['Call @"An|na P" now', 5, 14],
  ['Call @"An| now', 5, 9],
  ['\nCall @| now', 6, 7],
])('the whole name is replaced, and no other word: %s', (typed, from, to) => {
  expect(suggestAt(typed)).toMatchObject({ from, to })
})

test('the best comes first: as written, a word of it, the other layout, how it sounds', () => {
  const names = ['Семён Анин', 'Анна Ким', 'Annabel Lee', 'Anna Schmidt', 'Lee Anna', 'Фтт Ин']
  const directory = { ...context.directory, people: names.map((name, id) => ({ id, name })) }
  expect(suggestAt('@ann|', { directory })?.items.map(({ label }) => label)).toEqual([
    ...['Anna Schmidt', 'Annabel Lee', 'Lee Anna', 'Фтт Ин', 'Анна Ким', 'Семён Анин'],
  ])
})

test('there are eight at most', () => {
  const people = Array.from({ length: 20 }, (_, id) => ({ id, name: `Anna ${id}` }))
  expect(suggestAt('@an|', { directory: { ...context.directory, people } })?.items).toHaveLength(8)
})

test('people come with their position, stages with their colour', () => {
  const directory = {
    people: [{ id: 1, name: 'Anna', lastName: 'Kim', position: 'Designer' }],
    projects: [],
    stages: [{ id: 1, title: 'Today', color: 'F2704E' }],
  }
  expect(suggestAt('@|', { directory })?.items).toMatchObject([{ label: 'Anna Kim', note: 'Designer' }])
  expect(suggestAt('/|', { directory })?.items).toMatchObject([{ label: 'Today', color: 'F2704E' }])
})

test.each([
  [1, 'Anna Petrova'],
  [2, 'Anna Petrova'],
  [3, 'anna'],
  [4, 'ООО "Ромашка"'],
  [5, '«Ромашка» "А"'],
  [6, '2027'],
  [7, 'Dr. No.'],
  [8, ' Two\nlines '],
  [9, 'Anna Petrova (1)'],
])('what is put in means whom it was suggested for: %i, %s', (id) => {
  const names = ['Anna Petrova', 'Anna Petrova', 'anna', 'ООО "Ромашка"', '«Ромашка» "А"', '2027', 'Dr. No.']
  names.push(' Two\nlines ', 'Anna Petrova (1)')
  const directory = {
    people: [],
    stages: [],
    projects: names.map((name, place) => ({ id: place + 1, name })),
  }
  const name = names[id - 1] ?? ''
  const typed = `+"${name.replace(/["\n]/g, ' ')}`
  const items = suggest(typed, typed.length, { directory, tags: [] })?.items ?? []
  const found = items
    .filter(({ label }) => label === name)
    .map(({ insert }) => parseCapture(`Plan ${insert} now`, { ...context, directory }).project?.id)
  expect(found).toContain(id)
})

const templates = [
  { name: 'report', text: 'Weekly report /week #report ~1h\n- [ ] numbers' },
  { name: 'Созвон', text: 'Созвон с @Борис завтра в 10' },
]

test.each([
  ['=|', ['report', 'Созвон']],
  ['Now =re|', ['report']],
  ['=созв|', ['Созвон']],
  ['=cjpd|', ['Созвон']],
  ['=кузщ|', ['report']],
])('after “=” templates are suggested, in any layout: %s', (typed, expected) => {
  expect(suggestAt(typed, { templates })?.items.map(({ label }) => label)).toEqual(expected)
})

test('a template’s text, tokens and all, takes the place of its name', () => {
  const found = suggestAt('Now =re|', { templates })
  expect(found).toMatchObject({ kind: 'template', from: 4, to: 7 })
  expect(found?.items[0]).toMatchObject({
    note: 'Weekly report /week #report ~1h',
    insert: templates[0]?.text,
  })
})

test.each(['x=re|', '2+2=|', 'a ==re|', '"=re|"', '=zzz|', 'a <=re|'])('“%s” is no template', (typed) => {
  expect(suggestAt(typed, { templates })).toBeNull()
})
