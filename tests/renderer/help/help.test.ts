import { expect as check, test } from 'vitest'
import en from '../../../resources/translations/en/help.json' with { type: 'json' }
import { keyTopics, written } from '../../../renderer/help/topics.ts'
import { settings } from '../../support/windows/answers.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

test('F1 shows what can be written and the keys, those of the view first', async () => {
  const { page } = await openWindow('main')
  await page.getByRole('navigation').waitFor()
  await page.keyboard.press('F1')
  const help = page.getByRole('dialog', { name: 'Help' })
  await expect(help.getByRole('heading', { level: 3 }).first()).toHaveText('Keys of the board')
  await expect(help.getByText('@Anna Petrova, @me')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
})

test('a question mark asks for help, except in a text', async () => {
  const { page } = await openWindow('main', {}, { hash: 'sent' })
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).focus()
  await page.keyboard.press('?')
  const search = page.getByRole('dialog', { name: 'Help' }).getByRole('textbox')
  await expect(search).toBeFocused()
  await page.keyboard.press('?')
  await expect(search).toHaveValue('?')
})

test('it is searched by words and by keys, in the wrong layout too', async () => {
  const { page } = await openWindow('main', {}, { hash: 'settings' })
  await page.getByRole('button', { name: 'Help' }).click()
  const help = page.getByRole('dialog', { name: 'Help' })
  await help.getByRole('textbox').fill('ctrl+t')
  await expect(help.getByRole('definition')).toHaveText([
    'turn what was understood at the caret into text, and back',
  ])
  await help.getByRole('textbox').fill('вуфвдшту')
  await expect(help.getByRole('definition')).toHaveText(['deadline'])
  await help.getByRole('textbox').fill('zebra')
  await expect(help.getByRole('status')).toHaveText('Nothing here has “zebra” in it.')
})

test('the shortcut that was chosen is in it', async () => {
  const { page } = await openWindow('main', {
    'settings.get': () => settings({ shortcut: 'CommandOrControl+Alt+J' }),
  })
  await page.getByRole('button', { name: 'Help' }).click()
  const row = page
    .getByRole('dialog', { name: 'Help' })
    .locator('div', { hasText: 'open the capture window' })
  await expect(row.last()).toContainText('CtrlAltJ')
})

test('in Russian it is Russian', async () => {
  const { page } = await openWindow('main', {
    'settings.get': () => settings({ locale: 'ru', language: 'ru' }),
  })
  await page.getByRole('button', { name: 'Справка' }).click()
  await expect(page.getByRole('dialog', { name: 'Справка' }).getByText('завтра с 10 до 12')).toBeVisible()
})

test('everything that has words is shown', () => {
  check([...written].sort()).toEqual(Object.keys(en.write).sort())
  const shown = keyTopics.flatMap(({ rows }) => rows.map(({ text }) => text))
  check([...shown, 'summon'].sort()).toEqual(Object.keys(en.key).sort())
})
