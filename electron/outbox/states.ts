import type { CaptureState } from '../model.ts'

/**
 * What can happen to a capture.
 * `begin`: it is being sent, again where the disk refused a mark on the way. `create`: its task is there, and something
 * is left to do.
 * `finish`: all is done. `fail`: it is to be tried again. `refuse`: it needs the user. `retry`: the user has
 * decided. `drop`: taken back before anything was tried. `undo`: taken back, the portal has to be asked.
 * `markDeleted`: the task is gone, or never was. `blockUndo`: taking it back needs the user.
 */
export type CaptureEvent =
  'begin' | 'create' | 'finish' | 'fail' | 'refuse' | 'retry' | 'drop' | 'undo' | 'markDeleted' | 'blockUndo'

/** Every way that a capture can take. What is not here cannot happen. */
export const transitions: Record<CaptureState, Partial<Record<CaptureEvent, CaptureState>>> = {
  waiting: { begin: 'sending', drop: 'undone', undo: 'undoing' },
  sending: {
    begin: 'sending',
    create: 'waiting',
    finish: 'sent',
    fail: 'waiting',
    refuse: 'attention',
    undo: 'undoing',
  },
  attention: { retry: 'waiting', drop: 'undone', undo: 'undoing' },
  sent: { undo: 'undoing' },
  undoing: { markDeleted: 'undone', blockUndo: 'attention' },
  undone: {},
}

/** All is done: it was sent, or taken back. */
export const isSettled = (state: CaptureState): boolean => state === 'sent' || state === 'undone'

/** The state after an event, or null where that cannot happen now. */
export function nextState(state: CaptureState, event: CaptureEvent): CaptureState | null {
  return transitions[state][event] ?? null
}
