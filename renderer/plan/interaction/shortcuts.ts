import { keyCodeOf } from '../../shared/key-code.ts'

/** What a key means for the board as a whole. */
export type Shortcut = 'undo' | 'redo' | 'add' | 'refresh' | 'filter'

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> &
  Partial<Pick<KeyboardEvent, 'key'>>

/** Works on every keyboard layout; null for all other keys. */
export function shortcutOf(press: Press): Shortcut | null {
  const { ctrlKey, metaKey, shiftKey, altKey } = press
  const code = keyCodeOf(press)
  if (altKey) return null
  if (!ctrlKey && !metaKey) return code === 'F5' && !shiftKey ? 'refresh' : null
  if (code === 'KeyZ') return shiftKey ? 'redo' : 'undo'
  if (shiftKey) return null
  const shortcuts: Record<string, Shortcut> = { KeyY: 'redo', KeyN: 'add', KeyR: 'refresh', KeyF: 'filter' }
  return shortcuts[code] ?? null
}

/** Whether a user is writing there: then undo and redo are the field's own. */
export function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement
}
