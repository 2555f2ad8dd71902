import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { waitFor } from '../../scripts/system/wait.ts'
import type { App } from '../support/app/app.ts'
import { field } from '../support/app/capture-window.ts'
import { expect, summon, test } from '../support/app/portal.ts'
import { startAgain } from '../support/app/start-again.ts'
import { runQuickplan } from '../support/inbound/quickplan.ts'

const question = (capture: Page) => capture.getByRole('alertdialog', { name: 'A link wants to add this:' })

/** Follows a link, as a browser does: by one more start of the app. */
const follow = (app: App, env: NodeJS.ProcessEnv, link: string) => startAgain(app, env, [link])

test('a link that wants to add a task asks first, and gets it when somebody agrees', async ({
  signedIn: { app },
  portal,
  desktop,
}) => {
  const capture = await app.capture()
  await follow(app, desktop.env, 'quickplan://add?text=Buy%20%3Cb%3Emilk%3C%2Fb%3E%20%23shop')
  await expect(question(capture)).toContainText('Buy <b>milk</b> #shop')
  expect(await portal.tasksNamed('Buy <b>milk</b>')).toEqual([])
  await question(capture).getByRole('button', { name: 'Save', exact: true }).click()
  await portal.task('Buy <b>milk</b>')
  await expect.poll(app.captureIsUp).toBe(false)
})

test('the key that comes next does not agree to what a link wants, and the draft stays', async ({
  capturing: { app, capture },
  portal,
  desktop,
}) => {
  await app.type('my own')
  await follow(app, desktop.env, 'quickplan://add?text=Not%20wanted')
  await expect(question(capture).getByRole('button', { name: 'Don’t save' })).toBeFocused()
  await app.press('Return')
  await expect.poll(app.captureIsUp).toBe(false)
  await summon(app)
  await expect(question(capture)).toHaveCount(0)
  await expect(field(capture)).toHaveValue('my own')
  expect(await portal.tasksNamed('Not wanted')).toEqual([])
})

test('a link that opens the field puts its text in, and the draft comes back after it', async ({
  capturing: { app, capture },
  portal,
  desktop,
}) => {
  await app.type('my own')
  await follow(app, desktop.env, 'quickplan://capture?text=From%20outside%20tomorrow')
  await expect(field(capture)).toHaveValue('From outside tomorrow')
  await app.press('Return')
  await portal.task('From outside')
  await summon(app)
  await expect(field(capture)).toHaveValue('my own')
})

test('a message at the socket that is no JSON changes nothing, and the next one is understood', async ({
  signedIn: { app },
  portal,
}) => {
  const endpoint = await waitFor('the socket', () =>
    readFile(join(app.dataDir, 'endpoint.json'), 'utf8').catch(() => null),
  )
  const socket = connect((JSON.parse(endpoint) as { address: string }).address)
  socket.on('error', () => undefined) // it may be closed before all is written
  socket.resume().end('rm -rf / {"\n')
  await once(socket, 'close')
  expect((await runQuickplan(app.dataDir, ['add', 'After the noise'])).code).toBe(0)
  await portal.task('After the noise')
})
