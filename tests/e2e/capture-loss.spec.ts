import { once } from 'node:events'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { App } from '../support/app.ts'
import { expect, signIn, summon, test } from '../support/portal.ts'

const field = (capture: Page) => capture.getByRole('textbox', { name: 'New task' })
const deadlineChip = (capture: Page) => capture.getByRole('button', { name: /^Deadline: / })

async function kill({ app, close }: App) {
  const ended = once(app.process(), 'exit')
  app.process().kill('SIGKILL')
  await ended
  await close()
}

/** Attaches a file by the page, for which it has a name and bytes. */
const attach = (capture: Page, name: string, content: string) =>
  field(capture).evaluate(
    (area, [fileName, text]) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([text ?? ''], fileName ?? ''))
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [name, content],
  )

test('kill -9 and a restart leave a draft with what was made text again and its file', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await app.type('Plan tomorrow')
  await expect(deadlineChip(capture)).toBeVisible()
  await app.press('BackSpace')
  await attach(capture, 'notes.txt', 'remember')
  await expect(capture.getByRole('button', { name: 'Remove notes.txt' })).toBeVisible()
  const onDisk = () => readFile(join(app.dataDir, 'draft.json'), 'utf8')
  await expect.poll(onDisk).toMatch(/"plain":\[\{.*notes\.txt/)
  await kill(app)
  const again = await launch({ dataDir: app.dataDir, args: ['--hidden'] })
  const later = await summon(again)
  await expect(later.getByText(/^To My Plan/)).toBeVisible()
  await expect(field(later)).toHaveValue('Plan tomorrow')
  await expect(later.getByRole('button', { name: 'Remove notes.txt' })).toBeVisible()
  await again.press('Return')
  await expect
    .poll(async () => (await portal.task('Plan tomorrow'))['ufTaskWebdavFiles'])
    .toEqual([expect.any(String)])
  expect((await portal.task('Plan tomorrow'))['deadline']).toBeNull()
})

test('a capture that was saved just before kill -9 becomes one task after the restart', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  await signIn(app, portal)
  portal.break(({ method }) => (method === 'tasks.task.add' ? { kind: 'reset-after' } : undefined))
  await summon(app)
  await app.type('Saved in time #kept')
  await app.press('Return')
  await expect.poll(() => portal.asked('tasks.task.add').length).toBeGreaterThan(0)
  await kill(app)
  portal.break(null)
  await launch({ dataDir: app.dataDir })
  await expect
    .poll(async () => Object.values((await portal.task('Saved in time'))['tags'] as object))
    .toMatchObject([{ title: 'kept' }])
  expect(await portal.tasksNamed('Saved in time')).toHaveLength(1)
})

test('a file whose upload lost its answer is on the Drive once', async ({ launch, portal }) => {
  const app = await launch()
  await signIn(app, portal)
  let lost = 0
  portal.break(({ method }) =>
    method === 'disk.storage.uploadfile' && lost++ === 0 ? { kind: 'reset-after' } : undefined,
  )
  const capture = await summon(app)
  await app.type('With a file')
  await attach(capture, 'report.txt', 'all of it')
  await expect(capture.getByRole('button', { name: 'Remove report.txt' })).toBeVisible()
  await app.press('Return')
  await expect
    .poll(async () => (await portal.task('With a file'))['ufTaskWebdavFiles'])
    .toEqual([expect.any(String)])
  expect(await portal.files()).toEqual([{ name: 'report.txt', size: 9 }])
})

test('tags that the portal refuses are told with the reason, and come with the next try', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  const main = await signIn(app, portal)
  portal.break(({ method }) =>
    method === 'tasks.task.update'
      ? { kind: 'error', shape: 'v2', status: 400, code: 'ERROR_CORE', message: 'No tags on Sundays' }
      : undefined,
  )
  await summon(app)
  await app.type('Tagged #call')
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  const row = main.getByRole('listitem').filter({ hasText: 'Tagged' })
  await expect(row.getByText('Needs attention')).toBeVisible()
  await expect(row.getByText('No tags on Sundays').first()).toBeVisible()
  expect((await portal.task('Tagged'))['tags']).toEqual([])
  portal.break(null)
  await main.getByRole('button', { name: 'Try again to send “Tagged”' }).click()
  await expect
    .poll(async () => Object.values((await portal.task('Tagged'))['tags'] as object))
    .toMatchObject([{ title: 'call' }])
})

test('a file that the portal refuses is told with the reason, and comes with the next try', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  const main = await signIn(app, portal)
  portal.break(({ method }) =>
    method === 'disk.storage.uploadfile'
      ? { kind: 'error', shape: 'v2', status: 400, code: 'DISK_QUOTA', message: 'The Drive is full' }
      : undefined,
  )
  const capture = await summon(app)
  await app.type('Heavy')
  await attach(capture, 'report.txt', 'all of it')
  await expect(capture.getByRole('button', { name: 'Remove report.txt' })).toBeVisible()
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByText('The Drive is full').first()).toBeVisible()
  portal.break(null)
  await main.getByRole('button', { name: 'Try again to send “Heavy”' }).click()
  await expect
    .poll(async () => (await portal.task('Heavy'))['ufTaskWebdavFiles'])
    .toEqual([expect.any(String)])
})

