import { describe, test } from 'vitest'
import type { Template } from '../../../../electron/model.ts'
import { settings } from '../../../support/windows/answers.ts'
import { expect, openWindow } from '../../../support/windows/window.ts'

/** Settings with these templates; the main process keeps what is changed. */
async function openTemplates(templates: Template[] = []) {
  let current = settings({ templates })
  const opened = await openWindow(
    'main',
    {
      'settings.get': () => current,
      'settings.change': (part) => (current = { ...current, ...part }),
    },
    { hash: 'settings' },
  )
  const section = opened.page.getByRole('region', { name: 'Templates' })
  return { ...opened, section, kept: () => current.templates }
}
const report = { name: 'report', text: 'Weekly report /week' }
const call = { name: 'call', text: 'Call @anna' }

describe('a template', () => {
  test('is added by keyboard alone, without the sign in its name', async () => {
    const { page, section, kept } = await openTemplates()
    await section.getByRole('button', { name: 'Add a template' }).press('Enter')
    await expect(section.getByLabel('Name')).toBeFocused()
    await page.keyboard.type('=report')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Weekly report /week')
    await page.keyboard.press('Control+Enter')
    await expect(section.getByRole('listitem')).toContainText('=report')
    await expect(section.getByRole('button', { name: 'Add a template' })).toBeFocused()
    expect(kept()).toEqual([report])
  })

  test('is changed in its place, and Esc leaves it as it was', async () => {
    const { page, section, kept } = await openTemplates([report, call])
    await section.getByRole('button', { name: 'Edit “report”' }).press('Enter')
    await page.keyboard.press('Escape')
    expect(kept()).toEqual([report, call])
    await section.getByRole('button', { name: 'Edit “report”' }).press('Enter')
    await section.getByLabel('Text').fill('Another')
    await section.getByRole('button', { name: 'Keep' }).press('Enter')
    await expect.poll(kept).toEqual([{ name: 'report', text: 'Another' }, call])
  })

  test('is deleted, and comes back to its place', async () => {
    const { section, kept } = await openTemplates([report, call])
    await section.getByRole('button', { name: 'Delete “report”' }).press('Enter')
    await expect(section.getByRole('status')).toContainText('“report” is deleted.')
    expect(kept()).toEqual([call])
    await section.getByRole('button', { name: 'Undo' }).press('Enter')
    await expect.poll(kept).toEqual([report, call])
  })

  test.each([
    ['', 'Text', 'The name is missing.'],
    ['Report', 'Text', 'There is a template of this name. Choose another name.'],
    ['other', '', 'The text is missing.'],
  ])('named “%s” with the text “%s” is refused: %s', async (name, text, why) => {
    const { section, kept } = await openTemplates([report])
    await section.getByRole('button', { name: 'Add a template' }).click()
    await section.getByLabel('Name').fill(name)
    await section.getByLabel('Text').fill(text)
    await section.getByRole('button', { name: 'Keep' }).click()
    await expect(section.getByRole('alert')).toHaveText(why)
    expect(kept()).toEqual([report])
  })
})
