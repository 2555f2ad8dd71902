import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { openComponent } from '../../../../support/windows/window.ts'

const calls = (page: Page) => page.evaluate(() => (window as unknown as { calls: [string, string?][] }).calls)
const last = async (page: Page) => (await calls(page)).at(-1)

test('what is typed is previewed, and Enter confirms it', async () => {
  const page = await openComponent('color-picker')
  await page.getByLabel('Hex').fill('rgb(255, 170, 238)')
  expect(await last(page)).toEqual(['preview', 'FFAAEE'])
  await page.keyboard.press('Enter')
  expect(await last(page)).toEqual(['pick', 'FFAAEE'])
})

test('what is no colour is told as it is typed, and cannot be applied', async () => {
  const page = await openComponent('color-picker')
  await page.getByLabel('Hex').fill('#ff')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('status').textContent()).toContain('three or six digits')
  expect(await page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true)
  expect(await calls(page)).toEqual([])
})

test('Esc previews the old colour again and cancels', async () => {
  const page = await openComponent('color-picker')
  await page.getByRole('radio', { name: 'Lilac' }).click()
  await page.keyboard.press('Escape')
  expect(await calls(page)).toEqual([['preview', 'C9A5F0'], ['preview', '00C4FB'], ['cancel']])
})

test('a recent colour is one click away', async () => {
  const page = await openComponent('color-picker')
  await page.getByRole('radio', { name: '#FFAAEE' }).click()
  expect(await last(page)).toEqual(['preview', 'FFAAEE'])
})

describe('by keyboard', () => {
  test('arrows move in the area, and the focus goes to the slider that moved', async () => {
    const page = await openComponent('color-picker')
    const [saturation, brightness] = [
      page.getByLabel('Saturation', { exact: true }),
      page.getByLabel('Brightness', { exact: true }),
    ]
    await saturation.focus()
    await page.keyboard.press('Shift+ArrowLeft')
    expect(await saturation.getAttribute('aria-valuetext')).toBe('90 %')
    await page.keyboard.press('ArrowDown')
    expect(await brightness.evaluate((it) => it === document.activeElement)).toBe(true)
    expect(await brightness.inputValue()).toBe('97')
    await page.keyboard.press('Home')
    expect(await last(page)).toEqual(['preview', '000000'])
  })

  test('the hue slider tells its value in words', async () => {
    const page = await openComponent('color-picker')
    await page.getByLabel('Hue').focus()
    await page.keyboard.press('Home')
    expect(await page.getByLabel('Hue').getAttribute('aria-valuetext')).toBe('Red, 0°')
    expect(await last(page)).toEqual(['preview', 'FA0000'])
  })

  test('every part is reached with Tab', async () => {
    const page = await openComponent('color-picker')
    const reached: string[] = []
    for (let count = 0; count < 9; count++) {
      await page.keyboard.press('Tab')
      reached.push(
        await page.evaluate(
          () => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? '',
        ),
      )
    }
    expect(reached.map((it) => it.trim())).toEqual(
      expect.arrayContaining(['Sky blue', 'Saturation', 'Brightness', 'Hue', '#FFAAEE', 'Cancel', 'Apply']),
    )
  })
})

test('the area is dragged with the pointer, also beyond its edge', async () => {
  const page = await openComponent('color-picker')
  const box = await page.getByRole('group', { name: 'Saturation and brightness' }).boundingBox()
  if (!box) throw new Error('The area is not to be seen')
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x - 50, box.y - 50)
  await page.mouse.up()
  expect(await last(page)).toEqual(['preview', 'FFFFFF'])
})

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('axe finds nothing', async () => {
    const page = await openComponent('color-picker', { colorScheme })
    const { violations } = await new AxeBuilder({ page }).include('form').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  })
})

test('it fits a window of 640 by 480', async () => {
  const page = await openComponent('color-picker', { hash: 'ru', viewport: { width: 640, height: 480 } })
  const box = await page.locator('form').boundingBox()
  expect(box?.height).toBeLessThanOrEqual(464)
})
