import { describe, expect, test } from 'vitest'
import {
  contrast,
  contrastLevel,
  cssColor,
  parseHex,
  readableOn,
} from '../../../../renderer/shared/color/color.ts'

describe('a hex colour is read', () => {
  test.each([
    ['#fae', 'FFAAEE'],
    ['fae', 'FFAAEE'],
    ['FFAAEE', 'FFAAEE'],
    ['#00c4fb', '00C4FB'],
    ['  #00c4fb\n', '00C4FB'],
    ['#000', '000000'],
  ])('%j as %s', (text, hex) => expect(parseHex(text)).toBe(hex))

  test.each([
    '',
    ' ',
    '#',
    '#ff',
    '#ffff',
    '#fffff',
    '#fffffff',
    '##fff',
    'red',
    '#ggg',
    'rgb(0,0,0)',
    '0x1234',
    'ффф',
  ])('but %j is none', (text) => expect(parseHex(text)).toBeNull())
})

describe('contrast follows WCAG', () => {
  test.each([
    ['000000', 'FFFFFF', 21],
    ['FFFFFF', '000000', 21],
    ['777777', 'FFFFFF', 4.48],
    ['FF0000', 'FFFFFF', 4.0],
    ['0000FF', 'FFFFFF', 8.59],
    ['00C4FB', '00C4FB', 1],
  ])('%s on %s is %f', (one, other, ratio) => expect(contrast(one, other)).toBeCloseTo(ratio, 1))
})

describe('the text on a colour', () => {
  test.each([
    ['FFFFFF', '000000'],
    ['000000', 'FFFFFF'],
    ['FFAB00', '000000'],
    ['00C4FB', '000000'],
    ['1F50BA', 'FFFFFF'],
    ['B3261E', 'FFFFFF'],
  ])('is, on %s, %s', (ground, text) => expect(readableOn(ground)).toBe(text))

  test('reaches 4.5 : 1 on every grey', () => {
    for (let level = 0; level < 256; level++) {
      const grey = level.toString(16).padStart(2, '0').repeat(3)
      expect(contrast(grey, readableOn(grey))).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('is black where the portal sent no colour, on the grey that stands in for it', () => {
    expect(cssColor('purple')).toBe('#BDC1C6')
    expect(readableOn('purple')).toBe('000000')
  })
})

test.each([
  [21, 'AAA'],
  [7, 'AAA'],
  [6.99, 'AA'],
  [4.5, 'AA'],
  [4.49, 'large'],
])('a contrast of %f is %s', (ratio, level) => expect(contrastLevel(ratio)).toBe(level))
