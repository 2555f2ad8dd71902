import type { Page } from '@playwright/test'
import type { Fault } from '../../../electron/demo/http/faults.ts'
import { expect, pasteWebhook, refusal, signIn, test, type TestPortal } from '../../support/app/portal.ts'

const column = (main: Page, title: string) => main.getByRole('group', { name: title, exact: true })
const view = (main: Page) => main.getByRole('button', { name: 'View', exact: true })
const adminRights = (main: Page) => main.getByRole('menuitem', { name: 'Administrator’s rights' })

async function pick(main: Page, board: string): Promise<void> {
  await main.getByRole('heading', { level: 1 }).getByRole('button').click()
  await main.getByRole('dialog', { name: 'Board' }).getByRole('button', { name: board }).click()
}

async function choose(main: Page, board: string): Promise<void> {
  await pick(main, board)
  await expect(main.getByRole('group', { name: `Stages of “${board}”` })).toBeVisible()
}

/** The tasks of “Website relaunch” with the stage that each is in. */
const places = (portal: TestPortal) =>
  portal.call('tasks.task.list', {
    filter: { GROUP_ID: 1 },
    order: { ID: 'asc' },
    select: ['ID', 'STAGE_ID'],
  })

/** The portal's answer to `task.stages.canmovetask` where somebody may look at a board and no more. */
const no: Fault = { kind: 'html', status: 200, body: JSON.stringify({ result: false }) }

test('a task that the portal does not let into a stage of a project is put back, with the reason in words', async ({
  launch,
  portal,
}) => {
  const main = await signIn(await launch(), portal)
  await choose(main, 'Website relaunch')
  const before = await places(portal)
  const card = column(main, 'Backlog').getByRole('listitem').first().locator('[data-stop]')
  const title = (await card.textContent())?.trim() ?? ''
  const cards = await column(main, 'In progress').getByRole('listitem').count()
  const refusals = main.getByRole('region', { name: 'Changes that were not saved' })

  for (const [code, why] of [
    ['ACCESS_DENIED_MOVE', 'The portal does not let you do this.'],
    ['DIFFERENT_STAGES', 'The portal refused this.'],
  ] as const) {
    portal.break(({ method }) =>
      method === 'task.stages.movetask' ? refusal(code, 'Only its owner moves it') : undefined,
    )
    await card.focus()
    await main.keyboard.press('Control+Shift+ArrowRight')
    await expect(refusals.getByText(`“${title}” stayed in “Backlog”.`)).toBeVisible()
    await expect(refusals.getByText(why)).toBeVisible()
    await expect(refusals.getByText(/Only its owner moves it/)).toBeVisible()
    await expect(refusals.getByText(code)).toHaveCount(0)
    await expect(column(main, 'In progress').getByRole('listitem')).toHaveCount(cards)
    await expect(column(main, 'Backlog').getByRole('button', { name: title, exact: true })).toBeVisible()
    await refusals.getByRole('button', { name: 'Dismiss' }).click()
  }
  expect(portal.asked('task.stages.movetask')).toHaveLength(2)
  expect(await places(portal)).toEqual(before)
  await expect(main.getByRole('button', { name: 'Nothing to undo' })).toBeVisible()

  await view(main).click()
  await expect(adminRights(main)).toBeVisible()
})

test('where tasks may not be moved nothing is tried and the reason is shown, and administrator’s rights are nobody else’s', async ({
  launch,
  portal,
}) => {
  const member = portal.users.find(({ id }) => id === 3)
  portal.break(({ method }) => (method === 'task.stages.canmovetask' ? no : undefined))
  const main = await (await launch()).main()
  await pasteWebhook(main, member?.webhook ?? '')
  await expect(main.getByRole('heading', { name: 'My Plan' })).toBeVisible()
  await choose(main, 'Website relaunch')
  const before = await places(portal)
  const reason = 'You may not move tasks on this board.'
  const card = column(main, 'Backlog').getByRole('listitem').first()

  await card.locator('[data-stop]').focus()
  await card.getByRole('button', { name: /^Actions for the task “.*”$/ }).click()
  const place = main.getByRole('menuitem', { name: 'In progress' })
  await expect(place).toHaveAttribute('aria-disabled', 'true')
  await expect(place).toContainText(reason)
  await main.keyboard.press('Escape')

  await view(main).click()
  await expect(main.getByRole('menuitem', { name: 'Show completed' })).toBeVisible()
  await expect(adminRights(main)).toHaveCount(0)
  await main.keyboard.press('Escape')

  await card
    .locator('[data-stop]')
    .dragTo(column(main, 'In progress').getByText('In progress', { exact: true }))
  await card.locator('[data-stop]').focus()
  await main.keyboard.press('Control+Shift+ArrowRight')
  await expect(main.getByRole('status').getByText(reason)).toBeVisible()
  expect(portal.asked('task.stages.movetask')).toEqual([])
  expect(await places(portal)).toEqual(before)
})

test('an administrator whom a project does not let in can open its board with administrator’s rights', async ({
  launch,
  portal,
}) => {
  portal.break(({ method, body }) => {
    const { entityId, isAdmin } = body as { entityId?: unknown; isAdmin?: unknown }
    const isClosed = method === 'task.stages.get' && Number(entityId) === 1 && !isAdmin
    return isClosed ? refusal('ACCESS_DENIED', 'You cannot view stages in this group') : undefined
  })
  const main = await signIn(await launch(), portal)
  await pick(main, 'Website relaunch')
  await expect(main.getByText('The portal does not let you do this.')).toBeVisible()
  await main.getByRole('button', { name: 'Use administrator’s rights' }).click()
  await expect(main.getByRole('group', { name: 'Stages of “Website relaunch”' })).toBeVisible()
  await expect(main.getByText('With administrator’s rights')).toBeVisible()
})
