import { expect, test } from 'vitest'
import { hueName } from '../../../../../renderer/shared/ui/color/hue-name.ts'
import { axisOf, slide } from '../../../../../renderer/shared/ui/color/slide.ts'

test.each([
  [50, 'ArrowRight', false, 51],
  [50, 'ArrowUp', false, 51],
  [50, 'ArrowLeft', false, 49],
  [50, 'ArrowDown', false, 49],
  [50, 'ArrowRight', true, 60],
  [50, 'ArrowDown', true, 40],
  [50, 'PageUp', false, 60],
  [50, 'PageDown', false, 40],
  [50, 'Home', false, 0],
  [50, 'End', false, 100],
  [0, 'ArrowLeft', false, 0],
  [100, 'PageUp', false, 100],
  [95, 'ArrowUp', true, 100],
])('from %i, %s (Shift: %s) leads to %i', (value, key, shiftKey, next) => {
  expect(slide(value, { key, shiftKey }, 100)).toBe(next)
})

test.each(['Enter', 'Tab', ' ', 'a'])('%j does not slide', (key) => {
  expect(slide(50, { key, shiftKey: false }, 100)).toBeNull()
})

test('arrows move along their own direction, other keys along the one that has the focus', () => {
  expect(axisOf('ArrowLeft', 'brightness')).toBe('saturation')
  expect(axisOf('ArrowUp', 'saturation')).toBe('brightness')
  expect(axisOf('End', 'brightness')).toBe('brightness')
})

test.each([
  [0, 'red'],
  [359, 'red'],
  [46, 'yellow'],
  [120, 'green'],
  [240, 'blue'],
  [300, 'magenta'],
])('%i degrees are called %s', (degrees, name) => expect(hueName(degrees)).toBe(name))
