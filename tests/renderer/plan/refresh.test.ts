import { test } from 'vitest'
import { expect } from '../../support/windows/window.ts'
import { plan } from './fixtures.ts'
import { openBoard } from './open-board.ts'

test('a reading that finds nothing new touches nothing of the stages and cards', async () => {
  const later = '2026-11-23T09:05:00Z'
  const { page, asked, card } = await openBoard({
    answers: {
      'plan.get': ({ known }) => (known === plan.asOf ? { isUnchanged: true, asOf: later } : plan),
    },
  })
  await expect(card(11)).toBeVisible()
  const changes = await page.locator('.columns').evaluateHandle((columns) => {
    const seen: MutationRecord[] = []
    const all = { subtree: true, childList: true, attributes: true, characterData: true }
    new MutationObserver((records) => seen.push(...records)).observe(columns, all)
    return seen
  })
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(() => expect(asked('plan.get')).toHaveLength(2)).toPass()
  await expect(page.getByText('Refreshing…')).toHaveCount(0)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  expect(await changes.evaluate((seen) => seen.length)).toBe(0)
})
