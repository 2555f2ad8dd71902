import type { Page } from '@playwright/test'
import type { App } from '../support/app/app.ts'
import { expect, save, signIn, summon, test, type TestPortal } from '../support/app/portal.ts'

/** An app that has sent one capture, and its row in Sent with all that can be done to it. */
async function sentRow(app: App, portal: TestPortal, text: string, title: string) {
  const main = await signIn(app, portal)
  await save(app, text)
  await main.getByRole('button', { name: /^Sent/ }).click()
  await expect(main.getByRole('button', { name: `Open “${title}” in the browser` })).toBeVisible()
  await main.getByRole('button', { name: `More of “${title}”` }).click()
  return main
}

const click = (main: Page, name: string) => main.getByRole('button', { name, exact: true }).click()

test('Sent changes the title, the deadline and the priority of the task', async ({ launch, portal }) => {
  const app = await launch()
  const main = await sentRow(app, portal, 'Frist draft tomorrow', 'Frist draft')
  await click(main, 'Edit')
  await main.getByLabel('Title').fill('First draft')
  await main.getByLabel('Deadline').fill('06.05.2031 07:08')
  await main.getByText('High', { exact: true }).click()
  await click(main, 'Save')
  const task = await portal.task('First draft')
  expect(new Date(String(task['deadline']))).toEqual(new Date(2031, 4, 6, 7, 8))
  expect(task['priority']).toBe('2')
})

test('Sent completes the task', async ({ launch, portal }) => {
  const app = await launch()
  const main = await sentRow(app, portal, 'Done already', 'Done already')
  await click(main, 'Complete')
  await expect(main.getByText('Completed', { exact: true })).toBeVisible()
  expect((await portal.task('Done already'))['status']).toBe('5')
})

test('Sent comments on the task, once', async ({ launch, portal }) => {
  const app = await launch()
  const main = await sentRow(app, portal, 'To be discussed', 'To be discussed')
  await click(main, 'Comment')
  await main.getByLabel('Comment on “To be discussed”').fill('<b>Срочно</b>, please')
  await click(main, 'Send')
  await expect(main.getByText('The comment is on the task.')).toBeVisible()
  const { id } = await portal.task('To be discussed')
  expect(portal.asked('tasks.task.chat.message.send')).toEqual([
    { fields: { taskId: Number(id), text: '<b>Срочно</b>, please' } },
  ])
})

test('Sent deletes the task and brings it back with all it had', async ({ launch, portal }) => {
  const app = await launch()
  const main = await sentRow(app, portal, 'Come and go #call ~45m', 'Come and go')
  await click(main, 'Delete')
  await expect.poll(() => portal.tasksNamed('Come and go')).toEqual([])
  await click(main, 'Restore “Come and go”')
  await expect
    .poll(async () => Object.values((await portal.task('Come and go'))['tags'] as object))
    .toMatchObject([{ title: 'call' }])
  expect((await portal.task('Come and go'))['timeEstimate']).toBe('2700')
})

test('what the portal refuses to change is told, and stays as it was', async ({ launch, portal }) => {
  const app = await launch()
  const main = await sentRow(app, portal, 'Locked', 'Locked')
  portal.break(({ method }) =>
    method === 'tasks.task.update'
      ? {
          kind: 'error',
          shape: 'v3',
          status: 403,
          code: 'BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION',
          message: 'Not today',
        }
      : undefined,
  )
  await click(main, 'Edit')
  await main.getByLabel('Title').fill('Unlocked')
  await click(main, 'Save')
  await expect(main.getByRole('alert')).toContainText('The portal does not let you do this.')
  expect(await portal.tasksNamed('Unlocked')).toEqual([])
})

test('the notice stays when the window has gone, and takes the task back', async ({
  signedIn: { app },
  portal,
}) => {
  await save(app, 'Oh no')
  await expect.poll(app.captureIsUp).toBe(false)
  await portal.task('Oh no')
  const notice = await app.page('app://notice/notice/index.html')
  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect(notice.getByText('Undone')).toBeVisible()
  expect(await portal.tasksNamed('Oh no')).toEqual([])
})

test('what waits for the portal is taken back without ever being sent', async ({
  signedIn: { app, main },
  portal,
}) => {
  portal.break(() => ({ kind: 'reset-before' }))
  await save(app, 'Never sent')
  await main.getByRole('button', { name: /^Sent/ }).click()
  await main.getByRole('button', { name: 'Undo “Never sent”' }).click()
  await expect(main.getByText(/Undone|Being taken back/).first()).toBeVisible()
  portal.break(null)
  await expect(main.getByText('Undone', { exact: true })).toBeVisible()
  expect(await portal.tasksNamed('Never sent')).toEqual([])
})

test('what is saved in turn is one notice, and it covers nothing that is used of the main window', async ({
  signedIn: { app, main },
  portal,
}) => {
  const notice = async (text: string) => {
    const page = await app.page('app://notice/notice/index.html')
    await expect(page.getByText(text)).toBeVisible()
    return page
  }
  for (const [title, text] of [
    ['One', 'Saved: One'],
    ['Two', 'Saved: 2 tasks'],
  ] as const) {
    await summon(app)
    await app.type(title)
    await app.press('Return')
    await expect(async () => void (await notice(text))).toPass()
  }
  const { noticeAt, mainAt } = await app.app.evaluate(({ BrowserWindow }) => {
    const at = (part: string) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().includes(part))
        ?.getContentBounds()
    return { noticeAt: at('/notice/'), mainAt: at('/main/') }
  })
  if (!noticeAt || !mainAt) throw new Error('A window has gone')
  for (const used of [main.getByRole('main'), main.getByRole('navigation').getByRole('list')]) {
    const box = await used.boundingBox()
    if (!box) throw new Error('It is not on the screen')
    const covers =
      noticeAt.x < mainAt.x + box.x + box.width &&
      mainAt.x + box.x < noticeAt.x + noticeAt.width &&
      noticeAt.y < mainAt.y + box.y + box.height &&
      mainAt.y + box.y < noticeAt.y + noticeAt.height
    expect(covers).toBe(false)
  }
  await (await notice('Saved: 2 tasks')).getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => [...(await portal.tasksNamed('One')), ...(await portal.tasksNamed('Two'))])
    .toEqual([])
})
