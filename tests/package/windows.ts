import { waitFor } from '../../scripts/wait.ts'
import type { Person } from './person.ts'

/** What a person does with keyboard and eyes, where no debugger gets into the app. */
export function handsOf(person: Person) {
  const xdotool = async (...args: string[]) => {
    const { code, out } = await person.run('xdotool', args)
    return code === 0 ? out.trim() : null
  }
  /** The visible windows whose title fits. */
  const visible = async (title: string) =>
    ((await xdotool('search', '--onlyvisible', '--name', title)) ?? '').split('\n').filter((id) => id !== '')

  return {
    xdotool,
    /** Waits until a window is there and has the focus. */
    focused: (title: string) =>
      waitFor(
        `the window ${title}`,
        async () => {
          const [active, found] = [await xdotool('getactivewindow'), await visible(title)]
          return active !== null && found.includes(active) && active
        },
        60_000,
      ),
    press: (...keys: string[]) => xdotool('key', '--clearmodifiers', ...keys),
    type: (text: string) => xdotool('type', '--delay', '8', text),
  }
}
