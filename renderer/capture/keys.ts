/** What a key press in the capture field asks for. */
export type CaptureKey = 'save' | 'save-and-open' | 'hide'

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>

/** By the physical key, so that every layout has it; null is for the field itself, as is all that an input method composes. */
export function captureKeyOf(press: Press): CaptureKey | null {
  if (press.isComposing || press.altKey || press.shiftKey) return null
  const command = press.ctrlKey || press.metaKey
  if (press.code === 'Enter' || press.code === 'NumpadEnter') return command ? 'save-and-open' : 'save'
  return press.code === 'Escape' && !command ? 'hide' : null
}
