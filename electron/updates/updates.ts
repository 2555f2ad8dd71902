import type { UpdateState, UpdateView } from '../model.ts'
import type { Log } from '../log/log.ts'
import type { Engine } from './engine.ts'
import { connectionFaultIn } from '../network/faults.ts'
import { UpdateError } from './fault.ts'

/** What somebody is in the middle of. */
export type Busy = 'capture' | 'draft' | 'sending'

export type Updates = {
  get(): UpdateView
  /** Looks for a newer version and fetches it. Never throws: what went wrong stands in the view. */
  check(): Promise<UpdateView>
  /** Installs what was fetched and restarts the app, unless somebody is in the middle of a capture. */
  install(): Promise<UpdateView>
  /** Begins to look by itself: once a minute has passed, then every day. */
  start(): void
  stop(): void
}

type Deps = {
  version: string
  /** Loads what does the work, when it is wanted first; null: this copy never looks. */
  load: (() => Promise<Engine>) | null
  busy: () => Busy | null
  onChange: (view: UpdateView) => void
  log: Log
  /** Milliseconds until the first look, and between two; for tests. */
  firstAfter?: number
  every?: number
}

/** Keeps track of updates. They never interrupt: the user decides when the app restarts. */
export function createUpdates(deps: Deps): Updates {
  const { version, load, busy, onChange, log, firstAfter = 60_000, every = 24 * 60 * 60_000 } = deps
  let state: UpdateState = load ? { kind: 'idle' } : { kind: 'off' }
  let held: Busy | null = null
  let engine: Promise<Engine> | null = null
  let timer: NodeJS.Timeout | undefined
  let told = ''

  const view = (): UpdateView => ({ version, state, held })
  const become = (next: UpdateState, heldBy: Busy | null = null) => {
    state = next
    held = heldBy
    onChange(view())
  }
  const fail = (error: unknown, found: string | null) => {
    const fault = error instanceof UpdateError ? error.fault : 'unreachable'
    const inTheWay = connectionFaultIn(error)
    // A server that is away for a week is worth one line.
    const what = inTheWay?.problem ?? fault
    if (told !== what) log('No update could be had', error)
    told = what
    const problem = inTheWay && { problem: { code: inTheWay.problem, subject: inTheWay.subject } }
    become({ kind: 'failed', fault, found, ...problem })
  }
  const isAtWork = () => state.kind === 'checking' || state.kind === 'downloading'

  const check = async (): Promise<UpdateView> => {
    if (!load || isAtWork() || state.kind === 'ready') return view()
    become({ kind: 'checking' })
    let found: string | null = null
    try {
      engine ??= load()
      const does = await engine
      found = await does.check()
      told = ''
      if (found === null) become({ kind: 'current' })
      else await fetchIt(does, found)
    } catch (error) {
      fail(error, found)
    }
    return view()
  }
  const fetchIt = async (does: Engine, found: string) => {
    become({ kind: 'downloading', found, percent: 0 })
    await does.download((percent) => {
      if (state.kind === 'downloading' && state.percent !== percent) {
        become({ kind: 'downloading', found, percent })
      }
    })
    become({ kind: 'ready', found })
  }
  const look = () => {
    // Not even the network is shared with somebody who captures.
    if (busy() === null) void check().finally(() => later(every))
    else later(firstAfter)
  }
  const later = (wait: number) => {
    timer = setTimeout(look, wait)
    timer.unref()
  }

  return {
    get: view,
    check,
    install: async () => {
      if (state.kind !== 'ready' || !engine) return view()
      const { found } = state
      const by = busy()
      if (by !== null) {
        become(state, by)
        return view()
      }
      try {
        await (await engine).install()
      } catch (error) {
        fail(error, found)
      }
      return view()
    },
    start: () => {
      if (load) later(firstAfter)
    },
    stop: () => clearTimeout(timer),
  }
}
