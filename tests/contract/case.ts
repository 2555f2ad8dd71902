import type { Maker } from './cleanup.ts'
import type { Caller } from './portal.ts'

/** What a case may need of a portal; where it is missing, the case is not run. */
export type Need = 'task' | 'user' | 'sonet_group' | 'disk' | 'v3'

/** What every case works with. */
export type Context = {
  portal: Caller
  /** Number of the user whose webhook it is. */
  userId: number
  /** Stands in the title of everything a run makes. */
  mark: string
  make: Maker
}

/**
 * One question to a portal. A `check` throws where the portal differs from the reference. A `probe` answers in words what
 * this portal does where the reference does not know; it cannot fail.
 */
export type Case = {
  kind: 'check' | 'probe'
  /** Section of the API reference. */
  section: string
  /** One sentence: what a check holds true, what a probe asks. */
  name: string
  needs: Need[]
  run: (context: Context) => Promise<string | void>
}

/** The cases of one family of methods, which share what they need. */
export function family(needs: Need[]) {
  const cases: Case[] = []
  return {
    cases,
    check(section: string, name: string, run: (context: Context) => Promise<void>): void {
      cases.push({ kind: 'check', section, name, needs, run })
    },
    probe(section: string, name: string, run: (context: Context) => Promise<string>): void {
      cases.push({ kind: 'probe', section, name, needs, run })
    },
  }
}
