import fc from 'fast-check'
import { fates, type Fate } from './network.ts'

/** What a capture of a schedule has beside its title. */
export type Kind = 'plain' | 'tagged' | 'listed'

/** One thing that happens; `which` counts the captures, `call` the requests under way. */
export type Action =
  | { do: 'capture'; title: number; kind: Kind }
  | { do: 'answer'; call: number; fate: Fate }
  | { do: 'undo' | 'retry' | 'restore' | 'edit'; which: number }
  | { do: 'identify'; which: number; task: number }
  | { do: 'crash'; effects: number; power: boolean; arrives: boolean }
  | { do: 'sign'; in: boolean }
  | { do: 'pass'; ms: number }
  | { do: 'full'; after: number; writes: number }
  | { do: 'wake' }

export type Schedule = { rest3: boolean; actions: Action[] }

const small = fc.nat({ max: 5 })
const capture = fc.record({
  do: fc.constant('capture' as const),
  title: fc.nat({ max: 3 }),
  kind: fc.constantFrom('plain', 'plain', 'tagged', 'listed') as fc.Arbitrary<Kind>,
})
const answer = fc.record({
  do: fc.constant('answer' as const),
  call: fc.nat({ max: 2 }),
  fate: fc.oneof(
    { weight: 2, arbitrary: fc.constant('answered' as const) },
    { weight: 3, arbitrary: fc.constantFrom(...fates) },
  ),
})
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: capture },
  { weight: 12, arbitrary: answer },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), which: small }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('retry', 'restore', 'edit'),
      which: small,
    }) as fc.Arbitrary<Action>,
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('identify' as const), which: small, task: fc.nat({ max: 2 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      effects: fc.nat({ max: 12 }),
      power: fc.boolean(),
      arrives: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign' as const), in: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1_000, 20_000, 86_400_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('full' as const),
      after: fc.nat({ max: 4 }),
      writes: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'wake' as const }) },
)

/** What may happen to a few captures, in some order, on a portal with or without REST 3.0. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  rest3: fc.boolean(),
  actions: fc.array(action, { minLength: 1, maxLength: 45, size: 'max' }),
})
