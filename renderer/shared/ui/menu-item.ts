import type { IconName } from './icons.ts'

/** What stands in a menu. An item with a reason cannot be chosen, and says why. */
export type MenuItem = {
  key: string | number
  label: string
  icon?: IconName
  /** A CSS colour shown in place of the icon. */
  color?: string
  /** The accelerator that does the same, `CommandOrControl+Return`. */
  shortcut?: string
  /** A line before it, with these words where there are any. */
  section?: string | undefined
  reason?: string | null
  onpick: () => void
}

/** A place in the window, in CSS pixels. */
export type MenuPoint = { x: number; y: number }

const opening = 'menu-open'

/** Opens the menu of a button at a place, as a right click does. */
export function openMenuAt(trigger: HTMLElement, at: MenuPoint): void {
  trigger.dispatchEvent(new CustomEvent<MenuPoint>(opening, { detail: at }))
}

/** Calls `open` when the button's menu is to open at a place. Returns the way to stop. */
export function onMenuOpening(trigger: HTMLElement, open: (at: MenuPoint) => void): () => void {
  const hear = (event: Event) => open((event as CustomEvent<MenuPoint>).detail)
  trigger.addEventListener(opening, hear)
  return () => trigger.removeEventListener(opening, hear)
}
