import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openFakeInput, type FakeInput } from '../../../scripts/desktop/fake-input.ts'
import { expect, test as base } from '../app/portal.ts'
import { askKwin, type Kwin } from './kwin.ts'
import { type Keyboard, keyboardOf } from './keyboard.ts'

/** A program with a field that has the keyboard when `open` returns; `answer` is what was typed when it is left with Enter. */
type OtherProgram = { open: () => Promise<void>; answer: () => Promise<string> }

type Fixtures = { kwin: Kwin; input: FakeInput; keyboard: Keyboard; other: OtherProgram }

/** Playwright's test on a Wayland desktop, with what the compositor knows and somebody at its keyboard and mouse. */
export const test = base.extend<Fixtures>({
  kwin: async ({ desktop }, use) => {
    const kwin = await askKwin(desktop)
    await use(kwin)
    kwin.close()
  },
  input: async ({ desktop }, use) => {
    const input = await openFakeInput(join(desktop.env['XDG_RUNTIME_DIR'] ?? '', desktop.display))
    await use(input)
    input.close()
  },
  keyboard: async ({ input }, use) => {
    await use(keyboardOf(input))
  },
  other: async ({ desktop, kwin }, use) => {
    let program: ChildProcess | null = null
    let answer = Promise.resolve('')
    await use({
      open: async () => {
        const env = { ...desktop.env, GDK_BACKEND: 'wayland' }
        const child = spawn('zenity', ['--entry', '--title', title], {
          env,
          stdio: ['ignore', 'pipe', 'ignore'],
        })
        program = child
        answer = text(child.stdout)
        await expect.poll(async () => (await activeOf(kwin))?.title).toBe(title)
      },
      answer: async () => (await answer).trim(),
    })
    ;(program as ChildProcess | null)?.kill()
  },
})

/** The window that has the keyboard. */
export const activeOf = async (kwin: Kwin) => (await kwin.windows()).find(({ isActive }) => isActive)

export const title = 'Another program'

export { signIn } from '../app/portal.ts'
export { expect }
