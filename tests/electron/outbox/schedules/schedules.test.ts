import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Fate } from './network.ts'
import { schedules, type Action, type Schedule } from './actions.ts'
import { wrongs } from './verdict.ts'
import { createWorld } from './world.ts'

/** `SCHEDULES` tells how many; seed and path, as a failure prints them, run that one again. Milliseconds. */
const runs = Number(process.env['SCHEDULES'] ?? 2_000)
const longest = Number(process.env['SCHEDULES_MS'] ?? 40_000)
const seed = process.env['SCHEDULE_SEED']
const path = process.env['SCHEDULE_PATH']

async function whatIsWrong({ rest3, actions }: Schedule): Promise<string[]> {
  const world = await createWorld({ rest3 })
  for (const action of actions) await world.act(action)
  await world.mend()
  const found = wrongs(world)
  world.close()
  return found
}

const capture: Action = { do: 'capture', title: 0, kind: 'plain' }
const undo: Action = { do: 'undo', which: 0 }

const crash = (effects: number, power: boolean): Action => ({ do: 'crash', effects, power, arrives: false })
const answer = (fate: Fate): Action => ({ do: 'answer', call: 0, fate })
const full = (after: number, writes: number): Action => ({ do: 'full', after, writes })
const wake: Action = { do: 'wake' }

const once: [name: string, schedule: Schedule][] = [
  [
    'a capture that is taken back while it is being refused is undone',
    { rest3: true, actions: [capture, undo, answer('refused'), { do: 'sign', in: false }] },
  ],
  [
    'a capture whose repetition is refused is found where its first try has made it',
    { rest3: true, actions: [capture, answer('lost-after'), wake, answer('refused')] },
  ],
  [
    'a capture that is said not to be kept, because the disk failed at the very end, does not come later',
    {
      rest3: true,
      actions: [full(2, 1), capture, crash(0, false)],
    },
  ],
  [
    'a repetition that was decided on before the computer slept for a day is not sent after it',
    {
      rest3: true,
      actions: [capture, crash(1, false), answer('late'), { do: 'pass', ms: 86_400_000 }],
    },
  ],
  [
    'what a killed app had only just written is made fast before anybody builds on it',
    {
      rest3: false,
      actions: [
        ...[capture, wake, full(0, 3), answer('gateway-after'), crash(4, false), wake],
        ...[undo, crash(1, true), undo, answer('answered'), wake],
      ],
    },
  ],
]

// Traces of thousands of refusals that nobody reads.
beforeAll(() => {
  Error.stackTraceLimit = 0
})

test.each(once)('%s', async (_name, schedule) => {
  expect(await whatIsWrong(schedule)).toEqual([])
})

test(
  'whatever happens, every kept capture is on the portal once, or it is truly said why not',
  async () => {
    const property = fc.asyncProperty(schedules, async (schedule) => {
      expect(await whatIsWrong(schedule)).toEqual([])
    })
    await fc.assert(property, {
      numRuns: runs,
      interruptAfterTimeLimit: longest,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(path === undefined ? {} : { path }),
    })
  },
  longest * 3,
)
