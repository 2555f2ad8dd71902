import { expect, test } from 'vitest'
import { undelivered } from '../../../electron/outbox/undelivered.ts'
import { thought } from './support.ts'

test('all that is not delivered becomes a text, as it was typed, oldest first', () => {
  const states = ['waiting', 'sent', 'attention', 'undone', 'undoing', 'sending'] as const
  const records = states.map((state, index) => ({
    ...thought(state, {}, { text: `${state}\nwith a line` }),
    state,
    capturedAt: `2026-11-0${index + 1}T09:00:00.000Z`,
  }))
  expect(undelivered(records)).toEqual({
    count: 3,
    text: [
      '2026-11-01T09:00:00.000Z → p\nwaiting\nwith a line\n',
      '2026-11-03T09:00:00.000Z → p\nattention\nwith a line\n',
      '2026-11-06T09:00:00.000Z → p\nsending\nwith a line\n',
    ].join('\n'),
  })
})
