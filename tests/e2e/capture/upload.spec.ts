import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attachments } from '../../support/app/capture-window.ts'
import { dropFiles } from '../../support/app/drop-files.ts'
import type { App } from '../../support/app/app.ts'
import { expect, signIn, summon, test as base, type TestPortal } from '../../support/app/portal.ts'
import { startTrayHost, type TrayHost } from '../../support/app/tray.ts'
import { openHeldLine, type HeldLine } from '../../support/held-line.ts'

/** More than the system takes on its own while nobody reads. */
const size = 24 * 1024 ** 2

/** A portal behind a line that can be made to take no more, a large file, and the tray. */
const test = base.extend<{ line: HeldLine; away: TestPortal; film: string; tray: TrayHost }>({
  line: async ({ portal }, use) => {
    const line = await openHeldLine(portal.port)
    await use(line)
    line.close()
  },
  away: async ({ portal, line }, use) => {
    await use({ ...portal, webhook: `${line.origin}${new URL(portal.webhook).pathname}` })
  },
  // Playwright reads from this pattern that the fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  film: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'quickplan-film-'))
    const film = join(folder, 'film.mov')
    await writeFile(film, Buffer.alloc(size, 1))
    await use(film)
    await rm(folder, { recursive: true, force: true })
  },
  tray: async ({ desktop }, use) => {
    const tray = await startTrayHost(desktop.busAddress)
    await use(tray)
    tray.stop()
  },
})

async function kill({ app, close }: App) {
  const ended = once(app.process(), 'exit')
  app.process().kill('SIGKILL')
  await ended
  await close()
}

async function captureWith(app: App, film: string): Promise<void> {
  const capture = await summon(app)
  await app.type('With a film')
  await dropFiles(capture, [film])
  await expect(attachments(capture)).toHaveCount(1)
  await app.press('Return')
  await expect.poll(app.captureIsUp).toBe(false)
}

const attachedTo = async (portal: TestPortal) =>
  (await portal.task('With a film'))['ufTaskWebdavFiles'] as string[]

test('a large file shows how far it has come, is stopped from the tray, and sent when it is wanted', async ({
  tray,
  launch,
  line,
  away,
  portal,
  film,
}) => {
  const app = await launch()
  const main = await signIn(app, away)
  line.hold(4 * 1024 ** 2)
  await captureWith(app, film)
  await main.getByRole('button', { name: /^Sent/ }).click()
  const row = main.getByRole('listitem').filter({ hasText: 'With a film' })
  const progress = row.getByRole('progressbar', { name: 'Upload of the files of “With a film”' })
  await expect(progress).toHaveAttribute('max', String(size))
  await expect.poll(async () => Number(await progress.getAttribute('value'))).toBeGreaterThan(0)
  expect(Number(await progress.getAttribute('value'))).toBeLessThan(size)
  await expect
    .poll(async () => (await tray.menu()).map(({ label }) => label))
    .toEqual(expect.arrayContaining([expect.stringMatching(/^“With a film”: \d0? % of the files sent$/)]))
  await tray.click('  Stop sending the files')
  await expect(row.getByText('You stopped the upload.').first()).toBeVisible()
  await expect(progress).toHaveCount(0)
  expect(await attachedTo(portal)).toEqual([])

  line.release()
  await row.getByRole('button', { name: 'Try again to send “With a film”' }).click()
  await expect.poll(() => attachedTo(portal), { timeout: 60_000 }).toHaveLength(1)
  expect(await portal.files()).toEqual([{ name: 'film.mov', size }])
})

test('an upload that kill -9 has cut off is made after the restart, once', async ({
  launch,
  line,
  away,
  portal,
  film,
}) => {
  const app = await launch()
  await signIn(app, away)
  line.hold(4 * 1024 ** 2)
  await captureWith(app, film)
  await portal.task('With a film')
  await kill(app)
  line.release()
  await launch({ dataDir: app.dataDir })
  await expect.poll(() => attachedTo(portal), { timeout: 60_000 }).toHaveLength(1)
  expect(await portal.files()).toEqual([{ name: 'film.mov', size }])
})
