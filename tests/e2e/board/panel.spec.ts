import type { Page } from '@playwright/test'
import { pressAll, tabTo } from '../../support/app/keyboard.ts'
import { lookerOf } from '../../support/app/looks.ts'
import { recordOpened } from '../../support/app/opened.ts'
import { deferred } from '../../support/deferred.ts'
import { expect, test, type TestPortal } from '../../support/app/portal.ts'

const title = 'Prepare the party'

/** A task of the first user with a checklist of one item and a comment. */
async function taskOn(portal: TestPortal): Promise<string> {
  const fields = { TITLE: title, DESCRIPTION: 'For everybody', RESPONSIBLE_ID: 1 }
  const { task } = (await portal.call('tasks.task.add', { fields })) as { task: { id: string } }
  const item = (TITLE: string, PARENT_ID: unknown) =>
    portal.call('task.checklistitem.add', { TASKID: task.id, FIELDS: { TITLE, PARENT_ID } })
  await item('Order the cake', await item('Food', 0))
  await portal.call('task.commentitem.add', { TASKID: task.id, FIELDS: { POST_MESSAGE: 'With candles' } })
  return task.id
}

const panelOf = (main: Page) => main.getByRole('dialog')
const card = (main: Page, name: string) => main.getByRole('button', { name, exact: true })

test.describe('the panel of a card', () => {
  test.beforeEach(async ({ portal }) => {
    await taskOn(portal)
  })

  test('shows a task and changes it without a mouse', async ({ portal, signedIn: { app, main } }) => {
    test.slow()
    const look = lookerOf(app)
    const { keyboard } = main
    const panel = panelOf(main)
    const inPanel = (name: string) => panel.getByLabel(name, { exact: true })
    const task = async () => (await portal.tasksNamed('Prepare the feast'))[0]

    await card(main, title).focus()
    await keyboard.press('Enter')
    await expect(inPanel('Title')).toBeFocused()
    await expect(panel.getByText('With candles')).toBeVisible()
    await look('a task that is open', main)

    await pressAll(main, 'Control+A')
    await keyboard.type('Prepare the feast')
    await tabTo(main, inPanel('Deadline'))
    await keyboard.type('tomorrow 15:00')
    await expect(panel.getByRole('status').filter({ hasText: '15:00' })).toBeVisible()
    await tabTo(main, inPanel('Responsible'))
    await pressAll(main, 'Control+A')
    await keyboard.type('john')
    await expect(panel.getByRole('status').filter({ hasText: 'John Carter' })).toBeVisible()
    await tabTo(main, panel.getByRole('radio', { name: 'Normal' }))
    await keyboard.press('ArrowRight')
    await tabTo(main, inPanel('Description'))
    await pressAll(main, 'Control+A')
    await keyboard.type('For all of us')
    await keyboard.press('Control+Enter')
    await expect.poll(task).toMatchObject({ responsibleId: '5', priority: '2', description: 'For all of us' })
    expect(new Date(String((await task())?.['deadline'])).getHours()).toBe(15)
    await expect(panel.getByText('Saved', { exact: true })).toBeVisible()

    await tabTo(main, panel.getByRole('checkbox', { name: 'Order the cake' }))
    await keyboard.press('Space')
    const items = async () =>
      (await portal.call('task.checklistitem.getlist', { TASKID: (await task())?.['id'] })) as object[]
    await expect
      .poll(items)
      .toContainEqual(expect.objectContaining({ TITLE: 'Order the cake', IS_COMPLETE: 'Y' }))

    await tabTo(main, inPanel('Write a comment'))
    await keyboard.type('Done soon')
    await keyboard.press('Control+Enter')
    await expect(panel.getByText('Done soon')).toBeVisible()
    await expect(inPanel('Write a comment')).toHaveValue('')

    await keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(card(main, 'Prepare the feast')).toBeFocused()
  })

  test('says that it reads, and why it cannot', async ({ portal, signedIn: { main } }) => {
    const told = deferred<void>()
    const isDetails = (body: unknown) => JSON.stringify(body).includes('task.commentitem.getlist')
    portal.break(({ method, body }) =>
      method === 'batch' && isDetails(body) ? { kind: 'held', until: told.promise } : undefined,
    )
    await card(main, title).click()
    const panel = panelOf(main)
    await expect(panel.getByText('Reading the task…')).toBeVisible()
    portal.break(null)
    told.resolve()
    await expect(panel.getByText('With candles')).toBeVisible()
    await main.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)

    portal.break(({ method }) =>
      method === 'tasks.task.get'
        ? { kind: 'error', shape: 'v2', status: 400, code: 'ACCESS_DENIED', message: 'No' }
        : undefined,
    )
    await card(main, title).click()
    await expect(panel.getByRole('alert')).toBeVisible()
    portal.break(null)
    await panel.getByRole('button', { name: 'Try again' }).click()
    await expect(panel.getByText('With candles')).toBeVisible()
  })

  test('asks before what is not saved is thrown away, and leads to the browser', async ({
    portal,
    signedIn: { app, main },
  }) => {
    const opened = await recordOpened(app)
    await card(main, title).click()
    const panel = panelOf(main)
    await panel.getByLabel('Title').fill('Prepare nothing')
    await main.keyboard.press('Control+O')
    await expect.poll(opened).toHaveLength(1)
    await main.keyboard.press('Escape')
    await expect(panel.getByText(/Not saved yet/)).toBeVisible()
    await main.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    expect(await portal.tasksNamed(title)).toHaveLength(1)
  })
})
