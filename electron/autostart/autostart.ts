import type { AutostartView } from '../model.ts'
import type { Log } from '../log/log.ts'

/** Where the system keeps what it starts with a session. Everything may throw what the system says. */
export type StartEntry = {
  /** The entry's path, where it is a file. */
  place: string | null
  /** Whether the system would start the app now; it alone knows, as the user may have changed it elsewhere. */
  isOn(): Promise<boolean>
  set(on: boolean): Promise<void>
  /** Writes an entry again that is on and starts a program which is gone: the app was moved, or updated to another name. */
  repair(): Promise<void>
}

export type Autostart = {
  /** Never throws: what cannot be read starts nothing. */
  get(): Promise<AutostartView>
  /** Returns what the system has afterwards, and why if that is not what was asked for. Never throws. */
  set(on: boolean): Promise<AutostartView>
  /** Keeps an entry of use. Never throws. */
  repair(): Promise<void>
}

type Deps = {
  entry: StartEntry
  /** How a path is shown to the user. */
  shown: (path: string) => string
  log: Log
}

/** Whether the app starts with the computer. Nothing of it is kept by the app: the truth is the system's. */
export function createAutostart({ entry, shown, log }: Deps): Autostart {
  const place = entry.place === null ? null : shown(entry.place)
  const get = async (): Promise<AutostartView> => {
    const isOn = await entry.isOn().catch((error: unknown) => {
      log('Whether the app starts with the computer could not be read', error)
      return false
    })
    return { isOn, place, fault: null }
  }
  return {
    get,
    set: async (on) => {
      await entry.set(on).catch((error: unknown) => log('The start with the computer was not changed', error))
      const view = await get()
      return view.isOn === on ? view : { ...view, fault: on ? 'not-added' : 'not-removed' }
    },
    repair: () =>
      entry
        .repair()
        .catch((error: unknown) => log('The start with the computer could not be repaired', error)),
  }
}
