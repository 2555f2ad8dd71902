import { expect, test } from 'vitest'
import { eyedropperOf } from '../../../../../renderer/shared/ui/color/eyedropper.ts'

const host = (open: () => Promise<{ sRGBHex: string }>) => ({
  EyeDropper: class {
    open = open
  },
})

test('there is none where the browser has none', () => {
  expect(eyedropperOf({})).toBeNull()
})

test('it answers the colour as the portal keeps it', async () => {
  const pick = eyedropperOf(host(() => Promise.resolve({ sRGBHex: '#ffaaee' })))
  expect(await pick?.()).toBe('FFAAEE')
})

test('giving up is no failure', async () => {
  const pick = eyedropperOf(host(() => Promise.reject(new DOMException('', 'AbortError'))))
  expect(await pick?.()).toBeNull()
})
