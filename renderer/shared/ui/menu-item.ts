import type { IconName } from './icons.ts'

/** What stands in a menu. An item with a reason cannot be chosen, and says why. */
export type MenuItem = {
  key: string | number
  label: string
  icon?: IconName
  /** A CSS colour shown in place of the icon. */
  color?: string
  reason?: string | null
  onpick: () => void
}
