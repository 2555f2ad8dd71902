const stop = '[data-stop]'

/** The stage title or card that an arrow key leads to from another one; null at the edge and for other keys. */
export function neighbour(from: HTMLElement, key: string): HTMLElement | null {
  const column = from.closest<HTMLElement>('[data-column]')
  if (!column) return null
  const stops = stopsOf(column)
  const index = stops.indexOf(from)
  switch (key) {
    case 'ArrowDown':
      return stops[index + 1] ?? null
    case 'ArrowUp':
      return stops[index - 1] ?? null
    case 'Home':
      return stops[0] ?? null
    case 'End':
      return stops.at(-1) ?? null
    case 'ArrowLeft':
      return sameHeight(sibling(column, -1), index)
    case 'ArrowRight':
      return sameHeight(sibling(column, 1), index)
    default:
      return null
  }
}

/** How many frames a card has to appear where its column has to scroll first. */
const maxFrames = 12

/** Puts the focus on a card's button, scrolling the column with this key to its top where the card is not on screen yet. */
export async function focusCard(board: Element, taskId: number, columnKey: number): Promise<void> {
  const column = board.querySelector(`[data-column="${columnKey}"]`)
  column?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  for (let frame = 0; frame < maxFrames; frame++) {
    await nextFrame()
    const card = board.querySelector(`[data-task="${taskId}"]`)
    if (card?.closest('[data-column]') === column && card?.checkVisibility({ visibilityProperty: true })) {
      return focusIn(card)
    }
    column?.querySelector('[data-cards]')?.scrollTo({ top: 0 })
  }
  focusIn(column)
}

/** Puts the focus on a column's title. */
export function focusColumn(board: Element, key: number): void {
  focusIn(board.querySelector(`[data-column="${key}"]`))
}

/** Puts the focus on the button that a column is moved with. */
export function focusHandle(board: Element, key: number): void {
  const handle = board.querySelector<HTMLElement>(`[data-column="${key}"] [data-grip]`)
  handle?.focus()
  handle?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Where the focus stands: in which column, the how many-th it is, and at which stop of it. */
export type FocusPosition = { column: string; at: number; stop: number }

/** Where the focus stands on a board, or null where it is elsewhere. */
export function focusPosition(board: Element): FocusPosition | null {
  const focused = document.activeElement
  const column = focused?.closest<HTMLElement>('[data-column]')
  if (!focused || !column || !board.contains(column)) return null
  const own = focused.closest('[data-task]')?.querySelector<HTMLElement>(stop) ?? null
  return {
    column: column.dataset['column'] ?? '',
    at: columnsOf(board).indexOf(column),
    stop: own ? stopsOf(column).indexOf(own) : 0,
  }
}

/** Puts the focus, if it was lost with what had it, on what stands in that place now. */
export async function restoreFocus(
  board: Element,
  { column: key, at, stop: index }: FocusPosition,
): Promise<void> {
  // A moved card takes the focus along, which may take some frames.
  for (let frame = 0; frame < maxFrames + 2; frame++) await nextFrame()
  if (document.activeElement !== document.body) return
  const columns = columnsOf(board)
  const column = columns.find(({ dataset }) => dataset['column'] === key) ?? columns[at] ?? columns.at(-1)
  const stops = column ? stopsOf(column) : []
  stops[Math.min(index, stops.length - 1)]?.focus()
}

const columnsOf = (board: Element) => [...board.querySelectorAll<HTMLElement>('[data-column]')]

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

function focusIn(part: Element | null): void {
  const target = part?.querySelector<HTMLElement>(stop)
  target?.focus({ preventScroll: true })
  if (target) showWhole(target)
}

/** Scrolls what has the focus into view, with the whole of its column: half a column looks as if it were cut. */
export function showWhole(target: HTMLElement): void {
  target.closest('[data-column]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

const stopsOf = (column: Element) => [...column.querySelectorAll<HTMLElement>(stop)]

function sibling(column: HTMLElement, step: number): Element | null {
  const columns = column.parentElement ? columnsOf(column.parentElement) : []
  return columns[columns.indexOf(column) + step] ?? null
}

function sameHeight(column: Element | null, index: number): HTMLElement | null {
  if (!column) return null
  const stops = stopsOf(column)
  return stops[Math.min(index, stops.length - 1)] ?? null
}
