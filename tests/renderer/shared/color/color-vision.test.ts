import { expect, test } from 'vitest'
import { createDifference, seenWith, visions } from '../../../../renderer/shared/color/color-vision.ts'

const difference = createDifference()

test.each(visions)('black, white and grey stay what they are to %s eyes', (vision) => {
  for (const grey of ['000000', 'FFFFFF', '808080']) expect(seenWith(vision, grey)).toBe(grey)
})

test('red and green come near each other without green receptors', () => {
  expect(difference('C00000', '606000')).toBeLessThan(12)
})

test('black and white differ as much as can be', () => {
  expect(difference('000000', 'FFFFFF')).toBeCloseTo(100)
})

test('a colour does not differ from itself', () => {
  expect(difference('FFAAEE', 'FFAAEE')).toBe(0)
})
