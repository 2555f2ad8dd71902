import { keyCodeOf } from '../../shared/key-code.ts'
import { neighbour, showWhole } from './navigation.ts'

type Handlers = {
  onrename: (columnKey: number) => void
  /** Takes a card to the stage beside it. */
  onstep: (taskId: number, by: -1 | 1) => void
  /** Puts a card one place up or down in its stage. */
  onorder: (taskId: number, by: -1 | 1) => void
  onselect: (taskId: number) => void
  onselectall: (columnKey: number) => void
  oncomplete: (taskId: number) => void
  /** Opens a task in the browser. */
  onbrowse: (taskId: number) => void
  /** Esc, where there is nothing nearer to be left. Returns whether it was of use. */
  onescape: () => boolean
}

/**
 * The board's own keys: arrows go from card to card, Space selects, Ctrl+A selects the column, Ctrl+Shift+←/→ take cards
 * along to the next stage, Ctrl+Shift+↑/↓ put one above or below the next, Ctrl+Enter completes, Ctrl+O opens the browser, F2 on a stage's title renames it. Works on every
 * keyboard layout. Returns the way to stop.
 */
export function followKeys(columns: HTMLElement, handlers: Handlers): () => void {
  function press(event: KeyboardEvent) {
    const from = event.target as HTMLElement
    const column = from.closest<HTMLElement>('[data-column]')
    const isWritten = from instanceof HTMLInputElement || from instanceof HTMLTextAreaElement
    if (!column || isWritten || event.altKey || event.defaultPrevented) return
    const isCommand = event.ctrlKey || event.metaKey
    const isDone = isCommand ? command(event, from, column) : plain(event, from, column)
    if (isDone) event.preventDefault()
  }

  function plain(event: KeyboardEvent, from: HTMLElement, column: HTMLElement): boolean {
    if (event.shiftKey) return false
    if (event.code === 'Escape') return handlers.onescape()
    if (event.code === 'F2' && cardOf(from) === null) return done(handlers.onrename(keyOf(column)))
    if (!from.matches('[data-stop]')) return false
    const card = cardOf(from)
    if (event.code === 'Space' && card !== null) return done(handlers.onselect(card))
    return goTo(neighbour(from, event.code))
  }

  function command(event: KeyboardEvent, from: HTMLElement, column: HTMLElement): boolean {
    const card = from.matches('[data-stop]') ? cardOf(from) : null
    if (card === null) return false
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.code]
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.code]
    if (event.shiftKey && down !== undefined) return done(handlers.onorder(card, down as -1 | 1))
    if (event.shiftKey) return across === undefined ? false : done(handlers.onstep(card, across as -1 | 1))
    if (keyCodeOf(event) === 'KeyA') return done(handlers.onselectall(keyOf(column)))
    if (keyCodeOf(event) === 'KeyO') return done(handlers.onbrowse(card))
    return event.code === 'Enter' && done(handlers.oncomplete(card))
  }

  columns.addEventListener('keydown', press)
  return () => columns.removeEventListener('keydown', press)
}

const keyOf = (column: HTMLElement) => Number(column.dataset['column'])
const done = (_nothing: void): true => true

function cardOf(from: HTMLElement): number | null {
  const card = from.closest<HTMLElement>('[data-task]')
  return card ? Number(card.dataset['task']) : null
}

function goTo(target: HTMLElement | null): boolean {
  target?.focus({ preventScroll: true })
  if (target) showWhole(target)
  return target !== null
}
