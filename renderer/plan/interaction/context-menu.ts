import { openMenuAt } from '../../shared/ui/menu-item.ts'

/**
 * Opens the menu of the card or stage that a right click, the Menu key or Shift+F10 is for, and beside them the board's
 * own. Text fields keep the system's. Returns the way to stop.
 */
export function followContextMenu(board: HTMLElement, boardMenu: () => HTMLElement | null): () => void {
  function open(event: MouseEvent) {
    const from = event.target as HTMLElement
    if (from.closest('input:not([type="checkbox"]), textarea, [popover]')) return
    const part = from.closest('[data-task]') ?? from.closest('[data-column]')?.querySelector('[data-handle]')
    const trigger = part?.querySelector<HTMLElement>('[aria-haspopup="menu"]') ?? boardMenu()
    if (!trigger) return
    event.preventDefault()
    openMenuAt(trigger, { x: event.clientX, y: event.clientY })
  }

  board.addEventListener('contextmenu', open)
  return () => board.removeEventListener('contextmenu', open)
}
