import { readdir, readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import type { Fault } from '../../../electron/demo/http/faults.ts'
import type { App } from '../../support/app/app.ts'
import { allow, opened, signIn, test, type People } from '../../support/app/oauth.ts'
import { expect, summon } from '../../support/app/portal.ts'

const hours = 3600
const days = 24 * hours

/** Lets the token server do this instead, so often; then it is well again. Answers how often it was asked to renew. */
function breakRenewal(people: People, fault: Fault, times = Infinity): () => number {
  let asked = 0
  people.faults.before = ({ method, body }) => {
    if (method !== 'oauth/token' || (body as { grant_type: string }).grant_type !== 'refresh_token') return
    asked += 1
    return asked <= times ? fault : undefined
  }
  return () => asked
}

async function capture(app: App, text: string): Promise<void> {
  await summon(app)
  await app.type(text)
  await app.press('Return')
  await expect.poll(app.captureIsUp).toBe(false)
}

const ended = (main: Page) => main.getByText(/^The sign-in to .* has ended\.$/)

/** One click here, one yes on the portal's page, and what waited is sent. Nothing is typed. */
async function signInAgain(app: App, main: Page, browserPage: Page, waited: string): Promise<void> {
  await app.app.evaluate(({ shell }) => void Object.assign(shell, { opened: '' }))
  await main.getByRole('button', { name: 'Sign in again' }).click()
  await browserPage.goto(await opened(app))
  await allow(browserPage)
  await expect(ended(main)).toHaveCount(0)
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByRole('button', { name: new RegExp(`^Open “${waited}”`) })).toBeVisible()
}

test('when the portal has ended the sign-in, what was captured waits, and one click signs in again', async ({
  app,
  people,
  card,
  browserPage,
}) => {
  const main = await signIn(app, people, card, browserPage)
  people.later(200 * days)
  await capture(app, 'Kept all the same')
  await expect(ended(main)).toBeVisible()
  const [name = ''] = (await readdir(`${app.dataDir}/captures`)).filter((file) => file.endsWith('.json'))
  const kept = async () => JSON.parse(await readFile(`${app.dataDir}/captures/${name}`, 'utf8')) as object
  await expect.poll(kept).toMatchObject({ title: 'Kept all the same', state: 'waiting' })
  await signInAgain(app, main, browserPage, 'Kept all the same')
})

test('where the answer to a renewal was lost the account stays, and one click signs in again', async ({
  app,
  people,
  card,
  browserPage,
}) => {
  const main = await signIn(app, people, card, browserPage)
  people.later(2 * hours)
  // The token was exchanged, so it is dead when it is sent once more.
  const asked = breakRenewal(people, { kind: 'reset-after' }, 1)
  await capture(app, 'Renewed into nothing')
  await expect(ended(main)).toBeVisible()
  expect(asked()).toBe(2)
  await signInAgain(app, main, browserPage, 'Renewed into nothing')
})

test('where a renewal did not reach the server it is made once more, and nobody notices', async ({
  app,
  people,
  card,
  browserPage,
}) => {
  const main = await signIn(app, people, card, browserPage)
  people.later(2 * hours)
  breakRenewal(people, { kind: 'reset-before' }, 1)
  await capture(app, 'Renewed at once')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByRole('button', { name: /^Open “Renewed at once”/ })).toBeVisible()
})

const wrongAnswers: [string, Fault][] = [
  ['a page', { kind: 'html', status: 404 }],
  ['404 in JSON', { kind: 'error', shape: 'v2', status: 404, code: 'NOT_FOUND', message: 'No such portal' }],
]
for (const [name, fault] of wrongAnswers) {
  test(`a token server that answers with ${name} ends no sign-in`, async ({
    app,
    people,
    card,
    browserPage,
  }) => {
    const main = await signIn(app, people, card, browserPage)
    people.later(2 * hours)
    const asked = breakRenewal(people, fault)
    await capture(app, 'Waits for the server')
    await expect.poll(asked).toBeGreaterThan(0)
    await main.getByRole('button', { name: 'Sent' }).click()
    await expect(main.getByText('answered with a failure of its own').first()).toBeVisible()
    await expect(ended(main)).toHaveCount(0)
    delete people.faults.before
    await expect(main.getByRole('button', { name: /^Open “Waits for the server”/ })).toBeVisible({
      timeout: 90_000,
    })
  })
}

test('an account whose sign-in has ended can be removed', async ({ app, people, card, browserPage }) => {
  const main = await signIn(app, people, card, browserPage)
  people.later(200 * days)
  await capture(app, 'Without an account')
  await expect(ended(main)).toBeVisible()
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('button', { name: 'Sign out…' }).click()
  await main.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(main.getByRole('button', { name: 'Try the demo' })).toBeVisible()
  expect(await readFile(`${app.dataDir}/accounts.json`, 'utf8')).not.toContain('oauth')
})
