import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { waitFor } from '../../scripts/system/wait.ts'
import type { App } from '../support/app/app.ts'
import { expect, signIn, test } from '../support/app/portal.ts'
import { startAgain } from '../support/app/start-again.ts'
import { runQuickplan } from '../support/inbound/quickplan.ts'

/** Runs the command once the app listens. */
async function quickplan({ dataDir }: App, args: string[], input = '') {
  const endpoint = join(dataDir, 'endpoint.json')
  await waitFor('the socket', async () => (await stat(endpoint).catch(() => null)) !== null)
  return runQuickplan(dataDir, args, { input })
}

const mainIsOpen = ({ app }: App) => app.windows().some((page) => page.url().includes('/main/'))

test('quickplan add makes tasks, a line each, and leaves what is being typed alone', async ({
  capturing: { app, capture },
  portal,
}) => {
  await app.type('Half a thought')
  const { code } = await quickplan(app, ['add'], 'From a file\nИз файла завтра\n')
  expect(code).toBe(0)
  for (const title of ['From a file', 'Из файла']) {
    await expect.poll(async () => (await portal.tasksNamed(title)).length).toBe(1)
  }
  await expect(capture.getByRole('textbox')).toHaveValue('Half a thought')
})

test('quickplan --capture opens the field with the keyboard in it', async ({ signedIn: { app } }) => {
  expect(await quickplan(app, ['--capture'])).toEqual({ out: '', err: '', code: 0 })
  await expect.poll(app.captureIsUp).toBe(true)
})

test('quickplan add is refused before anybody has signed in', async ({ launch }) => {
  const app = await launch()
  const { err, code } = await quickplan(app, ['add', 'Too early'])
  expect({ err, code }).toEqual({
    err: 'quickplan: Nothing was saved, because of line 1: Nobody is signed in.\n',
    code: 1,
  })
})

test('the socket of an app that was killed is replaced at the next start', async ({ launch, portal }) => {
  const killed = await launch()
  await signIn(killed, portal)
  await quickplan(killed, ['parse', 'text'])
  const ended = once(killed.app.process(), 'exit')
  killed.app.process().kill('SIGKILL')
  await ended
  const app = await launch({ dataDir: killed.dataDir })
  await app.main()
  await expect.poll(async () => (await quickplan(app, ['parse', 'text', '--wait', '0'])).code).toBe(0)
})

test('a link opens the field and not the main window', async ({ launch, desktop }) => {
  const app = await launch({ args: ['--hidden'] })
  await app.capture()
  expect(await startAgain(app, desktop.env, ['quickplan://capture?text=Call%20Anna'])).toEqual([0, null])
  await expect.poll(app.captureIsUp).toBe(true)
  expect(mainIsOpen(app)).toBe(false)
})

test('hostile arguments of a second start change nothing but say so', async ({ launch, desktop }) => {
  const app = await launch({ args: ['--hidden'] })
  const capture = await app.capture()
  // Chromium itself ends a second start whose arguments are longer than 32 KB.
  const noise = Array.from({ length: 500 }, (_, index) => `--x${index}=javascript:alert(1)`)
  expect(await startAgain(app, desktop.env, ['--hidden', ...noise, 'https://example.com/'])).toEqual([
    0,
    null,
  ])
  expect([mainIsOpen(app), await app.captureIsUp()]).toEqual([false, false])
  await startAgain(app, desktop.env, ['quickplan://run?text=rm', '--remote-debugging-port=1'])
  await expect.poll(() => app.output()).toContain('A link was refused: action-unknown')
  expect(capture.url()).toContain('app://capture/capture/')
})

test('where the shortcut is taken Settings shows the command to bind, and copies it', async ({ launch }) => {
  const first = await launch({ args: ['--demo'] })
  await first.main()
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  await main.getByRole('button', { name: 'Settings' }).click()
  const command = await main.locator('code', { hasText: '--capture' }).textContent()
  expect(command).toContain('quickplan.mjs')
  await main.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(main.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await app.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(command)
})
