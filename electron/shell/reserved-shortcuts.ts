// What editing in every program goes by, and what desktops keep for themselves.
const editing = 'ACVXZYSPFNOWTQR'
const editingWithShift = 'ZVT'
const ofSystems = [
  'Alt+F4',
  'Alt+Tab',
  'Alt+Escape',
  'Ctrl+Alt+Delete',
  'Ctrl+Shift+Escape',
  'Alt+Space',
  'Super+L',
  'Super+D',
  'Super+Tab',
]
/** Held down alone these have a meaning in most programs: help, rename, find, reload, full screen. */
const functionKeys = ['F1', 'F2', 'F3', 'F5', 'F10', 'F11', 'F12']

const reserved = new Set([
  ...[...editing].map((key) => `Ctrl+${key}`),
  ...[...editingWithShift].map((key) => `Ctrl+Shift+${key}`),
  ...['Insert', 'Delete', 'Backspace', 'Home', 'End', 'Left', 'Right', 'Return', 'Tab'].map(
    (key) => `Ctrl+${key}`,
  ),
  ...ofSystems,
  ...functionKeys,
])

/** Whether a shortcut would take away from every program what editing or the system uses, such as Ctrl+C. */
export function isReserved(accelerator: string): boolean {
  const keys = accelerator
    .replace(/\b(?:CommandOrControl|CmdOrCtrl|Command|Cmd|Control)\b/gi, 'Ctrl')
    .split('+')
  const key = keys.pop() ?? ''
  if (/^PrintScreen$/i.test(key)) return true
  const held = ['Ctrl', 'Alt', 'Shift', 'Super'].filter((modifier) => keys.includes(modifier))
  return reserved.has([...held, key.length === 1 ? key.toUpperCase() : key].join('+'))
}
