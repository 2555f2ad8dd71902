import type { App } from '../../desktop/drive.ts'

/** What a probe gets to play with: the running app, signed in to its demo portal, and a server that nobody may reach. */
export type Probed = {
  app: App
  /** The address of a web server on this computer that is not the portal's. */
  stranger: string
  /** How often somebody has asked that server. */
  visits: () => number
}

/** Tries one thing that must not be possible, and returns what was possible all the same; nothing is good. */
export type Probe = {
  /** A sentence that is true where the probe finds nothing. */
  name: string
  /** Which items of Electron's security checklist it drives; 0 for what is not on it. */
  items: readonly number[]
  run: (probed: Probed) => Promise<string[]>
}

/** The findings of a comparison: every name whose value is another one than wished. */
export function unlike(found: Record<string, unknown>, wished: Record<string, unknown>): string[] {
  return Object.entries(wished)
    .filter(([name, value]) => JSON.stringify(found[name]) !== JSON.stringify(value))
    .map(([name]) => `${name} is ${JSON.stringify(found[name]) ?? 'not set'}`)
}
