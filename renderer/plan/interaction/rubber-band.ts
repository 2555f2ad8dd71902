import type { Point } from './card-drag.svelte.ts'

/** A rectangle on the page, in CSS pixels. */
export type Box = { left: number; top: number; right: number; bottom: number }

type Handlers = {
  /** The tasks that are selected at the moment. */
  selected: () => readonly number[]
  /** These are to be selected, and no others. */
  onselect: (taskIds: readonly number[]) => void
  /** Where the band is, or null when there is none. */
  onbox: (box: Box | null) => void
  /** The pointer was let go. */
  onend: () => void
}

/** How far the pointer has to go before a press becomes a band, in CSS pixels. */
const threshold = 5

/**
 * Selects the cards that a band touches which the pointer draws from an empty part of the board. With Shift they come to
 * those selected; with Ctrl as well, but those among them that were selected leave. A click there without
 * a key selects nothing; Esc puts the selection back. Returns the way to stop.
 */
export function followBand(columns: HTMLElement, handlers: Handlers): () => void {
  let from: Point | null = null
  let before: readonly number[] | null = null
  const listening = new AbortController()
  const { signal } = listening

  function press(event: PointerEvent) {
    if (event.button !== 0 || event.pointerType === 'touch' || !isEmpty(event)) return
    from = { x: event.clientX, y: event.clientY }
  }

  function move(event: PointerEvent) {
    if (!from) return
    const box = boxBetween(from, { x: event.clientX, y: event.clientY })
    if (!before && Math.hypot(box.right - box.left, box.bottom - box.top) < threshold) return
    before ??= handlers.selected()
    handlers.onbox(box)
    handlers.onselect(selectedBy(event, before, cardsIn(columns, box)))
  }

  function up(event: PointerEvent) {
    if (before) handlers.onend()
    else if (from) handlers.onselect(selectedBy(event, handlers.selected(), []))
    end()
  }

  function cancel() {
    if (before) handlers.onselect(before)
    end()
  }

  function end() {
    if (before) handlers.onbox(null)
    from = null
    before = null
  }

  columns.addEventListener('pointerdown', press, { signal })
  addEventListener('pointermove', move, { signal })
  addEventListener('pointerup', up, { signal })
  addEventListener('pointercancel', cancel, { signal })
  addEventListener('blur', cancel, { signal })
  addEventListener('keydown', ({ key }) => key === 'Escape' && before && cancel(), { signal, capture: true })
  return () => listening.abort()
}

type Held = Pick<PointerEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** What a band selects that touches these cards, by the keys that are held and what was selected before it. */
export function selectedBy(
  { ctrlKey, metaKey, shiftKey }: Held,
  before: readonly number[],
  touched: readonly number[],
): number[] {
  const isEither = ctrlKey || metaKey
  const stay = isEither ? before.filter((id) => !touched.includes(id)) : shiftKey ? before : []
  const come = isEither ? touched.filter((id) => !before.includes(id)) : touched
  return [...stay, ...come]
}

/** The rectangle between two of its corners. */
export function boxBetween(one: Point, other: Point): Box {
  return {
    left: Math.min(one.x, other.x),
    top: Math.min(one.y, other.y),
    right: Math.max(one.x, other.x),
    bottom: Math.max(one.y, other.y),
  }
}

/** Nothing that a press is for already; a scroll bar belongs to its element, but not to its content. */
function isEmpty({ target, clientX: x, clientY: y }: PointerEvent): boolean {
  const element = target as HTMLElement
  if (element.closest('[data-task], [data-handle], button, input, form, [popover], p, dl')) return false
  const { left, top } = element.getBoundingClientRect()
  return (
    x - left < element.clientLeft + element.clientWidth && y - top < element.clientTop + element.clientHeight
  )
}

/** The cards that the band touches, of those on screen: a column hides what it has scrolled away. */
function cardsIn(columns: HTMLElement, band: Box): number[] {
  return [...columns.querySelectorAll<HTMLElement>('[data-cards]')].flatMap((list) => {
    const seen = meet(list.getBoundingClientRect(), band)
    if (!seen) return []
    const cards = [...list.querySelectorAll<HTMLElement>('[data-task]')]
    return cards
      .filter(
        (card) =>
          card.checkVisibility({ visibilityProperty: true }) && meet(card.getBoundingClientRect(), seen),
      )
      .map((card) => Number(card.dataset['task']))
  })
}

/** What two rectangles have in common, or null. */
function meet(one: Box, other: Box): Box | null {
  const box = {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  }
  return box.left <= box.right && box.top <= box.bottom ? box : null
}
