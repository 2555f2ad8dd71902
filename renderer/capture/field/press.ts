import type { Control } from '../control.svelte.ts'
import type { CaptureKey } from './keys.ts'

/** Does what a key is for at this moment: false leaves it to the page. `inField`: the field has the focus. */
export function press(control: Control, key: CaptureKey, inField: boolean): boolean {
  const { saver, arrivals } = control
  if (key === 'escape') return escape(control)
  if (arrivals.asked !== null) return false
  if (key === 'save-and-open') return did(control.save('open'))
  if (key === 'save-and-stay') return did(control.save('stay'))
  if (key === 'discard') return did(control.discard())
  if (key === 'take-back') return saver.last !== null && did(saver.takeBack())
  if (key === 'bring-back') return control.draft.aside !== null && did(control.bringBack())
  return inField && pressInField(control, key)
}

/** What is open closes, the last thing first; with nothing open, the window goes. */
function escape(control: Control): boolean {
  const { suggester, earlier, arrivals } = control
  if (arrivals.asked !== null) control.refuse()
  else if (suggester.current) suggester.dismiss()
  else if (earlier.isWalking) void earlier.leave()
  else control.hide()
  return true
}

function pressInField(control: Control, key: CaptureKey): boolean {
  const { suggester, earlier, draft } = control
  const isOpen = suggester.current !== null
  if (key === 'tab' || key === 'save') {
    const index = key === 'tab' ? Math.max(0, suggester.active) : suggester.active
    if (isOpen && index >= 0) return did(control.take(index))
    return key === 'save' && did(control.save('hide'))
  }
  if (key === 'up' || key === 'down') {
    if (isOpen) return did(suggester.move(key === 'up' ? -1 : 1))
    if (key === 'up' && (earlier.isWalking || draft.text === '')) return did(earlier.back())
    return earlier.isWalking && did(earlier.forward())
  }
  return key === 'to-text' && control.toggleText()
}

/** The work has begun; whatever comes of it shows in the state. */
const did = (_work: unknown): true => true
