import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { startDemoPortal } from '../../../electron/demo/portal.ts'
import { findBrowser } from '../../../scripts/browser.ts'
import { isRoot } from '../../../scripts/electron/sandbox.ts'
import { createAuthority } from '../../../scripts/office/certificates.ts'
import { startGateway, startPac } from '../../../scripts/office/pages.ts'
import { captured, login, made, plan, portalName, test, tokenServer } from '../../support/app/office.ts'
import { expect, pasteWebhook } from '../../support/app/portal.ts'
import { freePort } from '../../support/free-port.ts'

const dialog = (main: Page) => main.getByRole('dialog')

async function signInToProxy(main: Page): Promise<void> {
  await expect(dialog(main)).toContainText('wants a name and a password')
  await dialog(main).getByLabel('Name').fill(login.user)
  await dialog(main).getByLabel('Password', { exact: true }).fill(login.password)
  await dialog(main).getByRole('button', { name: 'Sign in to the proxy' }).click()
  await expect(dialog(main)).toHaveCount(0)
}

test('a webhook signs in through a proxy with a password, to a portal with the company’s own root', async ({
  office,
}) => {
  office.proxy.change({ resolve: office.toPortal, login })
  const app = await office.start()
  const main = await app.main()
  await pasteWebhook(main, office.portal.webhook)
  await signInToProxy(main)
  await main.getByRole('button', { name: 'Connect' }).click()
  await expect(plan(main)).toBeVisible()
  await captured(app, 'From the office')
  await expect.poll(() => made(office)).toBe(1)
  expect(await readFile(join(app.dataDir, 'network.json'), 'utf8')).not.toContain('пароль')
})

test('OAuth signs in through a proxy with a password, token server and all', async ({ office }) => {
  office.proxy.change({ resolve: office.toPortal, login })
  const app = await office.start()
  await app.app.evaluate(({ shell }) => {
    shell.openExternal = (url) => Promise.resolve(void Object.assign(shell, { opened: url }))
  })
  const main = await app.main()
  const begin = async () => {
    await main.getByRole('button', { name: 'Sign in', exact: true }).click()
    const read = () => app.app.evaluate(({ shell }) => (shell as unknown as { opened?: string }).opened ?? '')
    await expect.poll(read).not.toBe('')
    const browser = await chromium.launch({
      executablePath: findBrowser() ?? '',
      chromiumSandbox: !isRoot(),
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      proxy: {
        server: `http://${office.proxy.name}`,
        bypass: 'localhost',
        username: login.user,
        password: login.password,
      },
    })
    const page = await browser.newPage({ ignoreHTTPSErrors: true })
    await page.goto(await read())
    await page.getByRole('button', { name: /Anna Schmidt/ }).click()
    await page.getByText(/close this/i).waitFor()
    await browser.close()
    await app.app.evaluate(({ shell }) => void Object.assign(shell, { opened: '' }))
  }
  await main.getByLabel('Portal address').fill(portalName)
  await main.getByLabel('Client ID').fill(office.portal.oauth.clientId)
  await main.getByLabel('Client secret', { exact: true }).fill(office.portal.oauth.clientSecret)
  await main.getByLabel('Port', { exact: true }).fill(String(office.returnPort))
  await begin()
  await signInToProxy(main)
  await begin()
  await expect(plan(main)).toBeVisible()
  expect(office.proxy.asked).toContainEqual({ target: `${tokenServer}:443`, opened: true })
})

test('without the root the portal is refused in words, trusted after its fingerprint was seen, and asked about anew', async ({
  office,
}) => {
  const app = await office.start({ roots: false })
  const main = await app.main()
  await pasteWebhook(main, office.portal.webhook)
  await expect(dialog(main)).toContainText(`Trust the certificate of ${portalName}?`)
  await expect(dialog(main)).toContainText('Office Root')
  await expect(dialog(main)).toContainText(/[0-9A-F]{2}(:[0-9A-F]{2}){31}/)
  await expect(main.getByText(/certificate of portal\.office\.test comes without/)).toBeVisible()
  expect(office.calls).toEqual([])
  await dialog(main).getByRole('button', { name: 'Trust this certificate' }).click()
  await main.getByRole('button', { name: 'Connect' }).click()
  await expect(plan(main)).toBeVisible()

  office.proxy.change({ resolve: office.toPortal, inspect: await createAuthority('Another Root') })
  await captured(app, 'Kept meanwhile')
  await expect(dialog(main)).toContainText('shows another certificate')
  expect(made(office)).toBe(0)
  await dialog(main).getByRole('button', { name: 'Trust this certificate' }).click()
  await expect.poll(() => made(office), { timeout: 60_000 }).toBe(1)

  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('button', { name: 'Trust it no more' }).click()
  await expect(main.getByRole('button', { name: 'Trust it no more' })).toHaveCount(0)
})

test('a script sends one portal through the proxy and another around it', async ({ office }) => {
  const port = await freePort()
  const pair = await office.authority.issue(['around.office.test'])
  const around = await startDemoPortal({
    file: null,
    key: 'the key of the portal around',
    port,
    tls: { ...pair, address: `https://around.office.test:${port}` },
  })
  const pac = await startPac(
    `function FindProxyForURL(url, host) { return host === '${portalName}' ? 'PROXY ${office.proxy.name}' : 'DIRECT' }`,
  )
  const env = { https_proxy: undefined, auto_proxy: `http://127.0.0.1:${pac.port}/proxy.pac` }
  const app = await office.start({ hosts: '127.0.0.1 around.office.test', env })
  const main = await app.main()
  await pasteWebhook(main, office.portal.webhook)
  await expect(plan(main)).toBeVisible()
  const through = office.proxy.asked.length
  expect(through).toBeGreaterThan(0)
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('button', { name: /Add an account/ }).click()
  await pasteWebhook(main, around.webhook)
  await expect(plan(main)).toBeVisible()
  expect(office.proxy.asked.every(({ target }) => target === `${portalName}:443`)).toBe(true)
  await around.close()
  await pac.close()
})

test('a gateway that sends everybody to its sign-in gets no secret, and the capture waits', async ({
  office,
}) => {
  const app = await office.start()
  const main = await app.main()
  await pasteWebhook(main, office.portal.webhook)
  await expect(plan(main)).toBeVisible()
  const pair = await office.authority.issue([portalName, 'login.office.test'])
  const signInPage = await startGateway({ pair }, () => 'https://login.office.test/form')
  const gateway = await startGateway({ pair }, (path) => `https://login.office.test${path}`)
  office.proxy.change({
    resolve: (host) => ({ host: '127.0.0.1', port: host === portalName ? gateway.port : signInPage.port }),
  })
  await captured(app, 'Not for the gateway')
  await expect(dialog(main)).toContainText('Has your portal moved to login.office.test?')
  await dialog(main).getByRole('button', { name: 'Not now' }).click()
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByText(/portal\.office\.test sends Quickplan on to login\.office\.test/)).toBeVisible()
  expect(gateway.requests.length).toBeGreaterThan(0)
  expect(signInPage.requests).toEqual([])

  office.proxy.change({ resolve: office.toPortal })
  await expect.poll(() => made(office), { timeout: 90_000 }).toBe(1)
  await gateway.close()
  await signInPage.close()
})
