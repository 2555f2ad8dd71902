import { expect, test } from 'vitest'
import { linkIn } from '../../../../electron/shell/clipboard/link.ts'

test.each([
  ['a web address', 'https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['one with spaces around it', '  http://localhost:8080\n', 'http://localhost:8080'],
  ['text with an address in it', 'see https://example.com', null],
  ['two addresses', 'https://a.example\nhttps://b.example', null],
  ['a script', 'javascript:alert(1)', null],
  ['a file', 'file:///etc/passwd', null],
  ['no host at all', 'https://', null],
  ['an address longer than any', `https://example.com/${'a'.repeat(2_000)}`, null],
  ['nothing', '', null],
])('of %s on the clipboard the link is %s', (_name, text, expected) => {
  expect(linkIn(text)).toBe(expected)
})
