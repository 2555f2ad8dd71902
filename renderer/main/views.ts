import type { View } from '../../electron/model.ts'
import type { IconName } from '../shared/ui/icons.ts'

/** The views in the order of the rail, each with the key that shows it together with Ctrl or ⌘. */
export const views: { view: View; icon: IconName; code: string; shortcut: string }[] = [
  { view: 'plan', icon: 'board', code: 'Digit1', shortcut: 'Control+1' },
  { view: 'sent', icon: 'send', code: 'Digit2', shortcut: 'Control+2' },
  { view: 'settings', icon: 'sliders', code: 'Digit3', shortcut: 'Control+3' },
]

/** The view that the window was opened for, by the address's `#sent`; My Plan for anything else. */
export const viewOf = (hash: string): View => views.find(({ view }) => `#${view}` === hash)?.view ?? 'plan'
