/** What the pointer belongs to while something is carried. */
export type Hand = {
  hold(pointerId: number): void
  letGo(): void
}

/**
 * An element that captures the pointer: what lies below a carried card or stage neither lights up nor shows a cursor of
 * its own. A style of the board that said so would be worked out anew for every card at each pick-up and drop.
 * https://www.w3.org/TR/pointerevents3/#pointer-capture
 */
export function createHand(element: () => HTMLElement | undefined): Hand {
  let held: number | null = null
  return {
    hold(pointerId) {
      // A pointer that is gone, such as a lifted finger, cannot be held.
      try {
        element()?.setPointerCapture(pointerId)
        held = pointerId
      } catch {
        held = null
      }
    },
    letGo() {
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
