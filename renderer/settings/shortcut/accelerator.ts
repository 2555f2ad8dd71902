/** What a key press means while a shortcut is being recorded. */
export type Pressed =
  | { kind: 'accelerator'; accelerator: string }
  /** Only modifiers are held so far. */
  | { kind: 'modifiers'; held: string[] }
  /** A key that would take a letter away from every program. */
  | { kind: 'needs-modifier' }
  /** A key that Electron cannot register, or that types a character with AltGr. */
  | { kind: 'unsupported' }

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'getModifierState'>

const named: Record<string, string> = {
  Space: 'Space',
  Enter: 'Return',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
  NumpadAdd: 'numadd',
  NumpadSubtract: 'numsub',
  NumpadMultiply: 'nummult',
  NumpadDivide: 'numdiv',
  NumpadDecimal: 'numdec',
}

/**
 * The Electron accelerator of a key press. It goes by the physical key, so a Russian layout gives the same shortcut as an
 * English one. The names: https://www.electronjs.org/docs/latest/api/accelerator
 */
export function pressedOf(press: Press, mac: boolean): Pressed {
  const held = modifiersOf(press, mac)
  if (isModifier(press.code)) return { kind: 'modifiers', held }
  const key = keyOf(press.code)
  if (!key || press.getModifierState('AltGraph')) return { kind: 'unsupported' }
  const strong = press.ctrlKey || press.metaKey || press.altKey
  if (!strong && !isFunctionKey(press.code)) return { kind: 'needs-modifier' }
  return { kind: 'accelerator', accelerator: [...held, key].join('+') }
}

/** In the order in which people read them: Ctrl, Alt, Shift. */
function modifiersOf({ ctrlKey, metaKey, altKey, shiftKey }: Press, mac: boolean): string[] {
  return [
    ...(ctrlKey ? [mac ? 'Control' : 'CommandOrControl'] : []),
    ...(metaKey ? [mac ? 'CommandOrControl' : 'Super'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey ? ['Shift'] : []),
  ]
}

function keyOf(code: string): string | undefined {
  const letterOrDigit = /^(?:Key([A-Z])|Digit(\d))$/u.exec(code)
  if (letterOrDigit) return letterOrDigit[1] ?? letterOrDigit[2]
  const numpadDigit = /^Numpad(\d)$/u.exec(code)
  if (numpadDigit) return `num${numpadDigit[1]}`
  if (isFunctionKey(code)) return code
  return Object.hasOwn(named, code) ? named[code] : undefined
}

const isFunctionKey = (code: string) => /^F(?:[1-9]|1\d|2[0-4])$/u.test(code)
const isModifier = (code: string) => /^(?:Control|Shift|Alt|Meta|OS)(?:Left|Right)?$/u.test(code)
