import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { suggestColors } from '../../../../renderer/plan/sets/suggest-colors.ts'
import { openComponent } from '../../../support/windows/window.ts'

const calls = (page: Page) =>
  page.evaluate(() => (window as unknown as { calls: [string, string[]?][] }).calls)

test('applying gives a colour to every stage, in the scheme chosen', async () => {
  const page = await openComponent('suggest-colors')
  await page.getByText('Calm', { exact: true }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  expect(await calls(page)).toEqual([['apply', suggestColors(5, { scheme: 'calm' })]])
})

test('another order has the same colours', async () => {
  const page = await openComponent('suggest-colors')
  await page.getByRole('button', { name: 'Another order' }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  const applied = (await calls(page))[0]?.[1] ?? []
  expect(applied).not.toEqual(suggestColors(5))
  expect(applied.sort()).toEqual(suggestColors(5).sort())
})

test('seeing it with other eyes changes the picture and not the colours', async () => {
  const page = await openComponent('suggest-colors')
  const first = page.getByRole('list', { name: 'Suggested' }).getByRole('listitem').first()
  const ground = () => first.evaluate((it) => getComputedStyle(it).backgroundColor)
  const before = await ground()
  await page.getByText('No green', { exact: true }).click()
  expect(await ground()).not.toBe(before)
  await page.getByRole('button', { name: 'Apply' }).click()
  expect(await calls(page)).toEqual([['apply', suggestColors(5)]])
})

test('Esc cancels', async () => {
  const page = await openComponent('suggest-colors')
  await page.keyboard.press('Escape')
  expect(await calls(page)).toEqual([['cancel']])
})

test('titles are text, whatever stands in them', async () => {
  const page = await openComponent('suggest-colors')
  const list = page.getByRole('list', { name: 'Suggested' })
  expect(await list.getByRole('listitem').last().textContent()).toContain('<b>Later</b>')
})

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('axe finds nothing', async () => {
    const page = await openComponent('suggest-colors', { colorScheme })
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  })
})
