import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import type { ErrorCode } from '../../../electron/model.ts'
import { messageOf } from '../../../renderer/shared/messages.ts'
import type { Tree } from '../../../renderer/shared/translate.ts'
import { Words } from '../../../renderer/shared/words.svelte.ts'

// Node 20 has no navigator; the platform decides how a shortcut is written.
vi.stubGlobal('navigator', { userAgent: 'X11; Linux x86_64' })

const folder = fileURLToPath(new URL('../../../resources/translations/', import.meta.url))
const rooms = readdirSync(`${folder}en`)
const room = (locale: string, file: string) =>
  JSON.parse(readFileSync(`${folder}${locale}/${file}`, 'utf8')) as Tree
const wordsIn = (locale: 'en' | 'ru') => Object.assign(new Words(), { locale })

/** Every sentence by its path. */
const leaves = (tree: Tree, at = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[at + key, value] as [string, string]] : leaves(value, `${at}${key}.`),
  )
const base = (path: string) => path.replace(/_(?:one|few|many|other)$/u, '')
const holes = (sentence: string) => (sentence.match(/\{\{\w+\}\}/gu) ?? []).sort()

const contract = readFileSync(new URL('../../../electron/model.ts', import.meta.url), 'utf8')
const codes = [
  ...(/export type ErrorCode =([\s\S]*?)\n\n/u.exec(contract)?.[1] ?? '').matchAll(/\| '([\w-]+)'/gu),
].map(([, code]) => code as ErrorCode)

test('the contract names its codes where this test looks for them', () => {
  expect(codes).toContain('webhook-malformed')
  expect(codes).toContain('unexpected')
})

test.each(['en', 'ru'] as const)('every code says in %s what happened and what to do', (locale) => {
  const words = wordsIn(locale)
  for (const code of codes) {
    for (const problem of [{ code }, { code, subject: 'team.example' }]) {
      const { what, next } = messageOf(words, problem)
      expect(what, code).toMatch(/\S.*\.$/u)
      expect(next, code).toMatch(/\S.*\.$/u)
      expect(what + next, code).not.toMatch(/\{\{|error\./u)
    }
  }
})

test('a shortcut is named by its keys', () => {
  const { what } = messageOf(wordsIn('en'), { code: 'hotkey-taken', subject: 'CommandOrControl+Shift+Space' })
  expect(what).toBe('Ctrl+Shift+Space belongs to another program.')
})

test('no sentence stands for a code that does not exist', () => {
  expect(Object.keys(room('en', 'error.json')).sort()).toEqual([...codes].sort())
})

test('a sentence names the thing it is about', () => {
  expect(messageOf(wordsIn('en'), { code: 'offline', subject: 'team.example' }).what).toContain(
    'team.example',
  )
  expect(messageOf(wordsIn('ru'), { code: 'offline', subject: 'team.example' }).what).toContain(
    'team.example',
  )
})

test("the portal's own words are passed on as they are", () => {
  expect(messageOf(wordsIn('en'), { code: 'refused', detail: '<b>{{count}}</b>' }).detail).toBe(
    '<b>{{count}}</b>',
  )
})

test('a code that this window does not know is told as unexpected', () => {
  const words = wordsIn('en')
  expect(messageOf(words, { code: 'from-the-future' as ErrorCode })).toEqual(
    messageOf(words, { code: 'unexpected' }),
  )
})

test.each(rooms)('%s has the same sentences in both languages', (file) => {
  const paths = (locale: string) =>
    [...new Set(leaves(room(locale, file)).map(([path]) => base(path)))].sort()
  expect(paths('ru')).toEqual(paths('en'))
})

test.each(rooms)('%s has the same holes to fill in both languages', (file) => {
  const english = new Map(leaves(room('en', file)).map(([path, sentence]) => [base(path), holes(sentence)]))
  for (const [path, sentence] of leaves(room('ru', file)))
    expect(holes(sentence), path).toEqual(english.get(base(path)))
})

test.each([
  ['en', ['one', 'other']],
  ['ru', ['few', 'many', 'one', 'other']],
])('what is counted in %s has all plural forms', (locale, forms) => {
  for (const file of rooms) {
    const paths = leaves(room(locale, file)).map(([path]) => path)
    for (const counted of new Set(paths.filter((path) => base(path) !== path).map(base))) {
      const found = paths.filter((path) => path !== counted && base(path) === counted)
      expect(found.map((path) => path.slice(counted.length + 1)).sort(), `${file} ${counted}`).toEqual(forms)
    }
  }
})
