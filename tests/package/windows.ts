import { waitFor } from '../../scripts/system/wait.ts'
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
    /** Waits until a window of the app, other than the one named, is there and has the focus; answers its id. */
    focused: (other = '') =>
      waitFor(
        'a window with the focus',
        async () => {
          const [active, found] = [await xdotool('getactivewindow'), await visible('^Quickplan$')]
          return active !== null && active !== other && found.includes(active) && active
        },
        50_000,
      ),
    press: (...keys: string[]) => xdotool('key', '--clearmodifiers', ...keys),
    type: (text: string) => xdotool('type', '--delay', '8', text),
  }
}
