import { expect, test } from 'vitest'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { context } from '../../support/app/captures.ts'

const parse = (text: string) => parseCapture(text, context)
const textsOf = (text: string) => parse(text).spans.map(({ kind, from, to }) => [kind, text.slice(from, to)])

test('a line of tokens in any order and both languages becomes a task', () => {
  expect(
    parse('/неделя !важно Позвонить @"Anna Petrova" завтра в 15:00 +site #звонок ~1h30m @boris'),
  ).toMatchObject({
    title: 'Позвонить',
    deadline: '2026-11-23T15:00:00+03:00',
    priority: 'high',
    people: [
      { text: 'Anna Petrova', id: 12, name: 'Anna Petrova' },
      { text: 'boris', id: 14, name: 'Борис Смирнов' },
    ],
    project: { text: 'site', id: 3, name: 'Site' },
    stage: { text: 'неделя', id: 2, name: 'Неделя' },
    tags: ['звонок'],
    estimateSeconds: 5400,
    unresolved: [],
  })
})

test('the spans say what stands where, in the order of the text', () => {
  expect(textsOf('Call @boris tomorrow 15:00 #call !low ~45m /week +site')).toEqual([
    ['person', '@boris'],
    ['deadline', 'tomorrow 15:00'],
    ['tag', '#call'],
    ['priority', '!low'],
    ['estimate', '~45m'],
    ['stage', '/week'],
    ['project', '+site'],
  ])
})

test('the spans count from the beginning of the whole text', () => {
  expect(textsOf('\n  \r\nCall @boris\r\nfor\r\n- [ ] cake')).toEqual([
    ['person', '@boris'],
    ['checklist', '- [ ] cake'],
  ])
})

test('the same person and the same tag count once and leave the title each time', () => {
  expect(parse('Call @boris #Call @Борис #call')).toMatchObject({
    title: 'Call',
    people: [{ id: 14 }],
    tags: ['Call'],
  })
})

test.each([
  ['Plan +site +crm', { title: 'Plan +site', project: { id: 4 } }],
  ['Plan /week /later', { title: 'Plan /week', stage: { id: 5 } }],
  ['Plan ~1h ~2h', { title: 'Plan ~1h', estimateSeconds: 7200 }],
  ['Plan ! !low', { title: 'Plan !', priority: 'low' }],
])('of two of a kind the last counts and the other stays text: %s', (text, expected) => {
  expect(parse(text)).toMatchObject(expected)
})

test('an earlier project stays what it is beside a later one that nobody knows', () => {
  expect(parse('Plan +site +nothing')).toMatchObject({
    title: 'Plan +nothing',
    project: { id: 3 },
    unresolved: ['+nothing'],
  })
})

test.each(['@вася', '@"Peter Pan"', '+nowhere', '/никогда', '@anna'])(
  '%s fits nobody, or several, and stays text that says so',
  (name) => {
    const text = `Call ${name} now`
    const parsed = parse(text)
    expect(parsed).toMatchObject({ title: text, unresolved: [name], people: [], project: null, stage: null })
    expect(parsed.spans).toMatchObject([{ from: 5, to: 5 + name.length, certain: false }])
  },
)

test.each([
  'Позвонить +7 916 123-45-67',
  'Solve 1+1 and 2 + 2',
  'Write to anna@example.com',
  'Открыть и/или закрыть',
  'Edit /etc/hosts',
  'Read https://example.com/@boris/#call?a=+site and www.example.com/#top',
  'Read example.com/@boris/~45m',
  'Learn C# and #1 and #C++ and #c#',
  'Follow @boris@example and /week/1',
  'Ура! Ура!! Что!?',
  'About ~ and ~5 and ~x',
  'Ask «@boris и #call завтра» and "@boris !high tomorrow"',
  'Unclosed "quote and «quote',
  'a@boris b#call c+site d!high e~45m',
  '!unknown !high-five',
  '# heading @ + / ~',
  '@"" +« »',
])('%s stays text', (text) => {
  expect(parse(text)).toMatchObject({ title: text, spans: [], unresolved: [] })
})

