import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import type { App } from '../support/app/app.ts'
import { expect, test } from '../support/app/portal.ts'

/** What is kept on disk of all boards. */
async function keptBoards({ dataDir }: App): Promise<string> {
  const folder = join(dataDir, 'boards')
  const names = await readdir(folder, { recursive: true })
  const files = names.filter((name) => name.endsWith('.json'))
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('')
}

/** The title of the task that stands first. */
const title = (dialog: Locator) => dialog.getByRole('option').first().locator('span').innerText()

test('Find completes a task and moves another, by keyboard alone, whatever the layout', async ({
  signedIn: { main },
  portal,
}) => {
  const add = (title: string) =>
    portal.call('tasks.task.add', { fields: { TITLE: title, RESPONSIBLE_ID: 1 } })
  await add('Zebra crossing')
  await add('Zebra painting')
  await main.keyboard.press('Control+k')
  const dialog = main.getByRole('dialog', { name: 'Find a task' })
  await expect(dialog.getByRole('combobox')).toBeFocused()
  await main.keyboard.type('яуикф')
  await expect(dialog.getByRole('option')).toHaveCount(2)
  const first = await title(dialog)
  await main.keyboard.press('Control+Enter')
  await expect(dialog.getByRole('status')).toHaveText(`“${first.trim()}” is completed.`)
  await expect.poll(async () => (await portal.task(first.trim()))['status']).toBe('5')
  const second = await title(dialog)
  await main.keyboard.press('Control+m')
  await expect(dialog.getByRole('listbox', { name: 'Stages' })).toBeVisible()
  await main.keyboard.press('ArrowDown')
  const stage = await dialog.getByRole('option', { selected: true }).locator('span').innerText()
  await main.keyboard.press('Enter')
  await expect(dialog.getByRole('status')).toHaveText(`“${second.trim()}” is in “${stage.trim()}” now.`)
  await main.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(main.getByRole('group', { name: stage.trim(), exact: true })).toContainText(second.trim())
})

test('without a connection Find looks through what is kept, and says so', async ({
  signedIn: { app, main },
  portal,
}) => {
  await portal.call('tasks.task.add', { fields: { TITLE: 'Zebra kept', RESPONSIBLE_ID: 1 } })
  await main.keyboard.press('F5')
  await expect(main.getByText('Zebra kept')).toBeVisible()
  await expect.poll(() => keptBoards(app)).toContain('Zebra kept')
  portal.break(() => ({ kind: 'reset-before' }))
  await main.keyboard.press('Control+k')
  const dialog = main.getByRole('dialog', { name: 'Find a task' })
  await main.keyboard.type('zeb')
  await expect(dialog.getByText('The portal does not answer:')).toBeVisible()
  await expect(dialog.getByRole('option')).toHaveText([/^Zebra kept/])
})
