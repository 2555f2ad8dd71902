/** On which sides there is more than is seen. */
export type Edges = { before: boolean; after: boolean }

/** Tells on which sides a part that scrolls sideways goes on, whenever that changes. Returns the way to stop. */
export function followEdges(element: HTMLElement, tell: (edges: Edges) => void): () => void {
  let told: Edges = { before: false, after: false }
  const look = () => {
    const { scrollLeft, clientWidth, scrollWidth } = element
    const edges = { before: scrollLeft > 1, after: scrollLeft + clientWidth < scrollWidth - 1 }
    if (edges.before === told.before && edges.after === told.after) return
    told = edges
    tell(edges)
  }
  const size = new ResizeObserver(look)
  const content = new MutationObserver(look)
  size.observe(element)
  content.observe(element, { childList: true })
  element.addEventListener('scroll', look, { passive: true })
  look()
  return () => {
    size.disconnect()
    content.disconnect()
    element.removeEventListener('scroll', look)
  }
}
