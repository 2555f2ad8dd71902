import { summonKeys } from '../../../scripts/desktop/hands.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordOpened } from '../../support/app/opened.ts'
import { expect, summon, test } from '../../support/app/portal.ts'

const inADay = (time: string) => {
  const date = new Date()
  date.setDate(date.getDate() + 1)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  date.setHours(hours, minutes, 0, 0)
  return date.getTime()
}

test('the shortcut opens the field, and what is typed becomes a task with its deadline', async ({
  signedIn: { app },
  portal,
}) => {
  await summon(app)
  await app.type('Call Anna tomorrow 15:00')
  await app.press('Return')
  await expect.poll(app.captureIsUp).toBe(false)
  await expect.poll(async () => (await portal.tasksNamed('Call Anna')).length).toBe(1)
  const [task] = await portal.tasksNamed('Call Anna')
  expect(new Date(String(task?.['deadline'])).getTime()).toBe(inADay('15:00'))
})

test('a Russian thought becomes a Russian task', async ({ capturing: { app, capture }, portal }) => {
  await capture.getByRole('textbox').fill('Позвонить Анне завтра в 9:30')
  await app.press('Return')
  await expect.poll(async () => (await portal.tasksNamed('Позвонить Анне')).length).toBe(1)
  const [task] = await portal.tasksNamed('Позвонить Анне')
  expect(new Date(String(task?.['deadline'])).getTime()).toBe(inADay('9:30'))
})

test('the new task stands in the first stage of My Plan', async ({ signedIn: { app, main }, portal }) => {
  await summon(app)
  await app.type('Water the plants')
  await app.press('Return')
  await expect.poll(async () => (await portal.tasksNamed('Water the plants')).length).toBe(1)
  await main.getByRole('button', { name: 'Refresh' }).click()
  const inbox = main.getByRole('group', { name: 'Inbox', exact: true })
  await expect(inbox.getByText('Water the plants')).toBeVisible()
})

test('what was understood is shown while typing, as a date with its weekday', async ({
  capturing: { app, capture },
}) => {
  await app.type('Call Anna tomorrow 15:00')
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' }).format(inADay('15:00'))
  await expect(capture.getByText(new RegExp(`^${weekday}, .*15:00`))).toBeVisible()
})

test('Esc hides the window and keeps the draft', async ({ signedIn: { app } }) => {
  await summon(app)
  await app.type('half a thou')
  await app.press('Escape')
  await expect.poll(app.captureIsUp).toBe(false)
  const capture = await summon(app)
  await expect(capture.getByRole('textbox')).toHaveValue('half a thou')
})

test('the shortcut pressed again puts the window away', async ({ signedIn: { app } }) => {
  await summon(app)
  await app.press(summonKeys)
  await expect.poll(app.captureIsUp).toBe(false)
})

test('a draft survives kill -9', async ({ capturing: { app, capture }, launch }) => {
  await app.type('do not forget me')
  await expect(capture.getByRole('textbox')).toHaveValue('do not forget me')
  await expect.poll(() => readFile(join(app.dataDir, 'draft.json'), 'utf8')).toContain('do not forget me')
  app.app.process().kill('SIGKILL')
  await app.close()
  const again = await (await launch({ dataDir: app.dataDir })).capture()
  await expect(again.getByRole('textbox')).toHaveValue('do not forget me')
})

test('an empty title is refused in words, and the text stays', async ({ capturing: { app, capture } }) => {
  await app.type('tomorrow 15:00')
  await app.press('Return')
  await expect(capture.getByRole('alert')).toContainText(/title/i)
  await expect(capture.getByRole('textbox')).toHaveValue('tomorrow 15:00')
  expect(await app.captureIsUp()).toBe(true)
})

test('a thought caught while the portal is down waits, and arrives once when it is back', async ({
  signedIn: { app, main },
  portal,
}) => {
  portal.break(({ method }) => (method === 'tasks.task.add' ? { kind: 'reset-after' } : undefined))
  await summon(app)
  await app.type('Only once')
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByRole('listitem').getByText('Waiting', { exact: true })).toBeVisible()
  portal.break(null)
  await expect(main.getByRole('button', { name: 'Open “Only once” in the browser' })).toBeVisible()
  expect(await portal.tasksNamed('Only once')).toHaveLength(1)
})

test('what the portal refuses needs attention, with the reason, and can be tried again', async ({
  signedIn: { app, main },
  portal,
}) => {
  portal.break(({ method }) =>
    method === 'tasks.task.add'
      ? {
          kind: 'error',
          shape: 'v3',
          status: 400,
          code: 'BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION',
          message: 'The <b>title</b> is not liked today',
        }
      : undefined,
  )
  await summon(app)
  await app.type('Unloved')
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByText('The title is not liked today')).toBeVisible()
  portal.break(null)
  await main.getByRole('button', { name: 'Try again to send “Unloved”' }).click()
  await expect.poll(async () => (await portal.tasksNamed('Unloved')).length).toBe(1)
})

test('Ctrl+Enter opens the task of the portal in the browser', async ({ signedIn: { app }, portal }) => {
  const opened = await recordOpened(app)
  await summon(app)
  await app.type('Look at me')
  await app.press('ctrl+Return')
  await expect.poll(opened).toHaveLength(1)
  const [task] = await portal.tasksNamed('Look at me')
  expect(await opened()).toEqual([
    `${portal.url}/company/personal/user/1/tasks/task/view/${String(task?.['id'])}/`,
  ])
})
