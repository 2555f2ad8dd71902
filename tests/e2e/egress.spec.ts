import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, signIn, summon, test as base } from '../support/app/portal.ts'

type Recorder = { address: string; asked: Set<string> }

/** A proxy that lets nothing through, and notes the host of every request, those to this computer too. */
const test = base.extend<{ recorder: Recorder }>({
  // Playwright reads from this pattern that the fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  recorder: async ({}, use) => {
    const asked = new Set<string>()
    const server = createServer((request, response) => {
      asked.add(new URL(request.url ?? '', 'http://unknown').host)
      response.writeHead(502).end()
    })
    server.on('connect', (request, socket) => {
      asked.add(request.url ?? '')
      socket.on('error', () => undefined) // Chromium hangs up first
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    await use({ address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked })
    server.closeAllConnections()
    server.close()
  },
})

test('from the start to a sent task and back to the tray Chromium asks nobody but the portal for anything', async ({
  launch,
  portal,
  recorder,
}) => {
  const app = await launch({
    args: [`--proxy-server=${recorder.address}`, '--proxy-bypass-list=127.0.0.1'],
  })
  const main = await signIn(app, portal)
  await summon(app)
  await app.type('Nobody else knows')
  await app.press('Return')
  await portal.task('Nobody else knows')
  await main.getByRole('button', { name: 'Settings' }).click()
  await expect(main.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  await main.close({ runBeforeUnload: true })
  expect([...recorder.asked]).toEqual([])
})
