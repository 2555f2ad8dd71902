// What editing in every program goes by, and what desktops keep for themselves.
const editing = 'ACVXZYSPFNOWTQR'
const editingWithShift = 'ZVT'
const ofSystems = [
  'Alt+F4',
  'Alt+Tab',
  'Alt+Escape',
  'Ctrl+Alt+Delete',
  'Ctrl+Shift+Escape',
  'Super+L',
  'Super+D',
]

const reserved = new Set([
  ...[...editing].map((key) => `Ctrl+${key}`),
  ...[...editingWithShift].map((key) => `Ctrl+Shift+${key}`),
  ...['Insert', 'Delete', 'Backspace', 'Home', 'End', 'Left', 'Right', 'Return', 'Tab'].map(
    (key) => `Ctrl+${key}`,
  ),
  ...ofSystems,
])

/** Whether a shortcut would take away from every program what editing or the system uses, such as Ctrl+C. */
export function isReserved(accelerator: string): boolean {
  const keys = accelerator
    .replace(/\b(?:CommandOrControl|CmdOrCtrl|Command|Cmd|Control)\b/gi, 'Ctrl')
    .split('+')
  const key = keys.pop() ?? ''
  const held = ['Ctrl', 'Alt', 'Shift', 'Super'].filter((modifier) => keys.includes(modifier))
  return reserved.has([...held, key.length === 1 ? key.toUpperCase() : key].join('+'))
}
