import { describe, expect, test } from 'vitest'
import { CardDrag } from '../../../../renderer/plan/interaction/card-drag.svelte.ts'
import { pull } from '../../../../renderer/plan/interaction/edge-scroll.ts'
import { task as taskOf } from '../fixtures.ts'

const task = taskOf(11, 1)

function pressed() {
  const drag = new CardDrag()
  drag.press(task, { x: 100, y: 100 })
  return drag
}

describe('a card that is pressed', () => {
  test('is not dragged by a hand that trembles', () => {
    const drag = pressed()
    expect(drag.track({ x: 103, y: 102 }, 2)).toBe(false)
    expect(drag.task).toBeNull()
    expect(drag.release()).toBeNull()
  })

  test('is dragged once the pointer has gone some way, which is told once', () => {
    const drag = pressed()
    expect(drag.track({ x: 110, y: 100 }, 1)).toBe(true)
    expect(drag.track({ x: 101, y: 100 }, 1)).toBe(false)
    expect(drag.task).toBe(task)
  })

  test('is dropped where the pointer is', () => {
    const drag = pressed()
    drag.track({ x: 400, y: 100 }, 2)
    expect(drag.over).toBe(2)
    expect(drag.release()).toEqual({ taskIds: [11], stageId: 2, beside: null })
    expect(drag.task).toBeNull()
  })

  test.each([
    ['its own stage', 1],
    ['no stage', null],
  ])('goes nowhere when let go over %s', (_where, stageUnder) => {
    const drag = pressed()
    drag.track({ x: 400, y: 100 }, stageUnder)
    expect(drag.release()).toBeNull()
  })

  test('stays where it was when the drag is called off', () => {
    const drag = pressed()
    drag.track({ x: 400, y: 100 }, 2)
    drag.cancel()
    expect(drag.track({ x: 500, y: 100 }, 2)).toBe(false)
    expect(drag.release()).toBeNull()
  })
})

test('a pointer that was not pressed on a card drags nothing', () => {
  const drag = new CardDrag()
  expect(drag.track({ x: 400, y: 100 }, 2)).toBe(false)
  expect(drag.task).toBeNull()
})

test.each([
  ['in the middle', 500, 0],
  ['at the start', 0, -14],
  ['near the start', 24, -7],
  ['near the end', 976, 7],
  ['past the end', 1020, 14],
  ['far outside', 1200, 0],
])('the board scrolls under a card held %s by the right amount', (_where, at, amount) => {
  expect(pull(at, 0, 1000)).toBeCloseTo(amount)
})
