import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  areStoredAlike,
  cutTitle,
  isStoredTitle,
  titlePattern,
} from '../../../../electron/bitrix/tasks/stored-title.ts'
import { keptTitle } from '../../../../electron/demo/data/titles.ts'

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')

describe('a title', () => {
  test('that fits is left as it is', () => {
    expect(cutTitle('x'.repeat(250))).toEqual({ title: 'x'.repeat(250), rest: '' })
  })

  test('that is longer is cut at a word, and nothing of it is lost', () => {
    const long = words(60)
    const { title, rest } = cutTitle(long)
    expect([`${title} ${rest}`, title.length <= 250, rest.startsWith('word')]).toEqual([long, true, true])
  })

  test('that ends with a word exactly at the limit keeps that word', () => {
    expect(cutTitle(`${'x'.repeat(250)} rest`)).toEqual({ title: 'x'.repeat(250), rest: 'rest' })
  })

  test('of one long word is cut between two characters as a reader sees them', () => {
    const family = '👨‍👩‍👧'
    const { title, rest } = cutTitle(`${'x'.repeat(240)}${family}${'y'.repeat(40)}`)
    expect([title, rest.startsWith(family)]).toEqual(['x'.repeat(240), true])
  })

  test('with emoji counts them as the portal stores them, ten each', () => {
    expect(cutTitle(`${'🚀'.repeat(25)} go`)).toEqual({ title: '🚀'.repeat(25), rest: 'go' })
  })

  test('of a megabyte is cut at once', () => {
    const began = performance.now()
    cutTitle('x'.repeat(1_000_000))
    expect(performance.now() - began).toBeLessThan(50)
  })

  test('is kept whole by a portal once it was cut, and no sign of it is lost', () => {
    const text = fc
      .array(fc.constantFrom('word', ' ', '😀', 'ё', '👨‍👩‍👧', 'long'.repeat(30), '&'))
      .map((some) => some.join('').trim())
    fc.assert(
      fc.property(text, (long) => {
        const { title, rest } = cutTitle(long)
        expect(keptTitle(title, 'encoding')).toBe(title)
        expect((title + rest).replace(/\s/g, '')).toBe(long.replace(/\s/g, ''))
      }),
    )
  })
})

const stored: [form: string, title: string, found: string, same: boolean][] = [
  ['as it was', 'Call Anna', 'Call Anna', true],
  ['with other spaces', 'Call  Anna', 'Call Anna', true],
  ['with emoji as codes', 'Call 😀 Anna', 'Call :f09f9880: Anna', true],
  ['without emoji', 'Call 😀 Anna', 'Call  Anna', true],
  ['with a mark for emoji', 'Call 😀 Anna', 'Call ? Anna', true],
  ['with entities', 'Q&A <b> "x"', 'Q&amp;A &lt;b&gt; &quot;x&quot;', true],
  ['with entities that were typed', 'Tom &amp; Jerry', 'Tom &amp;amp; Jerry', false],
  ['with another emoji', 'Call 😀', 'Call 😡', false],
  ['longer', 'Call Anna', 'Call Anna now', false],
  ['shorter', 'Call Anna now', 'Call Anna', false],
]

test.each(stored)('a title that is found %s', (_form, title, found, same) => {
  expect(isStoredTitle(found, title)).toBe(same)
})

test('a pattern leaves open what a portal may store in another form', () => {
  expect(titlePattern('Q&A: 100% of  😀😀 "it"')).toBe('Q%A: 100%of%it%')
})

test('titles that differ in their emoji alone may be stored alike', () => {
  expect([areStoredAlike('Call 😀', 'Call 😡'), areStoredAlike('Call', 'Ring')]).toEqual([true, false])
})

test('a title with a sign that turns is known again, as names are read without such signs', () => {
  expect(isStoredTitle('invoice', 'inv\u202Eoice')).toBe(true)
})
