import type { Capture } from '../model.ts'

/** What a user has to know of: captures that need a decision, or that have waited for too long. */
export type CaptureTrouble = { kind: 'attention' | 'waiting'; count: number }

type TroubleWatchDeps = {
  captures: () => readonly Capture[]
  /** Milliseconds after which waiting is trouble; null: never. */
  longestWait: () => number | null
  /** Without a network waiting is what captures are meant to do. */
  isOnline: () => boolean
  tell: (trouble: CaptureTrouble) => void
  /** Milliseconds since 1970. */
  now?: () => number
}

export type TroubleWatch = {
  /** The captures, or the settings, are not what they were. */
  look(): void
  stop(): void
}

/** Who has just stopped an upload knows. */
const needsUser = ({ state, problem }: Capture) => state === 'attention' && problem?.code !== 'upload-stopped'

/** No timer of an app that lives in the tray is shorter than this. Milliseconds. */
const shortestPause = 60_000

/**
 * Tells of each kind of trouble once, however many captures are in it, and again only after all of them are out of it. What
 * is there already at the start is told then.
 */
export function watchTrouble(deps: TroubleWatchDeps): TroubleWatch {
  const { captures, longestWait, isOnline, tell, now = Date.now } = deps
  const told = new Set<CaptureTrouble['kind']>()
  let timer: NodeJS.Timeout | undefined
  /** Since when each capture that waits is known to, in milliseconds of this process. */
  let seen = new Map<string, number>()

  const note = (kind: CaptureTrouble['kind'], count: number) => {
    if (count === 0) told.delete(kind)
    else if (!told.has(kind)) {
      told.add(kind)
      tell({ kind, count })
    }
  }
  const look = () => {
    clearTimeout(timer)
    const all = captures()
    note('attention', all.filter(needsUser).length)
    const limit = longestWait()
    const waiting = all.filter(({ state }) => state === 'waiting')
    if (limit === null || waiting.length === 0) return note('waiting', 0)
    // By either clock: one may be set back, the other stands still while the computer sleeps.
    seen = new Map(waiting.map(({ id }) => [id, seen.get(id) ?? performance.now()]))
    const left = waiting.map(({ id, capturedAt }) =>
      Math.min(Date.parse(capturedAt) - now(), (seen.get(id) ?? 0) - performance.now()),
    )
    const late = left.filter((one) => one + limit <= 0).length
    if (late === 0 || isOnline()) note('waiting', late)
    if (told.has('waiting')) return
    timer = setTimeout(look, Math.max(shortestPause, Math.min(...left) + limit)).unref()
  }
  return { look, stop: () => clearTimeout(timer) }
}
