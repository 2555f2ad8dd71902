import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Page } from 'playwright'
import { freePort } from '../../support/free-port.ts'
import { allow, fillIn, opened, plan, signIn, test, type Card } from '../../support/app/oauth.ts'
import { expect, summon } from '../../support/app/portal.ts'

/** Allows the app in, in a browser that cannot come back; answers the address it was sent to. */
async function sentTo(page: Page, address: string, card: Card): Promise<string> {
  let url = ''
  page.on('request', (request) => {
    if (request.url().startsWith(card.redirectUri)) url = request.url()
  })
  await page.goto(address)
  await allow(page).catch(() => undefined) // the browser shows its own error page
  await expect.poll(() => url).not.toBe('')
  return url
}

async function paste(main: Page, address: string): Promise<void> {
  await main.getByText('The browser cannot come back?').click()
  await main.getByLabel('Paste the address you were sent to').fill(address)
  await main.getByRole('button', { name: 'Use this address' }).click()
}

test('a person signs in on the portal’s page and captures', async ({ app, people, card, browserPage }) => {
  const main = await signIn(app, people, card, browserPage)
  await expect(browserPage.getByText(/close this/i)).toBeVisible()
  await summon(app)
  await app.type('Signed in and captured')
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByRole('button', { name: /^Open “Signed in and captured”/ })).toBeVisible()
  expect(await readFile(`${app.dataDir}/accounts.json`, 'utf8')).toContain('oauth')
})

test('the sign-in is there again at the next start', async ({ app, people, card, browserPage, launch }) => {
  await signIn(app, people, card, browserPage)
  await app.close()
  await expect(plan(await (await launch({ dataDir: app.dataDir })).main())).toBeVisible()
})

test('an address of another sign-in changes nothing, and the right one still counts', async ({
  app,
  people,
  card,
  browserPage,
}) => {
  const main = await app.main()
  await fillIn(main, people, card)
  const address = await opened(app)
  await browserPage.goto(`${card.redirectUri}?code=stolen&state=${'x'.repeat(43)}&domain=127.0.0.1`)
  await expect(main.getByText('Waiting for the browser…').first()).toBeVisible()
  await browserPage.goto(address)
  await allow(browserPage)
  await expect(plan(main)).toBeVisible()
})

test('the address can be pasted where the browser cannot come back', async ({
  app,
  people,
  card,
  browserPage,
}) => {
  const main = await app.main()
  // The app listens at another port than the application's card leads to, as behind a wall.
  await fillIn(main, people, { ...card, port: await freePort() })
  const address = await opened(app)
  await paste(main, await sentTo(browserPage, address, card))
  await expect(plan(main)).toBeVisible()
})

test('a code that comes too late is told, and what was typed stays', async ({
  app,
  people,
  card,
  browserPage,
}) => {
  const main = await app.main()
  await fillIn(main, people, { ...card, port: await freePort() })
  const address = await sentTo(browserPage, await opened(app), card)
  people.later(31)
  await paste(main, address)
  await expect(main.getByRole('alert').filter({ hasText: 'no longer valid' })).toBeVisible()
  await expect(main.getByLabel('Client ID')).toHaveValue(card.clientId)
})

test('a token that has run out is exchanged without anybody noticing', async ({
  app,
  people,
  card,
  browserPage,
}) => {
  const main = await signIn(app, people, card, browserPage)
  people.later(2 * 3600)
  await summon(app)
  await app.type('Hours later')
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByRole('button', { name: /^Open “Hours later”/ })).toBeVisible()
})

test('a cancelled sign-in goes quietly back to the form, with everything typed', async ({
  app,
  people,
  card,
}) => {
  const main = await app.main()
  await fillIn(main, people, card)
  await opened(app)
  await main.getByRole('button', { name: 'Cancel' }).click()
  await expect(main.getByLabel('Client ID')).toHaveValue(card.clientId)
  await expect(main.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0)
})

test('a sign-in that nobody comes back from ends after five minutes, with everything typed', async ({
  app,
  people,
  card,
}) => {
  // The app's own clock runs ahead, for the five minutes only.
  await app.app.evaluate(() => {
    const { setTimeout } = globalThis
    globalThis.setTimeout = Object.assign(
      (run: () => void, ms?: number, ...rest: []) => setTimeout(run, ms === 300_000 ? 500 : ms, ...rest),
      setTimeout,
    )
  })
  const main = await app.main()
  await fillIn(main, people, card)
  await opened(app)
  await expect(
    main.getByRole('alert').filter({ hasText: 'Nobody came back from the browser in time' }),
  ).toBeVisible()
  await expect(main.getByLabel('Client ID')).toHaveValue(card.clientId)
})

test('a port that another program has is named', async ({ app, people, card }) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(card.port, '127.0.0.1', resolve))
  const main = await app.main()
  await fillIn(main, people, card)
  await expect(main.getByRole('alert').filter({ hasText: String(card.port) })).toBeVisible()
  await new Promise((resolve) => other.close(resolve))
})

test('two accounts stand side by side, and one is switched to', async ({
  app,
  people,
  card,
  portal,
  browserPage,
}) => {
  const main = await signIn(app, people, card, browserPage)
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('button', { name: 'Add an account' }).click()
  await main.getByLabel('Webhook address', { exact: true }).fill(portal.webhook)
  await main.getByRole('button', { name: 'Connect' }).click()
  await expect(main.getByText('This week', { exact: true })).toBeVisible()
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('button', { name: /^Switch to Anna Schmidt/ }).click()
  await main.getByRole('button', { name: 'My Plan' }).click()
  await expect(main.getByText('Not planned', { exact: true })).toBeVisible()
})
