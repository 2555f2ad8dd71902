import { describe, expect, test } from 'vitest'
import { readArguments } from '../../../../electron/demo/cli.ts'
import { portalData } from '../../../../electron/demo/data/data.ts'
import { enlarge } from '../../../../electron/demo/data/seed-large.ts'
import { seed } from '../../../../electron/demo/data/seed.ts'

const now = new Date('2026-11-23T09:00:00Z')

describe('a large seed', () => {
  test('has the stages and tasks that were asked for, every task in a stage of the plan', () => {
    const data = portalData.parse(enlarge(seed('en', now), { stages: 50, tasks: 5_000 }))
    const plan = data.stages.filter(({ entityType }) => entityType === 'U').map(({ id }) => id)
    expect(plan).toHaveLength(50)
    expect(data.tasks).toHaveLength(5_000)
    expect(new Set(data.tasks.map(({ id }) => id)).size).toBe(5_000)
    expect(data.placements.every(({ stageId }) => plan.includes(stageId))).toBe(true)
    expect(new Set(data.placements.map(({ taskId }) => taskId)).size).toBe(5_000)
  })

  test('is never smaller than the usual one', () => {
    expect(enlarge(seed('en', now), { stages: 1, tasks: 1 })).toEqual(seed('en', now))
  })
})

test('the command line takes the size', () => {
  expect(readArguments(['--stages', '50', '--tasks', '5000'], {}).size).toEqual({ stages: 50, tasks: 5_000 })
  expect(() => readArguments(['--tasks', '-1'], {})).toThrow()
  expect(() => readArguments(['--stages', 'many'], {})).toThrow('--stages wants a number')
})
