import type { Page } from '@playwright/test'
import { field } from '../support/app/capture-window.ts'
import { expect, pasteWebhook, refusal, summon, test } from '../support/app/portal.ts'

const texts: [name: string, text: string][] = [
  ['markup', '<img src=x onerror="document.title=1"> <b>bold</b>'],
  ['right to left', 'שלום עולם report'],
  ['zero width and emoji', '👩‍👩‍👧 te\u200bxt 🏳️‍🌈'],
  ['control characters', 'bell\u0007 and \u001b[31mred'],
  ['NUL', 'before\u0000after'],
]

test('whatever is written arrives as it was written, and nothing of it is markup', async ({
  signedIn: { app, main },
  portal,
}) => {
  await main.getByRole('button', { name: 'Sent' }).click()
  const capture = await app.capture()
  const elements = (page: Page) => page.locator('img, b, script:not([src])').count()
  for (const [name, text] of texts) {
    await summon(app)
    await field(capture).fill(text)
    expect(await elements(capture), name).toBe(0)
    await app.press('Return')
    await expect.poll(app.captureIsUp, name).toBe(false)
    await expect.poll(async () => (await portal.tasksNamed(text)).length, name).toBe(1)
  }
  await expect(main.getByText('<b>bold</b>')).toBeVisible()
  await main.getByRole('button', { name: 'My Plan' }).click()
  await main.getByRole('button', { name: 'Refresh' }).click()
  await expect(main.getByText('<b>bold</b>')).toBeVisible()
  expect(await elements(main)).toBe(0)
})

/** Stages as no faithful portal tells them: in no order, with holes, odd signs and a colour that is none. */
const oddStages = {
  '11': { ID: '11', TITLE: 'שלום', SORT: '300', COLOR: '00C4FB', SYSTEM_TYPE: 'NEVER_HEARD_OF' },
  '12': { ID: 12, TITLE: '<img src=x> <b>bold</b>', SORT: 100, COLOR: 'violet' },
  '13': { ID: '13', TITLE: 'x'.repeat(500), COLOR: null, SORT: '200' },
  '14': { ID: '14', TITLE: ' ', COLOR: '"><b>' },
  '15': { ID: '15', TITLE: '👩‍👩‍👧', SORT: '400', COLOR: '#ffaa00' },
  '16': { ID: '16', TITLE: '👩‍👩‍👧', SORT: '400', COLOR: 'FFAA00' },
  '17': [],
}

test('whatever a portal tells of its stages is shown in its order, each name as text', async ({
  launch,
  portal,
}) => {
  const body = JSON.stringify({ result: oddStages })
  portal.break(({ method }) =>
    method === 'task.stages.get' ? { kind: 'html', status: 200, body } : undefined,
  )
  const main = await (await launch()).main()
  await pasteWebhook(main, portal.webhook)
  const stages = main.getByRole('group', { name: 'Stages of My Plan' }).locator('[data-stage]')
  await expect(stages).toHaveCount(6)
  const names = await stages.evaluateAll((all) => all.map((stage) => stage.getAttribute('aria-label')))
  const face = '👩‍👩‍👧'
  expect(names).toEqual(['<img src=x> <b>bold</b>', 'x'.repeat(500), 'שלום', face, face, 'Untitled'])
  expect(await main.locator('img, b').count()).toBe(0)
  await expect(main.getByRole('button', { name: 'Actions for “Untitled”' })).toBeVisible()
  const colors = await stages.evaluateAll((all) =>
    all.map((stage) => (stage as HTMLElement).style.getPropertyValue('--stage').toLowerCase()),
  )
  expect(colors).toEqual(['#c8cdd3', '#c8cdd3', '#00c4fb', '#ffaa00', '#ffaa00', '#c8cdd3'])
  for (const name of await stages.locator('[data-handle]').all()) {
    const { width } = (await name.boundingBox()) ?? { width: Number.NaN }
    expect(width).toBeLessThan(400)
  }
})

test('ten thousand characters arrive whole, as a title that the portal keeps and a description', async ({
  capturing: { app, capture },
  portal,
}) => {
  const typed = 'слово '.repeat(1_667).trim()
  await field(capture).fill(typed)
  await app.press('Return')
  const newest = async () => {
    const query = { order: { ID: 'desc' }, select: ['ID', 'TITLE', 'DESCRIPTION'] }
    const { tasks } = (await portal.call('tasks.task.list', query)) as { tasks: Record<string, string>[] }
    return tasks[0]
  }
  await expect.poll(async () => (await newest())?.['title']).toMatch(/^слово (слово ?)+$/)
  const { title = '', description = '' } = (await newest()) ?? {}
  expect(title.length).toBeLessThanOrEqual(250)
  expect(`${title} ${description}`).toBe(typed)
})

test('what the portal refuses is kept with the reason, and goes out once it was changed', async ({
  signedIn: { app, main },
  portal,
}) => {
  portal.break(({ method }) =>
    method === 'tasks.task.add' ? refusal('ERROR_CORE', 'No such words here') : undefined,
  )
  await summon(app)
  await app.type('Refused words')
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByText(/No such words here/)).toBeVisible()
  portal.break(null)
  await main.getByRole('button', { name: /^More of/ }).click()
  await main.getByRole('button', { name: 'Edit' }).click()
  await main.getByLabel('Title').fill('Better words')
  await main.getByRole('button', { name: 'Save' }).click()
  await expect(main.getByRole('button', { name: 'Open “Better words” in the browser' })).toBeVisible()
  expect(await portal.tasksNamed('Better words')).toHaveLength(1)
})
