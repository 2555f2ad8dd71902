import { expect, test } from 'vitest'
import { parsePhpQuery } from '../../../../electron/demo/http/php-query.ts'

/** Each right side is what `parse_str` of PHP 8.2 makes of the left one; its lists are objects here. */
test.each([
  ['filter[STAGES_ID]=5&select[]=ID&select[]=TITLE', { filter: { STAGES_ID: '5' }, select: ['ID', 'TITLE'] }],
  ['cmd[][x]=1&cmd[][x]=2', { cmd: [{ x: '1' }, { x: '2' }] }],
  ['a[0][x]=1&a[0][y]=2&a[1][x]=3', { a: [{ x: '1', y: '2' }, { x: '3' }] }],
  ['a=1&a=2', { a: '2' }],
  ['a[b]=1&a=2', { a: '2' }],
  ['a=1&a[b]=2', { a: { b: '2' } }],
  ['a[]=1&a[x]=2&a[]=3', { a: { 0: '1', x: '2', 1: '3' } }],
  ['a[5]=1&a[]=2', { a: { 5: '1', 6: '2' } }],
  ['a[-1]=1&a[]=2', { a: { '-1': '1', 0: '2' } }],
  ['a[01]=1&a[]=2', { a: { '01': '1', 0: '2' } }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['a[ ]=1', { a: ['1'] }],
  ['a[]]=1', { a: ['1'] }],
  ['a[b]c=1', { a: { b: '1' } }],
  ['a[b[c]=1', { a: { 'b[c': '1' } }],
  ['a[b', { a_b: '' }],
  ['[a]=1', {}],
  ['a.b=1&c d=2', { a_b: '1', c_d: '2' }],
  ['a=%zz&b=%D0%9F&c=1+2&d=x=y', { a: '%zz', b: 'П', c: '1 2', d: 'x=y' }],
  ['constructor=3&a[toString]=4', { constructor: '3', a: { toString: '4' } }],
])('%s is read as PHP reads it', (query, expected) => {
  expect(plain(parsePhpQuery(query))).toEqual(plain(expected))
})

test('no key is special', () => {
  expect(Object.entries(parsePhpQuery('__proto__[x]=1'))).toEqual([['__proto__', { x: '1' }]])
  expect({}).not.toHaveProperty('x')
})

/** Lists and objects without a prototype as ordinary objects. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
