import { openMenuAt } from '../../shared/ui/menu-item.ts'

/**
 * Opens the menu of the card or stage that a right click, the Menu key or Shift+F10 is for, and beside them the board's
 * own. Text fields keep the system's. Returns the way to stop.
 */
export function followContextMenu(board: HTMLElement, boardMenu: () => HTMLElement | null): () => void {
  const listening = new AbortController()
  const options = { signal: listening.signal, capture: true }
  let isPressed = false
  /** What is done when the button comes up. */
  let afterRelease: (() => void) | null = null

  function open(event: MouseEvent) {
    const from = event.target as HTMLElement
    if (from.closest('input:not([type="checkbox"]), textarea, [popover]')) return
    const part = from.closest('[data-task]') ?? from.closest('[data-column]')?.querySelector('[data-handle]')
    const trigger = part?.querySelector<HTMLElement>('[aria-haspopup="menu"]') ?? boardMenu()
    if (!trigger) return
    event.preventDefault()
    const show = () => openMenuAt(trigger, { x: event.clientX, y: event.clientY })
    // Linux and macOS ask for the menu when the button goes down, and the button that comes up outside of a popover closes it.
    if (isPressed) afterRelease = show
    else show()
  }

  function release() {
    isPressed = false
    if (afterRelease) setTimeout(afterRelease)
    afterRelease = null
  }

  board.addEventListener('pointerdown', ({ button }) => (isPressed = button === 2), options)
  addEventListener('pointerup', release, options)
  addEventListener('pointercancel', release, options)
  board.addEventListener('contextmenu', open, { signal: listening.signal })
  return () => listening.abort()
}
