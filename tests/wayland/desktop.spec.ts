import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { startTrayHost } from '../support/app/tray.ts'
import type { KwinWindow } from '../support/wayland/kwin.ts'
import { expect, signIn, test } from '../support/wayland/test.ts'

test('the app comes to the screen by Wayland, and there is no X at all', async ({
  launch,
  kwin,
  desktop,
}) => {
  const app = await launch({ args: ['--demo'] })
  await app.main()
  expect(desktop.env['DISPLAY']).toBeUndefined()
  await expect.poll(async () => (await kwin.windows()).length).toBe(1)
})

test('Settings says that the desktop decides about the shortcut, and shows the command to bind', async ({
  launch,
  kwin,
}, info) => {
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  await main.getByRole('button', { name: 'Settings' }).click()
  await expect(main.locator('code', { hasText: '--capture' })).toContainText('quickplan.mjs')
  await expect(main.getByText(/^On Wayland the desktop decides/)).toBeVisible()
  await writeFile(info.outputPath('settings.png'), await kwin.picture())
})

test('the tray opens the field', async ({ launch, desktop, keyboard }) => {
  const tray = await startTrayHost(desktop.busAddress)
  const app = await launch({ args: ['--demo', '--hidden'] })
  const capture = await app.capture()
  await tray.click('Quick add')
  await expect.poll(app.captureIsUp).toBe(true)
  await keyboard.type('by the tray')
  await expect(capture.getByRole('textbox', { name: 'New task' })).toHaveValue('by the tray')
  tray.stop()
})

/** Where the page begins on the screen, which it is not told itself: at the lower edge of the window there is no title. */
async function contentOf(page: Page, { frame }: KwinWindow) {
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  return { x: frame.x + (frame.width - width) / 2, y: frame.y + frame.height - height }
}

test('a card is carried from one stage of My Plan to another by the pointer', async ({
  launch,
  portal,
  input,
  kwin,
}, info) => {
  const [inbox, today] = await portal.stages()
  const [taskId = ''] = await portal.tasksIn(inbox?.ID ?? '')
  const main = await signIn(await launch(), portal)
  const { task } = (await portal.call('tasks.task.get', { taskId })) as { task: { title: string } }
  const [window] = await kwin.windows()
  const from = await main.getByRole('button', { name: task.title, exact: true }).boundingBox()
  const to = await main
    .getByRole('group', { name: 'Today', exact: true })
    .getByRole('listitem')
    .nth(1)
    .boundingBox()
  if (!window || !from || !to) throw new Error('The board is on the screen')
  const { x, y } = await contentOf(main, window)
  const [start, end] = [
    { x: x + from.x + 20, y: y + from.y + 5 },
    { x: x + to.x + to.width / 2, y: y + to.y + to.height / 2 },
  ]
  await input.move(start.x, start.y)
  await expect(main.locator('[data-task]:hover')).toHaveCount(1)
  await input.button(true)
  for (let step = 1; step <= 12; step++)
    await input.move(start.x + ((end.x - start.x) * step) / 12, start.y + ((end.y - start.y) * step) / 12)
  await expect(main.locator('.dropBefore, .dropAfter')).toHaveCount(1)
  await writeFile(info.outputPath('drag.png'), await kwin.picture())
  await input.button(false)
  await expect.poll(() => portal.tasksIn(today?.ID ?? '')).toContain(taskId)
})
