import { setTimeout as pause } from 'node:timers/promises'
import type { Diagnostics } from '../../model.ts'

type Needs = {
  /** Whether somebody shows tray icons. */
  look: () => Promise<Diagnostics['tray']>
  onCome: () => void
  /** Milliseconds between two looks; after the last one it is given up. */
  pauses?: readonly number[]
}

/** A desktop that begins starts programs and its tray side by side; two minutes later it is all there. */
const whileDesktopBegins = [1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 60_000]

/**
 * Waits for a tray that is not there yet. Chromium looks for one only when the icon is made, so that an app which starts
 * with the session would have none. Never throws.
 */
export async function awaitTray({ look, onCome, pauses = whileDesktopBegins }: Needs): Promise<void> {
  if ((await look()) !== 'missing') return
  for (const wait of pauses) {
    await pause(wait, undefined, { ref: false })
    if ((await look()) === 'there') return onCome()
  }
}
