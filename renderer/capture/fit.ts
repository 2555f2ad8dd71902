/**
 * Tells how tall an element is: at once, and whenever that changes. Hidden pages have no frames and no ResizeObserver,
 * but the window has to have its height before it is seen again: so every change of the content is measured, too.
 * Returns the way to stop.
 */
export function followHeight(element: HTMLElement, tell: (height: number) => void): () => void {
  let told = 0
  const measure = () => {
    const height = Math.ceil(element.getBoundingClientRect().height)
    if (height === told || height === 0) return
    told = height
    tell(height)
  }
  const resizes = new ResizeObserver(measure)
  const changes = new MutationObserver(measure)
  resizes.observe(element)
  changes.observe(element, { subtree: true, childList: true, characterData: true })
  measure()

  return () => {
    resizes.disconnect()
    changes.disconnect()
  }
}
