import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readColor } from '../../../../renderer/shared/color/color-text.ts'

describe('a colour is read', () => {
  test.each([
    ['#fae', 'FFAAEE'],
    ['  # ff aa ee ', 'FFAAEE'],
    ['FF AA EE', 'FFAAEE'],
    ['fae', 'FFAAEE'],
    ['FFAAEE', 'FFAAEE'],
    ['#ffaaeeff', 'FFAAEE'],
    ['  #00c4fb\n', '00C4FB'],
    ['rgb(255, 170, 238)', 'FFAAEE'],
    ['RGB(255 170 238)', 'FFAAEE'],
    ['rgb(100%, 0%, 0%)', 'FF0000'],
    ['rgba(1, 2, 3, 1)', '010203'],
    ['rgb(300, -5, 0)', 'FF0000'],
    ['rgb(none 0 0)', '000000'],
    ['hsl(0, 100%, 50%)', 'FF0000'],
    ['hsl(120deg 100% 50%)', '00FF00'],
    ['hsl(1turn 100% 50%)', 'FF0000'],
    ['oklch(70% 0.1 150)', '6FB07D'],
    ['HotPink', 'FF69B4'],
    ['rebeccapurple', '663399'],
  ])('from %j as %s', (text, color) => expect(readColor(text)).toEqual({ color }))
})

describe('what is no colour is refused with the reason', () => {
  test.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['#', 'digits'],
    ['#ff', 'digits'],
    ['#fffff', 'digits'],
    ['#ggg', 'digits'],
    ['##fff', 'digits'],
    ['0x1234', 'digits'],
    ['rgb(', 'function'],
    ['rgb(1, 2)', 'function'],
    ['rgb(var(--x))', 'function'],
    ['color(', 'function'],
    ['rgb(1px 2 3)', 'function'],
    ['rgb(1 2 3 / 4px)', 'function'],
    ['url(http://example.org)', 'function'],
    ['rgba(1, 2, 3, 0.5)', 'transparent'],
    ['#fae8', 'transparent'],
    ['transparent', 'transparent'],
    ['grean', 'name'],
    ['currentcolor', 'name'],
    ['constructor', 'name'],
    ['__proto__', 'name'],
    ['<b>', 'name'],
    ['ффф', 'name'],
  ])('%j: %s', (text, problem) => expect(readColor(text)).toEqual({ problem }))

  test('no text at all makes it throw or answer anything but a colour the portal can keep', () => {
    const pieces = fc.constantFrom('rgb(', 'hsl(', 'color(', 'oklch(', '#', ')', ',', '/', '%', 'none', ' ')
    const text = fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 }), fc.float())).map((it) => it.join(''))
    fc.assert(
      fc.property(text, (written) => {
        const found = readColor(written)
        if ('color' in found) expect(found.color).toMatch(/^[0-9A-F]{6}$/)
      }),
      { numRuns: 2_000 },
    )
  })
})
