/** Where a key leads in a menu, round its ends; undefined for a key that leads nowhere. */
export function neighbourOf<Item>(key: string, items: Item[], now: number): Item | undefined {
  if (key === 'ArrowDown') return items[(now + 1) % items.length]
  if (key === 'ArrowUp') return items.at(now <= 0 ? -1 : now - 1)
  if (key === 'Home') return items[0]
  if (key === 'End') return items.at(-1)
  return undefined
}
