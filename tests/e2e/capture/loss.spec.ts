import { once } from 'node:events'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '../../support/app/app.ts'
import { attachments, chip, field, pasteFile } from '../../support/app/capture-window.ts'
import { expect, save, summon, test } from '../../support/app/portal.ts'

async function kill({ app, close }: App) {
  const ended = once(app.process(), 'exit')
  app.process().kill('SIGKILL')
  await ended
  await close()
}

test('of a title that is longer than the portal keeps nothing is lost, and a chip says so before', async ({
  capturing: { app, capture },
  portal,
}) => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ')
  await field(capture).fill(words)
  await expect(chip(capture, /The title is longer than the portal keeps/)).toBeVisible()
  await app.press('Return')
  const title = words.slice(0, words.lastIndexOf(' ', 250))
  await expect.poll(async () => (await portal.task(title))['description']).toBe(words.slice(title.length + 1))
})

test('kill -9 and a restart leave a draft with what was made text again and its file', async ({
  capturing: { app, capture },
  launch,
  portal,
}) => {
  await app.type('Plan tomorrow')
  await expect(chip(capture, /^Deadline: /)).toBeVisible()
  await app.press('ctrl+t')
  await pasteFile(capture, 'notes.txt', 'remember')
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

test('a draft that was thrown away with its file comes back with it', async ({
  capturing: { app, capture },
  portal,
}) => {
  await app.type('Second thoughts')
  await pasteFile(capture, 'notes.txt', 'remember')
  await app.press('ctrl+shift+BackSpace')
  await expect(attachments(capture)).toHaveCount(0)
  await app.press('ctrl+z')
  await expect(attachments(capture)).toHaveText([/notes\.txt/])
  await app.press('Return')
  await expect
    .poll(async () => (await portal.task('Second thoughts'))['ufTaskWebdavFiles'])
    .toEqual([expect.any(String)])
})

test('a capture that was saved just before kill -9 becomes one task after the restart', async ({
  signedIn: { app },
  launch,
  portal,
}) => {
  portal.break(({ method }) => (method === 'tasks.task.add' ? { kind: 'reset-after' } : undefined))
  await save(app, 'Saved in time #kept')
  await expect.poll(() => portal.asked('tasks.task.add').length).toBeGreaterThan(0)
  await kill(app)
  portal.break(null)
  await launch({ dataDir: app.dataDir })
  await expect
    .poll(async () => Object.values((await portal.task('Saved in time'))['tags'] as object))
    .toMatchObject([{ title: 'kept' }])
  expect(await portal.tasksNamed('Saved in time')).toHaveLength(1)
})

test('Enter pressed many times makes one task', async ({ signedIn: { app }, portal }) => {
  await summon(app)
  await app.type('Impatient')
  await app.press('Return', 'Return', 'Return')
  await expect.poll(app.captureIsUp).toBe(false)
  await portal.task('Impatient')
  expect(portal.asked('tasks.task.add')).toHaveLength(1)
})

test('what is typed right after saving belongs to the next capture', async ({
  capturing: { app, capture },
  portal,
}) => {
  await app.type('First one')
  await app.press('alt+Return')
  await app.type('and the next')
  await expect(field(capture)).toHaveValue('and the next')
  await portal.task('First one')
})

test('a disk that takes nothing is told, the text stays, and is saved once there is room', async ({
  capturing: { app, capture },
  portal,
}) => {
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
  const capture = await save(app, 'For nobody')
  await expect(capture.getByRole('alert')).toContainText('Nobody is signed in.')
  await expect(field(capture)).toHaveValue('For nobody')
})
