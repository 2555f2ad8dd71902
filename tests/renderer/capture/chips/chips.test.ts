import { expect, test } from 'vitest'
import type { Parsed } from '../../../../electron/model.ts'
import { chipsOf } from '../../../../renderer/capture/chips/chips.ts'
import { Words } from '../../../../renderer/shared/words.svelte.ts'
import { parsed, span } from '../support.ts'

const year = new Date().getFullYear()
/** Local time of this year, so that the words are the same in every zone and year. */
const local = (day: number, hour: number) => new Date(year, 10, day, hour).toISOString()
const labels = (part: Partial<Parsed>, text = '') =>
  chipsOf(parsed(text, part), part.spans ?? [], text, new Words()).map(({ label }) => label)

test('a deadline is an absolute date with its weekday, and says why it is tomorrow', () => {
  const words = new Words()
  const [chip] = chipsOf(parsed('', { deadline: local(23, 15), rolled: true }), [], '', words)
  expect([chip?.label, chip?.note]).toEqual([words.moment(local(23, 15)), 'tomorrow, as 15:00 has passed'])
})

test('a plan of one day names the day once', () => {
  const [label] = labels({ startPlan: local(23, 10), endPlan: local(23, 12) })
  expect(label).toMatch(/, 10:00–12:00$/)
})

test('a plan over several days names both', () => {
  const [label] = labels({ startPlan: local(23, 10), endPlan: local(24, 12) })
  expect(label).toMatch(/10:00–.*24 Nov, 12:00$/)
})

test('a title that is longer than the portal keeps says where its rest goes', () => {
  expect(labels({ titleCut: true })).toEqual(['Long title: the rest goes into the description'])
  expect(labels({})).toEqual([])
})

test('the first person is responsible, the others take part', () => {
  const people = [
    { text: 'anna', id: 1, name: 'Anna Petrova' },
    { text: 'boris', id: 2, name: 'Boris' },
  ]
  const chips = chipsOf(parsed('', { people }), [], '', new Words())
  expect(chips.map(({ label, note }) => [label, note])).toEqual([
    ['Anna Petrova', 'responsible'],
    ['Boris', 'takes part'],
  ])
})

test('two people of one name are two chips', () => {
  const people = [1, 2].map((id) => ({ text: `Anna (${String(id)})`, id, name: 'Anna' }))
  const chips = chipsOf(parsed('', { people }), [], '', new Words())
  expect(new Set(chips.map(({ key }) => key)).size).toBe(2)
})

test('a parent and links to CRM are told, each where it was written', () => {
  const text = '^site https://a.b/crm/deal/details/5/ https://a.b/crm/lead/details/5/'
  const part: Partial<Parsed> = {
    parent: { text: 'site', id: 54, name: 'Site' },
    crm: [
      { id: 'D_5', entity: 'deal', number: 5 },
      { id: 'L_5', entity: 'lead', number: 5 },
    ],
    spans: [span('parent', 0, 5), span('crm', 6, 37), span('crm', 38, 69)],
  }
  const chips = chipsOf(parsed(text, part), part.spans ?? [], text, new Words())
  expect(chips.map(({ label, ranges }) => [label, ranges.map(({ from }) => from)])).toEqual([
    ['Site', [0]],
    ['Deal 5', [6]],
    ['Lead 5', [38]],
  ])
})

test('each tag and each person knows where it was written', () => {
  const text = '#call @"Anna Petrova" #bug'
  const part = {
    tags: ['call', 'bug'],
    people: [{ text: 'Anna Petrova', id: 1, name: 'Anna Petrova' }],
    spans: [span('tag', 0, 5), span('person', 6, 21), span('tag', 22, 26)],
  }
  const chips = chipsOf(parsed(text, part), part.spans, text, new Words())
  expect(chips.map(({ label, ranges }) => [label, ranges.map(({ from }) => from)])).toEqual([
    ['Anna Petrova', [6]],
    ['call', [0]],
    ['bug', [22]],
  ])
})

test.each([
  [2_700, '45 min'],
  [5_400, '1 h 30 min'],
  [7_200, '2 h'],
])('an estimate of %i seconds is %s', (estimateSeconds, expected) => {
  expect(labels({ estimateSeconds })).toEqual([expected])
})

test('a name that fits nobody says so and stays text', () => {
  const text = 'Call @pete'
  expect(labels({ unresolved: ['@pete'], spans: [span('person', 5, 10, false)] }, text)).toEqual([
    '@pete: who is it?',
  ])
})

test('project, stage, priority and checklist have their chips', () => {
  expect(
    labels({
      project: { text: 'site', id: 3, name: 'New site' },
      stage: { text: 'week', id: 4, name: 'This week' },
      priority: 'high',
      checklist: ['one', 'two'],
    }),
  ).toEqual(['New site', 'This week', 'High priority', '2 items'])
})

test.each([
  [{ kind: 'late' }, 'end of today'],
  [{ kind: 'year-away' }, 'a year from now?'],
  [{ kind: 'zone', at: '2026-11-26T15:00:00+03:00', zone: 'мск' }, '15:00 мск'],
] as const)('a deadline says what is special about it: %j', (note, expected) => {
  const [chip] = chipsOf(parsed('', { deadline: local(23, 15), notes: [note] }), [], '', new Words())
  expect(chip?.note).toBe(expected)
})
