import { neighbour } from './navigation.ts'

type Told = { onrename: (columnKey: number) => void; onmove: (taskId: number, step: -1 | 1) => void }

/**
 * The board's own keys: arrows go from card to card, Ctrl+Shift+←/→ take the card along to the next stage, F2 renames
 * the stage one is in. Works by the physical key, so the keyboard layout does not matter. Returns the way to stop.
 */
export function followKeys(columns: HTMLElement, { onrename, onmove }: Told): () => void {
  function press(event: KeyboardEvent) {
    const from = event.target as HTMLElement
    if (act(event, from)) event.preventDefault()
  }

  function act(event: KeyboardEvent, from: HTMLElement): boolean {
    const column = from.closest<HTMLElement>('[data-column]')
    const isPlain = !event.ctrlKey && !event.shiftKey && !event.altKey && !event.metaKey
    if (!column || from instanceof HTMLInputElement) return false
    if (isPlain && event.code === 'F2') {
      onrename(Number(column.dataset['column']))
      return true
    }
    if (!from.matches('[data-stop]')) return false
    return isPlain ? goTo(neighbour(from, event.code)) : takeAlong(event, from)
  }

  function takeAlong(event: KeyboardEvent, from: HTMLElement): boolean {
    const isChord = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.code]
    const card = from.closest<HTMLElement>('[data-task]')
    if (!isChord || !card || !step) return false
    onmove(Number(card.dataset['task']), step as -1 | 1)
    return true
  }

  columns.addEventListener('keydown', press)
  return () => columns.removeEventListener('keydown', press)
}

function goTo(target: HTMLElement | null): boolean {
  target?.focus()
  target?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return target !== null
}
