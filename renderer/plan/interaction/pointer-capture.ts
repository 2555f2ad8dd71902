/** What the pointer belongs to while something is dragged. */
export type PointerCapture = {
  capture(pointerId: number): void
  release(): void
}

/**
 * An element that captures the pointer: what lies below a dragged card or stage neither lights up nor shows a cursor of
 * its own. A style of the board that said so would be computed again for every card at each pick-up and drop.
 * https://www.w3.org/TR/pointerevents3/#pointer-capture
 */
export function createPointerCapture(element: () => HTMLElement | undefined): PointerCapture {
  let held: number | null = null
  return {
    capture(pointerId) {
      // A pointer that is gone, such as a lifted finger, cannot be held.
      try {
        element()?.setPointerCapture(pointerId)
        held = pointerId
      } catch {
        held = null
      }
    },
    release() {
      if (held !== null && element()?.hasPointerCapture(held)) element()?.releasePointerCapture(held)
      held = null
    },
  }
}

/** What is under the pointer would take the end of a drag for a click. */
export function ignoreClick(): void {
  const swallow = (event: Event) => event.stopPropagation()
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }))
}
