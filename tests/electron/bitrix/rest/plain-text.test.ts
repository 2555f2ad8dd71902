import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '../../../../electron/bitrix/rest/plain-text.ts'

test.each([
  ['Title is missing<br>', 'Title is missing'],
  ['one<br/>two<BR />three', 'one two three'],
  ['<script>alert(1)</script>Wrong <b>task</b>', 'Wrong task'],
  ['<img src=x onerror="alert(1)">gone', 'gone'],
  ['&lt;b&gt;twice&lt;/b&gt; escaped', 'twice escaped'],
  ['&laquo;Задача&raquo; &mdash; &#1085;&#x435;&#x442;', '«Задача» — нет'],
  ['[b]Bold[/b] [url=https://example.org]link[/url] [USER=7]Anna[/USER]', 'Bold link Anna'],
  ['[draft] stays, and so do 1 < 2 and a > b', '[draft] stays, and so do 1 < 2 and a > b'],
  ['a\u0000b\u001b[31mc\nd', 'a b [31mc d'],
  ['left\u202eright\u2066', 'left right'],
  ['half \ud83d of a pair', 'half of a pair'],
  ['family 👨‍👩‍👧 whole', 'family 👨‍👩‍👧 whole'],
  ['&unknown; &#9999999; &constructor;', '&unknown; &constructor;'],
  ['', ''],
])('%j reads %j', (text, words) => {
  expect(plainText(text)).toBe(words)
})

test('a long text is cut with a mark', () => {
  expect(plainText('word '.repeat(1000), 20)).toBe('word word word word…')
})

test('whatever comes in, no tag, control or half character comes out', () => {
  const nasty = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `<b>${text}</b><br>&lt;i&gt;`)
  fc.assert(
    fc.property(nasty, (text) => {
      const words = plainText(text, 50)
      expect([...words].length).toBeLessThanOrEqual(50)
      expect(words).not.toMatch(/<\/?[bi]>|<br>|[\p{Cc}\p{Surrogate}]/u)
    }),
    { numRuns: 50 },
  )
})

test('a text made to be slow is read at once', () => {
  const started = performance.now()
  plainText('<a'.repeat(500_000))
  plainText('<script>'.repeat(100_000))
  plainText('[b '.repeat(100_000))
  plainText('&#'.repeat(100_000))
  expect(performance.now() - started).toBeLessThan(1000)
})
