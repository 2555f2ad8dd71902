/**
 * Tells how tall an element is: at once, and whenever that changes, at most once a frame. Hidden pages have no frames
 * and no ResizeObserver; `measure` is for a change just before hiding. `stop` ends it.
 */
export function followHeight(element: HTMLElement, tell: (height: number) => void) {
  let told = 0
  let frame = 0
  const measure = () => {
    const height = Math.ceil(element.getBoundingClientRect().height)
    if (height === told || height === 0) return
    told = height
    tell(height)
  }
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(measure)
  })
  observer.observe(element)
  measure()

  const stop = () => {
    cancelAnimationFrame(frame)
    observer.disconnect()
  }
  return { measure, stop }
}
