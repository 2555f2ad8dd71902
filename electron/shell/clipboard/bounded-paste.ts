import { app, type Input, type WebContents } from 'electron'
import { isX11 } from './read-clipboard.ts'
import { ownerAnswers } from './x11-clipboard.ts'

/** Milliseconds for the owner of the clipboard; a program that is well needs a few. */
const timeoutMs = 1_000

/**
 * Under X11 a paste waits for the program that has copied, on the main thread: one that hangs freezes every window for 18 seconds
 * and more. So it is asked first whether it answers, without waiting; where it does not, nothing is pasted and the page is
 * told `paste.refused`. Must run before the first window.
 */
export function boundPastes(): void {
  if (!isX11()) return
  app.on('web-contents-created', (_event, contents) => {
    let last: Promise<void> = Promise.resolve()
    contents.on('before-input-event', (event, input) => {
      const paste = pasteOf(input)
      if (paste === null) return
      event.preventDefault()
      last = last.then(() => pasteWhereAnswered(contents, paste))
    })
  })
}

type Paste = 'paste' | 'pasteAndMatchStyle'

async function pasteWhereAnswered(contents: WebContents, paste: Paste): Promise<void> {
  const answers = await ownerAnswers({ env: process.env, timeoutMs })
  if (contents.isDestroyed()) return
  if (answers) contents[paste]()
  else contents.send('app:paste.refused', null)
}

type Keys = Pick<Input, 'type' | 'key' | 'code' | 'control' | 'shift' | 'alt' | 'meta'>

/** Which paste a key asks for on Linux: by the Latin letter on it, by its place where that is another one. */
export function pasteOf({ type, key, code, control, shift, alt, meta }: Keys): Paste | null {
  if (type !== 'keyDown' || alt || meta) return null
  if (key === 'Insert') return shift && !control ? 'paste' : null
  const isV = /^[a-z]$/i.test(key) ? key.toLowerCase() === 'v' : code === 'KeyV'
  if (!isV || !control) return null
  return shift ? 'pasteAndMatchStyle' : 'paste'
}