test.each([
  ['@"Anna Petrova (12)"', 12],
  ['@«anna schmidt (13)»', 13],
  ['@"Anna (13)"', 13],
])('an id in the quotes says which namesake is meant: %s', (name, id) => {
  expect(parse(`Call ${name}`)).toMatchObject({ title: 'Call', people: [{ id }] })
})

test.each(['@"Boris (12)"', '@"Anna (99)"'])('an id that is not of this name means nobody: %s', (name) => {
  expect(parse(`Call ${name}`)).toMatchObject({ people: [], unresolved: [name] })
})

test('a sign in brackets counts, and brackets with nothing else in them go with it', () => {
  expect(parse('Call (@boris #call) now (#two times)')).toMatchObject({
    title: 'Call now (times)',
    people: [{ id: 14 }],
    tags: ['call', 'two'],
  })
})

test('a comma without a space divides tokens of one kind, and nothing else', () => {
  expect(parse('@boris,@"Anna Petrova" call #one,#two')).toMatchObject({
    title: 'call',
    people: [{ id: 14 }, { id: 12 }],
    tags: ['one', 'two'],
  })
  expect(parse('Ask a,@boris')).toMatchObject({ title: 'Ask a,@boris', people: [] })
})

test('the mark that ends a sentence is no part of a name', () => {
  expect(parse('Call @boris. Then rest #call!')).toMatchObject({ title: 'Call. Then rest!', tags: ['call'] })
})

test.each([
  ['@boris, call', 'call'],
  ['@boris: call', 'call'],
  ['@boris @"Anna Petrova" — call', 'call'],
  ['Call: @boris', 'Call'],
  ['Купить молоко, @boris, #дом', 'Купить молоко'],
  ['Купить молоко, @boris, для пирога', 'Купить молоко, для пирога'],
  ['Купить молоко @boris, для пирога', 'Купить молоко, для пирога'],
  ['- @boris call', '- call'],
])('what only parts a token from the rest goes with it: %s', (text, title) => {
  expect(parse(text).title).toBe(title)
})

test.each([
  [String.raw`\#1 \@boris \+site \!high \/week \~45m`, '#1 @boris +site !high /week ~45m'],
  [String.raw`Say \"@boris\" now`, 'Say "@boris" now'],
  [String.raw`C:\temp and \d+ and \\server`, String.raw`C:\temp and \d+ and \\server`],
  [String.raw`"quoted \# stays"`, String.raw`"quoted \# stays"`],
  [String.raw`Read \tomorrow never dies`, 'Read tomorrow never dies'],
  [String.raw`Read \tomorrow and \Friday`, 'Read tomorrow and Friday'],
])('a backslash makes text of a sign, and of a date: %s', (text, title) => {
  expect(parse(text)).toMatchObject({ title, spans: [], deadline: null })
})

test('a date that is text does not keep another one from being the deadline', () => {
  expect(parse(String.raw`Read \tomorrow today`)).toMatchObject({
    title: 'Read tomorrow',
    deadline: '2026-11-22T19:00:00+03:00',
  })
})

test('date and time stand apart, with a token between them, and belong together', () => {
  expect(textsOf('Call tomorrow @boris at 15:00')).toEqual([
    ['deadline', 'tomorrow'],
    ['person', '@boris'],
    ['deadline', 'at 15:00'],
  ])
})

test('from one time to another is a plan and no deadline', () => {
  expect(parse('Встреча завтра с 10 до 12 @boris')).toMatchObject({
    title: 'Встреча',
    deadline: null,
    people: [{ id: 14 }],
    startPlan: '2026-11-23T10:00:00+03:00',
    endPlan: '2026-11-23T12:00:00+03:00',
  })
  expect(parse('Встреча завтра с 10 до 12').spans).toMatchObject([{ kind: 'plan' }])
})

test('a time that has passed today is tomorrow, and says so', () => {
  expect(parse('Call at 9')).toMatchObject({ rolled: true, deadline: '2026-11-23T09:00:00+03:00' })
})

