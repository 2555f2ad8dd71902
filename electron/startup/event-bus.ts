import { EventEmitter } from 'node:events'
import type { EventName, Events } from '../ipc/contract.ts'

type AnyListener = <K extends EventName>(name: K, payload: Events[K]) => void

/** What the parts of the app tell of themselves, by the names that the windows know. */
export type EventBus = {
  emit<K extends EventName>(name: K, payload: Events[K]): void
  on<K extends EventName>(name: K, listener: (payload: Events[K]) => void): void
  /** `listener` gets every event, before those who listen to one of them. */
  onAny(listener: AnyListener): void
}

/** Lets a part tell of a change without knowing who wants to hear of it, such as a window that is made later. */
export function createEventBus(): EventBus {
  const named = new EventEmitter()
  const all: AnyListener[] = []
  return {
    emit: (name, payload) => {
      for (const listener of all) listener(name, payload)
      named.emit(name, payload)
    },
    on: (name, listener) => void named.on(name, listener),
    onAny: (listener) => void all.push(listener),
  }
}
