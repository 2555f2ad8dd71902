import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { waitFor } from '../../scripts/system/wait.ts'
import type { App } from '../support/app/app.ts'
import { field } from '../support/app/capture-window.ts'
import { runQuickplan } from '../support/inbound/quickplan.ts'
import { copy } from '../support/wayland/kwin.ts'
import { activeOf, expect, signIn, test, title } from '../support/wayland/test.ts'

/** Opens the field by the command that somebody binds to a key. */
async function summon(app: App) {
  const endpoint = join(app.dataDir, 'endpoint.json')
  await waitFor('the socket', async () => (await stat(endpoint).catch(() => null)) !== null)
  expect(await runQuickplan(app.dataDir, ['--capture'])).toEqual({ out: '', err: '', code: 0 })
  await expect.poll(app.captureIsUp).toBe(true)
  return app.capture()
}

test('the command opens the field, and what is typed into it becomes a task', async ({
  launch,
  portal,
  keyboard,
  kwin,
}, info) => {
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await keyboard.type('typed under wayland')
  await expect(field(capture)).toHaveValue('typed under wayland')
  await writeFile(info.outputPath('capture.png'), await kwin.picture())
  await keyboard.press('Enter')
  const notice = await app.page('app://notice/notice/index.html')
  await expect(notice.getByText('Saved: typed under wayland')).toBeVisible()
  await expect.poll(async () => (await kwin.windows()).length, { timeout: 8_000 }).toBe(2)
  await writeFile(info.outputPath('notice.png'), await kwin.picture())
  await portal.task('typed under wayland')
})

test('after Esc the keyboard is back with the program before', async ({
  launch,
  portal,
  keyboard,
  other,
  kwin,
}) => {
  const app = await launch()
  await signIn(app, portal)
  await other.open()
  await keyboard.type('one')
  await summon(app)
  await keyboard.type('half a thought')
  await keyboard.press('Escape')
  await expect.poll(app.captureIsUp).toBe(false)
  await expect.poll(async () => (await activeOf(kwin))?.title).toBe(title)
  await keyboard.type('two')
  await keyboard.press('Enter')
  expect(await other.answer()).toBe('onetwo')
})

test('an address that another program has copied is offered', async ({ launch, portal, desktop }) => {
  const app = await launch()
  await signIn(app, portal)
  await copy('https://example.com/page', desktop)
  const capture = await summon(app)
  await expect(capture.getByRole('button', { name: /example\.com/ })).toBeVisible()
})
