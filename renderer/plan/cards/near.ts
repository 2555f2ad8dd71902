/** How far outside its board a column is made ready, in CSS pixels. */
const reach = 600

/** Calls `tell` with whether an element is in sight of its scrolling parent, or nearly so. Returns the way to stop. */
export function whenNear(element: HTMLElement, tell: (isNear: boolean) => void): () => void {
  const root = element.closest('[data-board]')
  const observer = new IntersectionObserver((entries) => tell(entries.at(-1)?.isIntersecting ?? false), {
    root,
    rootMargin: `0px ${reach}px`,
  })
  observer.observe(element)
  return () => observer.disconnect()
}
