import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEverybody } from '../../electron/bitrix/everybody.ts'
import { clientOf } from '../electron/bitrix/support.ts'
import { oauthClient, secrets } from '../electron/bitrix/oauth/oauth-support.ts'
import {
  html,
  json,
  redirectTo,
  startMisbehavingServer,
  type MisbehavingServer,
} from '../support/misbehaving-server.ts'

let portal: MisbehavingServer
let thief: MisbehavingServer
beforeEach(async () => {
  portal = await startMisbehavingServer(json({ result: true }))
  thief = await startMisbehavingServer(json({ result: true }))
})
afterEach(async () => {
  await portal.close()
  await thief.close()
})
const write = { kind: 'write' } as const

test.each([301, 302, 303, 307, 308])(
  'a redirect with %i brings no secret to another host',
  async (status) => {
    portal.willDo(redirectTo(`${thief.origin}/rest/tasks.task.add`, status))
    const calls = [
      oauthClient(portal.origin).v2('tasks.task.add', {}, write),
      clientOf(`${portal.origin}/rest/1/s3cr3tc0de1/`).v2('tasks.task.add', {}, write),
    ]
    for (const call of calls)
      await expect(call).rejects.toMatchObject({
        code: expect.stringMatching(/portal-moved|gateway-page/) as string,
      })
    expect(thief.requests).toEqual([])
  },
)

test('what a gateway says instead of a portal tells no secret', async () => {
  for (const status of [200, 400, 403, 404, 500, 502, 503]) {
    portal.willDo(html(status))
    const failure = await oauthClient(portal.origin)
      .v2('profile', {}, { kind: 'write' })
      .then(String, (error: unknown) => `${String(error)} ${JSON.stringify(error)}`)
    expect(failure).not.toContain(secrets.accessToken)
  }
})

test('a portal that always names a further page is asked a bounded number of times', async () => {
  let id = 0
  portal.willDo((response) => {
    const people = Array.from({ length: 50 }, () => ({ ID: String(++id), NAME: 'A' }))
    json({ result: people, next: id })(response, {} as never)
  })
  await readEverybody(clientOf(`${portal.origin}/rest/1/s3cr3tc0de1/`), null, undefined)
  expect(portal.requests.length).toBeLessThanOrEqual(20)
})
