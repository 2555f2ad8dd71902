import { placeAt, type StageDrag } from './stage-drag.svelte.ts'
import { edgeScroll } from './edge-scroll.ts'
import { ignoreClick, type PointerCapture } from './pointer-capture.ts'

/** How far the pointer has to go before a press becomes a drag, in CSS pixels. */
const threshold = 6

type Handlers = { onlift: (id: number) => void; ondrop: () => void; oncancel: () => void }

/** Lets the pointer drag a stage by its header; Esc or losing the pointer puts it back. Returns the way to stop. */
export function followStagePointer(
  columns: HTMLElement,
  stageDrag: StageDrag,
  pointerCapture: PointerCapture,
  handlers: Handlers,
): () => void {
  let pressed: { id: number; x: number; y: number } | null = null
  let isDragging = false
  let at = { x: 0, y: 0 }
  let frame = 0
  const listening = new AbortController()
  const { signal } = listening

  function press(event: PointerEvent) {
    const target = event.target as HTMLElement
    const header = target.closest('[data-handle]')
    const id = Number(target.closest<HTMLElement>('[data-stage]')?.dataset['stage'])
    if (event.button !== 0 || !header || target.closest('input, [aria-haspopup], [popover]')) return
    pressed = { id, x: event.clientX, y: event.clientY }
  }

  function move({ clientX: x, clientY: y, pointerId }: PointerEvent) {
    if (!pressed) return
    at = { x, y }
    if (!isDragging && Math.hypot(x - pressed.x, y - pressed.y) < threshold) return
    if (!isDragging) begin(pressed.id, pointerId)
    // It could not be lifted, or is there no more.
    if (stageDrag.id === null) return end(() => undefined)
    const others = [...columns.querySelectorAll<HTMLElement>('[data-stage]')].filter(
      (column) => Number(column.dataset['stage']) !== stageDrag.id,
    )
    stageDrag.to(placeAt(x, others.map(middleOf)), others.length + 1)
  }

  function begin(id: number, pointerId: number) {
    isDragging = true
    pointerCapture.capture(pointerId)
    handlers.onlift(id)
    frame = requestAnimationFrame(scroll)
  }

  function scroll() {
    edgeScroll(columns, { x: at.x, y: columns.getBoundingClientRect().top + columns.clientHeight / 2 })
    frame = requestAnimationFrame(scroll)
  }

  function end(finish: () => void) {
    cancelAnimationFrame(frame)
    pointerCapture.release()
    const wasDragging = isDragging
    pressed = null
    isDragging = false
    if (wasDragging) finish()
  }

  function up() {
    if (isDragging) ignoreClick()
    end(handlers.ondrop)
  }

  const cancel = () => end(handlers.oncancel)

  columns.addEventListener('pointerdown', press, { signal })
  addEventListener('pointermove', move, { signal })
  addEventListener('pointerup', up, { signal })
  addEventListener('pointercancel', cancel, { signal })
  addEventListener('blur', cancel, { signal })
  addEventListener('keydown', ({ key }) => key === 'Escape' && cancel(), { signal, capture: true })
  return () => {
    cancelAnimationFrame(frame)
    listening.abort()
  }
}

function middleOf(column: HTMLElement): number {
  const { left, right } = column.getBoundingClientRect()
  return (left + right) / 2
}