test('what was turned back into text stays in the title, and other text does not', () => {
  const text = '\nCall @boris tomorrow #call'
  const plain = [
    { from: 6, to: 12 },
    { from: 13, to: 21 },
  ]
  expect(parseCapture(text, { ...context, plain })).toMatchObject({
    title: 'Call @boris tomorrow',
    people: [],
    deadline: null,
    tags: ['call'],
  })
})

test('the lines after the first are checklist and description', () => {
  const text =
    'Cake\r\n- [ ] milk\r\n\r\nas Anna @boris wants tomorrow\r\n  twice\n* [x] flour\n[] eggs\n[ ] salt\n- [ ]\n[](x) y\n\n'
  expect(parse(text)).toMatchObject({
    title: 'Cake',
    checklist: ['milk', 'flour', 'eggs', 'salt'],
    description: 'as Anna @boris wants tomorrow\n  twice\n[](x) y',
    people: [],
    deadline: null,
  })
})

test('a line of nothing but tokens has no title', () => {
  expect(parse('@boris tomorrow')).toMatchObject({ title: '', people: [{ id: 14 }] })
})

test('a title that is longer than a portal keeps is cut at a word, and its rest begins the description', () => {
  const words = Array.from({ length: 90 }, (_, index) => `word${index}`)
  const parsed = parse(`${words.join(' ')} #call\nmore`)
  expect(parsed).toMatchObject({ titleCut: true, tags: ['call'] })
  expect(parsed.title.length).toBeLessThanOrEqual(250)
  expect(`${parsed.title} ${parsed.description}`).toBe(`${words.join(' ')}\nmore`)
  expect(parse('short').titleCut).toBeUndefined()
})

test.each([
  ['- [ ] Buy milk', { title: 'Buy milk', checklist: [] }],
  [
    '- [ ] Buy milk\n- [ ] eggs\n- [ ]',
    { title: 'Buy milk', checklist: ['Buy milk', 'eggs'], description: '' },
  ],
  ['* milk\n* eggs', { title: 'milk', description: '* eggs' }],
  ['1. milk\n2. eggs', { title: 'milk', description: '2. eggs' }],
  ['- call', { title: '- call' }],
  [String.raw`\- [ ] Buy milk`, { title: '- [ ] Buy milk' }],
])('the mark of a list goes from the title, and the first item is an item: %j', (text, expected) => {
  expect(parse(text)).toMatchObject(expected)
})

test('the mark of a list that was turned back into text stays', () => {
  expect(parseCapture('- [ ] milk', { ...context, plain: [{ from: 0, to: 6 }] }).title).toBe('- [ ] milk')
})

test.each([
  ['позвонить завтр', 'завтра'],
  ['позвонить зватра', 'завтра'],
  ['отчёт к понедельнку', 'понедельнику'],
  ['call tommorow', 'tomorrow'],
  ['call 2moro', 'tomorrow'],
  ['позвонить pfdnhf', 'завтра'],
  ['call ещьщккщц', 'tomorrow'],
])('a slip of the finger in a date is asked about, and stays text: %s', (text, insert) => {
  expect(parse(text)).toMatchObject({ title: text, deadline: null, guess: { kind: 'date', insert } })
})

test.each([
  'купить завтрак',
  'четверть пути',
  'call tomorrow',
  'завтра',
  '@завтр',
  '"зватра"',
  'plain words',
])('nothing is asked about %s', (text) => {
  expect(parse(text).guess).toBeUndefined()
})

test.each([
  ['до 20 ноября сдать', 'до 20 ноября 2027'],
  ['report by Nov 20', 'by Nov 20 2027'],
  ['отчёт 20.11', '20.11.2027'],
])('a day that passed a short while ago is asked about with its year: %s', (text, insert) => {
  const { guess, ...parsed } = parse(text)
  expect(guess).toMatchObject({ kind: 'year', insert })
  const answered = text.slice(0, guess?.from) + insert + text.slice(guess?.to)
  expect(parse(answered)).toMatchObject({ deadline: parsed.deadline, title: parsed.title })
  expect(parse(answered).notes).toBeUndefined()
})
