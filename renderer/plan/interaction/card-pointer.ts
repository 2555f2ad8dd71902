import type { CardDrag, Point } from './card-drag.svelte.ts'
import type { Beside } from '../model/changes.ts'
import { edgeScroll } from './edge-scroll.ts'
import { ignoreClick, type PointerCapture } from './pointer-capture.ts'

type Handlers = {
  /** Returns whether the cards may be dragged. */
  onstart: () => boolean
  ondrop: (dropped: { taskIds: readonly number[]; stageId: number; beside: Beside | null }) => void
  /** Whether a card can be put between two others. */
  isOrdered: () => boolean
  oncancel: () => void
}

/** Leads a drag by what the pointer does over the board; Esc or losing the pointer calls it off. Returns the way to stop. */
export function followPointer(
  columns: HTMLElement,
  drag: CardDrag,
  pointerCapture: PointerCapture,
  { onstart, ondrop, oncancel, isOrdered }: Handlers,
): () => void {
  let frame = 0
  const listening = new AbortController()
  const { signal } = listening

  function scroll() {
    const list = columnAt(columns, drag.at)?.querySelector('[data-cards]')
    edgeScroll(columns, drag.at)
    if (list) edgeScroll(list, drag.at)
    frame = requestAnimationFrame(scroll)
  }

  function move({ clientX: x, clientY: y, pointerId }: PointerEvent) {
    const column = columnAt(columns, { x, y })
    const beside = drag.taskIds.length === 1 && isOrdered() ? besideAt(column, y, drag.taskIds) : null
    if (!drag.track({ x, y }, stageOf(column), beside)) return
    if (!onstart()) return drag.cancel()
    pointerCapture.capture(pointerId)
    frame = requestAnimationFrame(scroll)
  }

  function up() {
    if (drag.task) ignoreClick()
    cancelAnimationFrame(frame)
    const dropped = drag.release()
    if (dropped) ondrop(dropped)
  }

  function cancel() {
    const wasMoving = drag.task !== null
    cancelAnimationFrame(frame)
    pointerCapture.release()
    if (wasMoving) oncancel()
    drag.cancel()
  }

  addEventListener('pointermove', move, { signal })
  addEventListener('pointerup', up, { signal })
  addEventListener('pointercancel', cancel, { signal })
  addEventListener('blur', cancel, { signal })
  addEventListener('keydown', ({ key }) => key === 'Escape' && drag.task && cancel(), {
    signal,
    capture: true,
  })
  return () => {
    cancelAnimationFrame(frame)
    listening.abort()
  }
}

/** The column above or below the point as well: a short one can be hit anywhere in its strip of the board. */
function columnAt(columns: HTMLElement, { x, y }: Point): HTMLElement | null {
  if (!isWithin(columns.getBoundingClientRect(), { x, y })) return null
  const all = [...columns.querySelectorAll<HTMLElement>('[data-stage]')]
  return all.find((column) => isBetween(x, column.getBoundingClientRect())) ?? null
}

/** The first card whose middle lies below the height, or the last one above it; null in a stage without others. */
function besideAt(column: HTMLElement | null, y: number, dragged: readonly number[]): Beside | null {
  const cards = [...(column?.querySelectorAll<HTMLElement>('[data-task]') ?? [])]
    .map((card) => ({ id: Number(card.dataset['task']), card }))
    .filter(({ id, card }) => !dragged.includes(id) && card.checkVisibility({ visibilityProperty: true }))
  const below = cards.find(({ card }) => middleOf(card.getBoundingClientRect()) > y)
  const last = cards.at(-1)
  if (below) return { before: below.id }
  return last ? { after: last.id } : null
}

const middleOf = ({ top, bottom }: DOMRect) => (top + bottom) / 2
const isBetween = (x: number, { left, right }: DOMRect) => x >= left && x <= right
const isWithin = (box: DOMRect, { x, y }: Point) => isBetween(x, box) && y >= box.top && y <= box.bottom

function stageOf(column: HTMLElement | null): number | null {
  const id = Number(column?.dataset['stage'] ?? Number.NaN)
  return Number.isNaN(id) ? null : id
}
