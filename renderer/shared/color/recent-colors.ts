import { createContext } from 'svelte'
import type { Hex } from './color.ts'
import type { SettingsState } from '../settings.svelte.ts'

const kept = 8

/** The colours used last, this one first and none twice; at most eight. */
export const withRecent = (recents: readonly Hex[], color: Hex): Hex[] =>
  [color, ...recents.filter((other) => other !== color)].slice(0, kept)

/** The recent colours of this person, kept among the settings. */
export class RecentColors {
  constructor(private readonly settings: SettingsState) {}

  get colors(): readonly Hex[] {
    return this.settings.current?.recentColors ?? []
  }

  /** A colour that could not be kept is only missing from the list the next time. */
  remember(color: Hex): void {
    void this.settings.change({ recentColors: withRecent(this.colors, color) })
  }
}

/** What the view that offers colours hands to the parts deep inside it. */
export const [recentColors, provideRecentColors] = createContext<RecentColors>()
