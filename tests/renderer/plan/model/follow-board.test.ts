import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Board } from '../../../../renderer/plan/model/board.svelte.ts'
import { followBoard } from '../../../../renderer/plan/model/follow-board.ts'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { fakeTransport } from '../../../support/fake-transport.ts'
import { capture } from '../../capture/support.ts'
import { names, smallPortal } from '../fixtures.ts'

const minute = 60_000
const sent = capture('sent', { state: 'sent', taskId: 1 })
const waiting = capture('waiting')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A board that is followed on a page that can be hidden, and how often its portal was read. */
function followed() {
  const main = fakeTransport(smallPortal().answers)
  const bridge = createBridge(main)
  const document: { visibilityState: DocumentVisibilityState } = { visibilityState: 'visible' }
  const page = Object.assign(new EventTarget(), { document })
  const stop = followBoard(new Board(bridge), bridge, page)
  const readings = () => names(main).filter((name) => name === 'plan.get').length
  return { main, page, document, stop, readings }
}

test('a board is read at once, and again every five minutes while it is seen', async () => {
  const { readings } = followed()
  await vi.advanceTimersByTimeAsync(5 * minute - 1)
  expect(readings()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(readings()).toBe(2)
  await vi.advanceTimersByTimeAsync(10 * minute)
  expect(readings()).toBe(4)
})

test('nothing is read while the window is hidden, and again once it is seen', async () => {
  const { document, readings } = followed()
  document.visibilityState = 'hidden'
  await vi.advanceTimersByTimeAsync(60 * minute)
  expect(readings()).toBe(1)
  document.visibilityState = 'visible'
  await vi.advanceTimersByTimeAsync(5 * minute)
  expect(readings()).toBe(2)
})

test.each(['focus', 'online'])('it is read when the window tells “%s”', async (event) => {
  const { page, readings } = followed()
  await vi.advanceTimersByTimeAsync(0)
  page.dispatchEvent(new Event(event))
  await vi.advanceTimersByTimeAsync(0)
  expect(readings()).toBe(2)
})

test('it is read when a capture has become a task, once for each', async () => {
  const { main, readings } = followed()
  await vi.advanceTimersByTimeAsync(0)
  for (const captures of [[waiting], [sent], [sent, waiting]]) {
    main.emit('captures.changed', captures)
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(readings()).toBe(2)
})

test('once it is stopped it reads no more, whatever happens', async () => {
  const { main, page, stop, readings } = followed()
  await vi.advanceTimersByTimeAsync(0)
  stop()
  page.dispatchEvent(new Event('focus'))
  main.emit('captures.changed', [sent])
  await vi.advanceTimersByTimeAsync(60 * minute)
  expect(readings()).toBe(1)
})
