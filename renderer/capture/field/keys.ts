import { keyCodeOf } from '../../shared/key-code.ts'

/** What a key press in the capture window may ask for; whether it does depends on what is open: press.ts. */
export type CaptureKey =
  | 'save'
  | 'save-and-open'
  | 'save-and-stay'
  | 'escape'
  | 'up'
  | 'down'
  | 'tab'
  | 'to-text'
  | 'take-back'
  | 'discard'
  | 'bring-back'

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'> &
  Partial<Pick<KeyboardEvent, 'key'>>

const bare: Record<string, CaptureKey> = {
  Enter: 'save',
  NumpadEnter: 'save',
  Escape: 'escape',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Tab: 'tab',
}
const withCommand: Record<string, CaptureKey> = {
  Enter: 'save-and-open',
  NumpadEnter: 'save-and-open',
  KeyZ: 'take-back',
  KeyT: 'to-text',
  KeyD: 'bring-back',
}
const withAlt: Record<string, CaptureKey> = { Enter: 'save-and-stay', NumpadEnter: 'save-and-stay' }
const withCommandAndShift: Record<string, CaptureKey> = { Backspace: 'discard' }

/** Works on every keyboard layout; null is for the field itself, as is all that an input method composes. */
export function captureKeyOf(press: Press): CaptureKey | null {
  if (press.isComposing) return null
  const command = press.ctrlKey || press.metaKey
  if (press.altKey) return command || press.shiftKey ? null : (withAlt[press.code] ?? null)
  if (press.shiftKey) return command ? (withCommandAndShift[press.code] ?? null) : null
  return (command ? withCommand : bare)[keyCodeOf(press)] ?? null
}
