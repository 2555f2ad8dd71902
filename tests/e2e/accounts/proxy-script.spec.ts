import type { Page } from 'playwright'
import { startPac } from '../../../scripts/office/pages.ts'
import { captured, made, plan, portalName, test } from '../../support/app/office.ts'
import { expect, pasteWebhook } from '../../support/app/portal.ts'

async function pick(main: Page, way: string): Promise<void> {
  const ways = main.getByRole('radiogroup', { name: 'Proxy' })
  await ways.getByText(way, { exact: true }).click()
  await expect(ways.getByRole('radio', { name: way })).toBeChecked()
}

/** What an administrator's script does wrong; Chromium alone knows what comes of it. */
const scripts = [
  ['throws', 'throw new Error("no")'],
  ['returns nothing', ''],
  ['never ends', 'for (;;) {}'],
]

for (const [name, body] of scripts) {
  test(`a capture waits while the proxy script ${name}, that is said, and another way leads on`, async ({
    office,
  }) => {
    const app = await office.start()
    const main = await app.main()
    await pasteWebhook(main, office.portal.webhook)
    await expect(plan(main)).toBeVisible()

    const pac = await startPac(`function FindProxyForURL(url, host) { ${body} }`)
    await app.app.evaluate(
      ({ session }, pacScript) => session.defaultSession.setProxy({ mode: 'pac_script', pacScript }),
      `http://127.0.0.1:${pac.port}/proxy.pac`,
    )
    // The way that was found before counts for some seconds.
    await main.getByRole('button', { name: 'Settings' }).click()
    await pick(main, 'None')
    await pick(main, 'As the system says')
    const before = office.proxy.asked.length
    await captured(app, 'Past the script')
    await main.getByRole('button', { name: 'Sent' }).click()
    await expect(main.getByText(`proxy script (PAC) gives no answer for ${portalName}`).first()).toBeVisible()
    expect([made(office), office.proxy.asked.length]).toEqual([0, before])

    await main.getByRole('button', { name: 'Settings' }).click()
    await pick(main, 'This one')
    await main.getByLabel('Proxy address').fill(office.proxy.name)
    await main.getByRole('button', { name: 'Use this proxy' }).click()
    await expect.poll(() => made(office), { timeout: 60_000 }).toBe(1)
    await pac.close()
  })
}
