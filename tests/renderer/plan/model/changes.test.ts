import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../../electron/model.ts'
import { applied, needsStage, renumbered, type Change } from '../../../../renderer/plan/model/changes.ts'
import { task } from '../fixtures.ts'

const stage = (id: number) => ({ id, title: `Stage ${id}`, color: '00C4FB' })
const plan: Plan = {
  stages: [stage(1), stage(2)],
  tasks: [task(11, 1), task(12, 2)],
  grouped: true,
  byHand: false,
  asOf: '2026-11-23T09:00:00Z',
}
const order = (after: Plan) => after.stages.map((it) => it.id)

describe('a stage is added', () => {
  test.each([
    ['first', 0, [-1, 1, 2]],
    ['behind the one named', 1, [1, -1, 2]],
    ['last, behind the last', 2, [1, 2, -1]],
    ['last, when the one named is gone', 9, [1, 2, -1]],
  ])('%s', (_where, afterId, ids) => {
    expect(order(applied(plan, { kind: 'add', stage: stage(-1), afterId }))).toEqual(ids)
  })

  test('once, also when the portal has told of it already', () => {
    expect(order(applied(plan, { kind: 'add', stage: stage(2), afterId: 1 }))).toEqual([1, 2])
  })
})

describe('a change whose subject is gone leaves the plan alone', () => {
  test.each<[string, Change]>([
    ['an edit', { kind: 'edit', id: 9, edit: { title: 'New' } }],
    ['a deletion', { kind: 'delete', id: 9 }],
    ['a move of a task', { kind: 'move', taskIds: [99], from: 1, to: 1 }],
    ['a move to a stage', { kind: 'move', taskIds: [11], from: 1, to: 9 }],
    ['a move that was made', { kind: 'move', taskIds: [11], from: 1, to: 1 }],
  ])('%s', (_what, change) => expect(applied(plan, change)).toEqual(plan))
})

test('a plan is never changed in place', () => {
  const frozen = Object.freeze({ ...plan, stages: Object.freeze([...plan.stages]) }) as unknown as Plan
  applied(frozen, { kind: 'add', stage: stage(-1), afterId: 1 })
  applied(frozen, { kind: 'edit', id: 1, edit: { color: 'FFFFFF' } })
  expect(frozen.stages).toEqual(plan.stages)
})

test('what waits behind a new stage follows it to the id the portal gives', () => {
  const waiting: Change[] = [
    { kind: 'add', stage: stage(-2), afterId: -1 },
    { kind: 'edit', id: -1, edit: { title: 'New' } },
    { kind: 'delete', id: -1 },
    { kind: 'move', taskIds: [11], from: 1, to: -1 },
    { kind: 'move', taskIds: [12], from: 1, to: 1 },
  ]
  expect(waiting.map((change) => renumbered(change, -1, 7))).toEqual([
    { kind: 'add', stage: stage(-2), afterId: 7 },
    { kind: 'edit', id: 7, edit: { title: 'New' } },
    { kind: 'delete', id: 7 },
    { kind: 'move', taskIds: [11], from: 1, to: 7 },
    { kind: 'move', taskIds: [12], from: 1, to: 1 },
  ])
})

test.each<[Change, boolean]>([
  [{ kind: 'move', taskIds: [1], from: 1, to: -1 }, true],
  [{ kind: 'move', taskIds: [-1], from: 1, to: 2 }, false],
  [{ kind: 'edit', id: -1, edit: {} }, true],
  [{ kind: 'delete', id: 2 }, false],
  [{ kind: 'add', stage: stage(-2), afterId: -1 }, false],
])('%j needs stage -1: %s', (change, needs) => expect(needsStage(change, -1)).toBe(needs))
