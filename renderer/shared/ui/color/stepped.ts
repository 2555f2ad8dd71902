/**
 * Where an arrow key leads in a grid that is read row by row, or null when the key is none of those that move.
 * Left and right run on into the next row and around; up and down stop at the edge.
 */
export function stepped(index: number, key: string, count: number, perRow: number): number | null {
  const inside = (next: number) => (next >= 0 && next < count ? next : index)
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count
    case 'ArrowLeft':
      return (index - 1 + count) % count
    case 'ArrowDown':
      return inside(index + perRow)
    case 'ArrowUp':
      return inside(index - perRow)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
