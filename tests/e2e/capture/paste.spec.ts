import type { App } from '../../support/app/app.ts'
import { field } from '../../support/app/capture-window.ts'
import { expect, summon, test } from '../../support/app/portal.ts'

const copyText = ({ app }: App, text: string) =>
  app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)

test('several pasted lines become one task with a description', async ({
  capturing: { app, capture },
  portal,
}) => {
  await copyText(app, 'Pack\nsocks\nshoes')
  await app.press('ctrl+v')
  await expect(capture.getByRole('region', { name: 'Several lines' })).toContainText('Pack')
  await app.press('Return')
  expect(await portal.task('Pack')).toMatchObject({ description: 'socks\nshoes' })
})

test('several pasted lines become a task each, in their order, and are undone as one', async ({
  capturing: { app, capture },
  portal,
}) => {
  await copyText(app, 'Pack tomorrow\n\nсходить в банк\nCall @john')
  await app.press('ctrl+v')
  await capture.getByText('3 tasks').click()
  const lines = capture.getByRole('region', { name: 'Several lines' }).getByRole('listitem')
  await expect(lines.filter({ hasText: 'Pack' })).toContainText(', 19:00')
  await expect(lines.filter({ hasText: 'Call' })).not.toContainText(':00')
  await field(capture).focus()
  await app.press('Return')
  const titles = ['Pack', 'сходить в банк', 'Call']
  const ids: number[] = []
  for (const title of titles) ids.push(Number((await portal.task(title))['id']))
  expect(ids).toEqual([...ids].sort((a, b) => a - b))
  const notice = await app.page('app://notice/notice/index.html')
  await notice.getByRole('button', { name: 'Undo' }).click()
  for (const title of titles) await expect.poll(() => portal.tasksNamed(title)).toEqual([])
})

test('an address on the clipboard is offered, and only put in when it is asked for', async ({
  signedIn: { app },
}) => {
  await copyText(app, 'https://example.com/contract?page=2')
  const capture = await summon(app)
  const offer = capture.getByRole('button', { name: /^Add link/ })
  await expect(offer).toContainText('example.com/contract')
  await app.type('Read')
  await expect(field(capture)).toHaveValue('Read')
  await offer.click()
  await expect(field(capture)).toHaveValue('Read https://example.com/contract?page=2')
  await expect(offer).toHaveCount(0)
})

test('what is no web address is not offered', async ({ signedIn: { app } }) => {
  await copyText(app, 'https://example.com/')
  const capture = await summon(app)
  const offer = capture.getByRole('button', { name: /^Add link/ })
  await expect(offer).toBeVisible()
  await app.press('Escape')
  await expect.poll(app.captureIsUp).toBe(false)
  await copyText(app, 'javascript:alert(1)')
  await summon(app)
  await expect(offer).toHaveCount(0)
})

test('an address that is dropped is put into the text', async ({ capturing: { app, capture } }) => {
  await app.type('Read')
  const session = await capture.context().newCDPSession(capture)
  const link = 'https://example.com/dropped'
  const items = ['text/uri-list', 'text/plain'].map((mimeType) => ({ mimeType, data: link }))
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 100,
      y: 30,
      data: { items, dragOperationsMask: 1 },
    })
  await expect(field(capture)).toHaveValue(`Read ${link}`)
})
