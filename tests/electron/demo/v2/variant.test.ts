import { expect, test } from 'vitest'
import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import { stagesOf, startPortal, v2 } from '../support.ts'

const idsOf = async (portal: DemoPortal) => (await stagesOf(portal)).map(([id]) => id)

test.each([
  ['snapshot', [1, 2, 3, 4, 5]],
  ['documented', [3, 1, 2, 4, 5]],
] as const)('renaming a stage without AFTER_ID, the %s way, gives the order %j', async (variant, order) => {
  const portal = await startPortal({ variant })
  const reply = await v2(portal, 'task.stages.update', { id: 3, fields: { TITLE: 'New name' } })
  expect(reply.body.result).toBe(true)
  expect(await idsOf(portal)).toEqual(order)
})

test.each(['snapshot', 'documented'] as const)(
  'naming the predecessor keeps the place, the %s way',
  async (variant) => {
    const portal = await startPortal({ variant })
    await v2(portal, 'task.stages.update', { id: 3, fields: { TITLE: 'New name', AFTER_ID: 2 } })
    expect(await idsOf(portal)).toEqual([1, 2, 3, 4, 5])
  },
)
