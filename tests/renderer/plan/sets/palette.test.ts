import { describe, expect, test } from 'vitest'
import { freshColor, portalPalette } from '../../../../renderer/plan/sets/palette.ts'
import { stepped } from '../../../../renderer/shared/ui/color/stepped.ts'
import { parseHex } from '../../../../renderer/shared/color/color.ts'

describe('arrow keys among the sixteen swatches', () => {
  test.each([
    [0, 'ArrowRight', 1],
    [7, 'ArrowRight', 8],
    [15, 'ArrowRight', 0],
    [0, 'ArrowLeft', 15],
    [3, 'ArrowDown', 11],
    [11, 'ArrowDown', 11],
    [11, 'ArrowUp', 3],
    [3, 'ArrowUp', 3],
    [5, 'Home', 0],
    [5, 'End', 15],
  ])('from %i, %s leads to %i', (index, key, next) => expect(stepped(index, key, 16, 8)).toBe(next))

  test.each(['Enter', ' ', 'Tab', 'a'])('%j does not move', (key) =>
    expect(stepped(3, key, 16, 8)).toBeNull(),
  )
})

describe('the palette', () => {
  test('holds sixteen different colours, each with a name of its own', () => {
    expect(new Set(portalPalette.map(({ color }) => color)).size).toBe(16)
    expect(new Set(portalPalette.map(({ name }) => name)).size).toBe(16)
  })

  test('writes every colour as the portal keeps it', () => {
    for (const { color } of portalPalette) expect(parseHex(color)).toBe(color)
  })

  test('offers a new stage a colour that no other has', () => {
    expect(freshColor(portalPalette, ['00C4FB', 'FF5752'])).toBe('47D1E2')
  })

  test('offers one all the same when all are taken', () => {
    const all = portalPalette.map(({ color }) => color)
    expect(all).toContain(freshColor(portalPalette, [...all, 'ABCDEF']))
  })
})
