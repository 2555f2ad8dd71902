import { expect, test } from 'vitest'
import { nextState, transitions, type CaptureEvent } from '../../../electron/outbox/states.ts'
import type { CaptureState } from '../../../electron/model.ts'

const states = Object.keys(transitions) as CaptureState[]
const events: CaptureEvent[] = [
  ...([
    'begin',
    'create',
    'finish',
    'fail',
    'refuse',
    'retry',
    'drop',
    'undo',
    'markDeleted',
    'blockUndo',
  ] as const),
]

const ways: [CaptureState, CaptureEvent, CaptureState][] = [
  ['waiting', 'begin', 'sending'],
  ['waiting', 'drop', 'undone'],
  ['waiting', 'undo', 'undoing'],
  ['sending', 'begin', 'sending'],
  ['sending', 'create', 'waiting'],
  ['sending', 'finish', 'sent'],
  ['sending', 'fail', 'waiting'],
  ['sending', 'refuse', 'attention'],
  ['sending', 'undo', 'undoing'],
  ['attention', 'retry', 'waiting'],
  ['attention', 'drop', 'undone'],
  ['attention', 'undo', 'undoing'],
  ['sent', 'undo', 'undoing'],
  ['undoing', 'markDeleted', 'undone'],
  ['undoing', 'blockUndo', 'attention'],
]

test.each(ways)('%s: %s → %s', (state, event, next) => {
  expect(nextState(state, event)).toBe(next)
})

test('nothing else can happen', () => {
  const possible = states.flatMap((state) =>
    events.filter((event) => nextState(state, event)).map((event) => `${state} ${event}`),
  )
  expect(possible.sort()).toEqual(ways.map(([state, event]) => `${state} ${event}`).sort())
})

test('what was undone stays undone', () => {
  expect(events.map((event) => nextState('undone', event))).toEqual(events.map(() => null))
})
