import { constants } from 'node:os'

const actions = new Set<() => void>()
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a synchronous action when this process ends, also by Ctrl+C or SIGTERM unless somebody else handles those.
 * Returns the way to call it off.
 */
export function atExit(action: () => void): () => void {
  if (actions.size === 0) listen()
  actions.add(action)
  return () => {
    actions.delete(action)
    if (actions.size === 0) unlisten()
  }
}

function listen() {
  process.on('exit', runAll)
  for (const signal of signals) process.on(signal, endUnlessHandled)
}

function unlisten() {
  process.off('exit', runAll)
  for (const signal of signals) process.off(signal, endUnlessHandled)
}

function runAll() {
  for (const action of actions) action()
}

function endUnlessHandled(signal: (typeof signals)[number]) {
  if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal])
}
