/** What a key means for the board as a whole. */
export type Shortcut = 'undo' | 'redo' | 'add' | 'refresh' | 'filter'

type Keys = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** By the physical key, so that the layout does not matter; null for all others. */
export function shortcutOf({ code, ctrlKey, metaKey, shiftKey, altKey }: Keys): Shortcut | null {
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
