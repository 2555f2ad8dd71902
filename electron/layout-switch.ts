import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Keys that together change the keyboard layout, such as `['Control', 'Shift']`. */
export type LayoutSwitch = readonly string[]

/** By the names of XKB's options, see xkeyboard-config(7); what is not here has no key in common with a shortcut. */
const byOption: Record<string, LayoutSwitch> = {
  'grp:ctrl_shift_toggle': ['Control', 'Shift'],
  'grp:lctrl_lshift_toggle': ['Control', 'Shift'],
  'grp:rctrl_rshift_toggle': ['Control', 'Shift'],
  'grp:alt_shift_toggle': ['Alt', 'Shift'],
  'grp:lalt_lshift_toggle': ['Alt', 'Shift'],
  'grp:ralt_rshift_toggle': ['Alt', 'Shift'],
  'grp:ctrl_alt_toggle': ['Control', 'Alt'],
  'grp:lctrl_lalt_toggle': ['Control', 'Alt'],
  'grp:rctrl_ralt_toggle': ['Control', 'Alt'],
  'grp:win_space_toggle': ['Super', 'Space'],
  'grp:ctrl_space_toggle': ['Control', 'Space'],
  'grp:rctrl_space_toggle': ['Control', 'Space'],
  'grp:alt_space_toggle': ['Alt', 'Space'],
}

/** The layout switches that the keyboard options of an X display name, in any of the forms that tools print them. */
export const switchesIn = (printed: string): LayoutSwitch[] =>
  (printed.match(/grp:[a-z_]+/g) ?? []).flatMap((option) => {
    const keys = byOption[option]
    return keys ? [keys] : []
  })

/**
 * The layout switch that keeps a shortcut's presses to itself, or null. X11 turns the last key of a switch into another one,
 * so that a shortcut with all keys of the switch is never seen by a program, though the system gave it.
 */
export function switchWithin(accelerator: string, switches: readonly LayoutSwitch[]): LayoutSwitch | null {
  const keys = accelerator.split('+').map((key) => (key === 'CommandOrControl' ? 'Control' : key))
  return switches.find((one) => one.every((key) => keys.includes(key))) ?? null
}

/**
 * The layout switches of this desktop; none where they cannot be asked for, or do no harm: Windows changes the layout only
 * when the keys come up with no other pressed between, macOS has no switch of modifiers alone.
 */
export async function readLayoutSwitches(platform: NodeJS.Platform): Promise<LayoutSwitch[]> {
  if (platform !== 'linux') return []
  const tools: [string, string[]][] = [
    ['setxkbmap', ['-query']],
    ['xprop', ['-root', '_XKB_RULES_NAMES']],
  ]
  for (const [tool, args] of tools) {
    const found = await run(tool, args, { timeout: 3_000 }).catch(() => null) // not every desktop has it
    if (found) return switchesIn(found.stdout)
  }
  return []
}
