import type { Params } from './http/body.ts'
import type { PortalData, User } from './data/data.ts'
import type { Zones } from './data/dates.ts'
import type { FileStore } from './data/file-store.ts'
import type { TitleStorage } from './data/titles.ts'

export type Language = 'en' | 'ru'

/**
 * How `task.stages.update` reads an absent `AFTER_ID`: as the documentation has it (the stage goes first) or as a
 * snapshot of the server's code does (the stage stays).
 */
export type Variant = 'documented' | 'snapshot'

/** What every method works on. */
export type Portal = {
  data: PortalData
  now: () => Date
  language: Language
  variant: Variant
  zones: Zones
  files: FileStore
  titles: TitleStorage
  /** To be called after every change, so that it is kept. */
  changed: () => void
}

/** One authorised call. */
export type Call = {
  portal: Portal
  user: User
  /** The `client_id` of the application that calls; null by webhook. */
  application: string | null
  scopes: readonly string[]
  params: Params
}

/** An answer of the old API; `total` and `next` stand beside `result`. */
export type V2Answer = { result: unknown; total?: number; next?: number }

/** A method of the old API. `scopes`: any one of them is enough; null: none is needed. */
export type V2Method = { scopes: readonly string[] | null; run: (call: Call) => V2Answer }

/**
 * A method of REST 3.0. `scopes` as above. `writes`: it adds, changes or deletes, so that an `Idempotency-Key` counts. `isBare`: the answer goes out as it is,
 * without `result` and `time`.
 */
export type V3Method = {
  scopes: readonly string[] | null
  writes: boolean
  isBare?: boolean
  run: (call: Call) => object
}

/** Whether a method may be called with these scopes. */
export function isGranted(needed: readonly string[] | null, granted: readonly string[]): boolean {
  return needed === null || needed.some((scope) => granted.includes(scope))
}
