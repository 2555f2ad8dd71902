import type { Point } from './card-drag.svelte.ts'

/** How near to an edge scrolling begins, and how far it goes in a frame, in CSS pixels. */
const reach = 48
const fastest = 14

/** Scrolls a little when the pointer is near an edge of the element; called once per frame while dragging. */
export function edgeScroll(element: Element, at: Point): void {
  const box = element.getBoundingClientRect()
  const [across, down] = [pull(at.x, box.left, box.right), pull(at.y, box.top, box.bottom)]
  if (across !== 0 || down !== 0) element.scrollBy(across, down)
}

/** How far to scroll along one axis: nothing in the middle, the more the nearer to an edge. */
export function pull(at: number, start: number, end: number): number {
  if (at < start - reach || at > end + reach) return 0
  if (at < start + reach) return -fastest * Math.min(1, (start + reach - at) / reach)
  if (at > end - reach) return fastest * Math.min(1, (at - end + reach) / reach)
  return 0
}
