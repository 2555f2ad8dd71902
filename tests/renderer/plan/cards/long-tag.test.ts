import { test } from 'vitest'
import type { Plan } from '../../../../electron/model.ts'
import { expect, openWindow } from '../../../support/windows/window.ts'
import { plan, task } from '../fixtures.ts'

test('a tag of 5,000 characters is clipped, on its card and in its tooltip', async () => {
  const long = 'x'.repeat(5_000)
  const shown: Plan = { ...plan, tasks: [task(11, 1, { title: 'Tagged', tags: [long, 'short'] })] }
  const { page } = await openWindow('main', { 'plan.get': () => shown }, { hash: 'plan' })
  const card = page.locator('[data-task="11"]')
  const tags = card.locator('[title^="#xxx"]')
  await expect(tags).toContainText('… #short')
  expect((await tags.getAttribute('title'))?.length).toBeLessThan(120)
  const [inside, outside] = [await tags.boundingBox(), await card.boundingBox()]
  expect((inside?.x ?? 0) + (inside?.width ?? Infinity)).toBeLessThanOrEqual(
    (outside?.x ?? 0) + (outside?.width ?? 0),
  )
})
