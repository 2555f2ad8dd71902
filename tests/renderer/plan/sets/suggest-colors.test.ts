import { modeOklch, useMode as register } from 'culori/fn'
import { describe, expect, test } from 'vitest'
import {
  leastDifference,
  reach,
  schemes,
  suggestColors,
} from '../../../../renderer/plan/sets/suggest-colors.ts'
import { rgbOf } from '../../../../renderer/shared/color/color-modes.ts'
import { createDifference } from '../../../../renderer/shared/color/color-vision.ts'
import { contrast, readableOn } from '../../../../renderer/shared/color/color.ts'

const difference = createDifference()
const toOklch = register(modeOklch)

/** The least difference among all that stand so near that they have to be told apart. */
function least(colors: string[]) {
  const far = reach(colors.length)
  return Math.min(
    ...colors.flatMap((color, at) =>
      colors.slice(at + 1, at + 1 + far).map((other) => difference(color, other)),
    ),
  )
}

describe.each(schemes)('the %s scheme', (scheme) => {
  const suggested = Array.from({ length: 50 }, (_, index) => suggestColors(index + 1, { scheme }))

  test('has a colour for each of 1 to 50 stages', () => {
    expect(suggested.map((colors) => colors.length)).toEqual(suggested.map((_, index) => index + 1))
    expect(suggested.flat().every((color) => /^[0-9A-F]{6}$/.test(color))).toBe(true)
  })

  test('is told apart with and without red, green or blue receptors', () => {
    const tooNear = suggested.filter((colors) => least(colors) < leastDifference(colors.length))
    expect(tooNear).toEqual([])
  })

  test('lets every title be read', () => {
    const contrasts = suggested.flat().map((color) => contrast(color, readableOn(color)))
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5)
  })

  test('goes through the hues of OKLCH in even steps', () => {
    const hues = suggestColors(8, { scheme }).map((color) => toOklch(rgbOf(color)).h ?? 0)
    const steps = hues.slice(1).map((hue, index) => (hue - (hues[index] ?? 0) + 360) % 360)
    // Rounding to 256 levels turns the hue of a pale colour by a degree or two.
    const [shortest, longest] = [Math.min(...steps), Math.max(...steps)]
    expect(longest - shortest).toBeLessThan(6)
  })

  test('gives the same colours every time', () => {
    expect(suggestColors(12, { scheme })).toEqual(suggestColors(12, { scheme }))
  })
})

test('the least difference that is promised is far above what looks alike', () => {
  const promised = Array.from({ length: 50 }, (_, index) => leastDifference(index + 1))
  expect(Math.min(...promised)).toBeGreaterThanOrEqual(13)
})

test('no stages need no colours', () => {
  expect(suggestColors(0)).toEqual([])
})
