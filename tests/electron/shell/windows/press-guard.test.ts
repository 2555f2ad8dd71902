import { expect, test } from 'vitest'
import { createPressGuard } from '../../../../electron/shell/windows/press-guard.ts'

/** A guard on a clock that the test moves. */
function guarded() {
  let now = 0
  const guard = createPressGuard(() => now)
  return {
    release: guard.release,
    pressAt: (moment: number) => {
      now = moment
      return guard.isRepeat()
    },
  }
}

test.each([
  ['X11, 660 ms and then 25 a second', 660, 40],
  ['Windows at its slowest, 1 s and then 2 a second', 1_000, 500],
])('a key that is held repeats, and is one press: %s', (_system, delay, every) => {
  const { pressAt } = guarded()
  const moments = [0, ...Array.from({ length: 20 }, (_, index) => delay + index * every)]
  expect(moments.map(pressAt)).toEqual([false, ...Array<boolean>(20).fill(true)])
})

test('a press after the keys came up is another one, however soon', () => {
  const { pressAt, release } = guarded()
  expect(pressAt(0)).toBe(false)
  release()
  expect(pressAt(150)).toBe(false)
})

test('a press long after the last one is another one, though nothing was heard of the keys', () => {
  const { pressAt } = guarded()
  expect([pressAt(0), pressAt(2_000)]).toEqual([false, false])
})