test('a capture that the portal refuses does not hold up the one behind it', async ({ launch, portal }) => {
  const app = await launch()
  await signIn(app, portal)
  portal.break(({ method, body }) =>
    method === 'tasks.task.add' && JSON.stringify(body).includes('Poison')
      ? { kind: 'html', status: 500 }
      : undefined,
  )
  for (const text of ['Poison', 'Healthy']) {
    await summon(app)
    await app.type(text)
    await app.press('Return')
    await expect.poll(app.captureIsUp).toBe(false)
  }
  await portal.task('Healthy')
  expect(await portal.tasksNamed('Poison')).toEqual([])
})

test('Enter pressed many times makes one task', async ({ launch, portal }) => {
  const app = await launch()
  await signIn(app, portal)
  await summon(app)
  await app.type('Impatient')
  await app.press('Return', 'Return', 'Return')
  await expect.poll(app.captureIsUp).toBe(false)
  await portal.task('Impatient')
  expect(portal.asked('tasks.task.add')).toHaveLength(1)
})

test('what is typed right after saving belongs to the next capture', async ({ launch, portal }) => {
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await app.type('First one')
  await app.press('alt+Return')
  await app.type('and the next')
  await expect(field(capture)).toHaveValue('and the next')
  await portal.task('First one')
})

test('a disk that takes nothing is told, the text stays, and is saved once there is room', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  const folder = join(app.dataDir, 'captures')
  await rename(folder, `${folder}-away`)
  await app.type('Precious')
  await app.press('Return')
  await expect(capture.getByRole('alert')).toContainText('The text could not be written to disk.')
  await expect(field(capture)).toHaveValue('Precious')
  await mkdir(folder)
  await app.press('Return')
  await portal.task('Precious')
})

test('with nobody signed in saving says so, and the text stays', async ({ launch }) => {
  const app = await launch()
  await app.main()
  const capture = await summon(app)
  await app.type('For nobody')
  await app.press('Return')
  await expect(capture.getByRole('alert')).toContainText('Nobody is signed in.')
  await expect(field(capture)).toHaveValue('For nobody')
})

test.describe('on a portal without REST 3.0', () => {
  test.use({ rest3: false })

  test('every token becomes the one task', async ({ launch, portal }) => {
    const app = await launch()
    await signIn(app, portal)
    await summon(app)
    await app.type('Old but good @john @emily +Marketing #call ! ~45m /later')
    await app.press('Return')
    await expect
      .poll(async () => {
        const { tags, ...task } = await portal.task('Old but good')
        return { ...task, tags: Object.values(tags as object) }
      })
      .toMatchObject({
        ...{ responsibleId: '5', accomplices: ['8'], groupId: '3', priority: '2', timeEstimate: '2700' },
        tags: [{ title: 'call' }],
      })
    expect(await portal.tasksNamed('Old but good')).toHaveLength(1)
  })

  test('a lost answer is looked up and nothing is made twice', async ({ launch, portal }) => {
    const app = await launch()
    const main = await signIn(app, portal)
    let lost = 0
    portal.break(({ method, api }) =>
      method === 'tasks.task.add' && api === 'v2' && lost++ === 0 ? { kind: 'reset-after' } : undefined,
    )
    await summon(app)
    await app.type('Only once')
    await app.press('Return')
    await main.getByRole('button', { name: 'Sent' }).click()
    await expect(main.getByRole('button', { name: 'Open “Only once” in the browser' })).toBeVisible()
    expect(await portal.tasksNamed('Only once')).toHaveLength(1)
  })
})

test.describe('bad input', () => {
  const texts: [name: string, text: string][] = [
    ['markup', '<img src=x onerror="document.title=1"> <b>bold</b>'],
    ['right to left', 'שלום עולם report'],
    ['zero width and emoji', '👩‍👩‍👧 te\u200bxt 🏳️‍🌈'],
    ['control characters', 'bell\u0007 and \u001b[31mred'],
    ['NUL', 'before\u0000after'],
  ]

  test('whatever is written arrives as it was written, and nothing of it is markup', async ({
    launch,
    portal,
  }) => {
    const app = await launch()
    const main = await signIn(app, portal)
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

  test('ten thousand characters are kept, refused with the reason, and go out once shortened', async ({
    launch,
    portal,
  }) => {
    const app = await launch()
    const main = await signIn(app, portal)
    const capture = await summon(app)
    await field(capture).fill('слово '.repeat(1_667))
    await app.press('Return')
    await main.getByRole('button', { name: 'Sent' }).click()
    await expect(main.getByText(/too long/)).toBeVisible()
    await main.getByRole('button', { name: /^More of/ }).click()
    await main.getByRole('button', { name: 'Edit' }).click()
    await main.getByLabel('Title').fill('Much shorter')
    await main.getByRole('button', { name: 'Save' }).click()
    await expect(main.getByRole('button', { name: 'Open “Much shorter” in the browser' })).toBeVisible()
    expect(await portal.tasksNamed('Much shorter')).toHaveLength(1)
  })
})
