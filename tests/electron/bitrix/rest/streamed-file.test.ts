import { afterEach, beforeEach, expect, test } from 'vitest'
import { bitrixClient } from '../../../../electron/bitrix/rest/client.ts'
import {
  bodyOf,
  lengthOf,
  partsOf,
  StreamedFile,
  type StreamedBody,
} from '../../../../electron/bitrix/rest/streamed-file.ts'
import { AppError } from '../../../../electron/errors.ts'
import { createTransport } from '../../../../electron/network/transport.ts'
import { contentOf } from '../../../support/content.ts'
import {
  json,
  redirectTo,
  reset,
  startMisbehavingServer,
  type MisbehavingServer,
} from '../../../support/misbehaving-server.ts'
import { oauthClient } from '../oauth/oauth-support.ts'

let server: MisbehavingServer
beforeEach(async () => {
  server = await startMisbehavingServer(json({ result: true }))
})
afterEach(() => server.close())

/** What the app itself sends with; nothing here leaves this computer, so that nobody is asked for a way. */
const transport = createTransport({ pinOf: () => null } as unknown as Parameters<typeof createTransport>[0])
const write = { kind: 'write' } as const
const bytes = (size: number) => new Uint8Array(size).map((_, at) => (at * 7) % 256)
const client = (more = {}) =>
  bitrixClient({
    fetch: transport.fetch,
    version: '0',
    ...more,
    credentials: () => Promise.resolve({ origin: server.origin, userId: 1, code: 'code' }),
  })
const collected = async (body: unknown) => {
  const parts: Uint8Array[] = []
  for await (const part of partsOf(body as StreamedBody)) parts.push(part)
  return parts
}

test.each([0, 1, 2, 3, 4, 999, 1_000, 1_001, 2_999, 3_000])(
  'a file of %i bytes is in the body as base64 in one piece, and its length is known before',
  async (size) => {
    for (const part of [1, 7, 1_000]) {
      const body = bodyOf({
        name: 'a "b"',
        file: ['x', new StreamedFile(contentOf(bytes(size), part))],
        last: 1,
      })
      const sent = Buffer.concat(await collected(body))
      const whole = { name: 'a "b"', file: ['x', Buffer.from(bytes(size)).toString('base64')], last: 1 }
      expect(sent.toString()).toBe(JSON.stringify(whole))
      expect(lengthOf(body as StreamedBody)).toBe(sent.byteLength)
    }
  },
)

test('of a large file no more than a part is held at once', async () => {
  const part = new Uint8Array(192 * 1024)
  const count = 1_600 // 300 MB
  const parts = async function* () {
    for (let at = 0; at < count; at++) yield await Promise.resolve(part)
  }
  const body = bodyOf({ file: new StreamedFile({ size: count * part.byteLength, parts }) })
  let [largest, sent] = [0, 0]
  for await (const { byteLength } of partsOf(body as StreamedBody)) {
    largest = Math.max(largest, byteLength)
    sent += byteLength
  }
  expect(largest).toBe((part.byteLength / 3) * 4)
  expect(sent).toBe(lengthOf(body as StreamedBody))
})

test('a call with a file names its length, and is otherwise like any other', async () => {
  const file = new StreamedFile(contentOf(bytes(100_000)))
  await oauthClient(server.origin).v2('disk.storage.uploadfile', { id: 1, file }, write)
  const [seen] = server.requests
  expect(seen?.headers).toMatchObject({
    'content-type': 'application/json',
    'content-length': String(seen?.body.length),
  })
  expect(seen?.headers).not.toHaveProperty('transfer-encoding')
  expect(JSON.parse(seen?.body ?? '')).toMatchObject({
    id: 1,
    file: Buffer.from(bytes(100_000)).toString('base64'),
    auth: expect.any(String) as string,
  })
})

test('a file goes along to where a portal has moved, read anew', async () => {
  const other = await startMisbehavingServer(json({ result: true }))
  server.willDo(redirectTo(`${other.origin}/rest/1/code/disk.storage.uploadfile`))
  const file = new StreamedFile(contentOf(bytes(5_000)))
  await client({ mayMove: () => true }).v2('disk.storage.uploadfile', { file }, write)
  expect(other.requests[0]?.body).toBe(server.requests[0]?.body)
  await other.close()
})

test('a file whose answer is lost is not sent again by itself', async () => {
  server.willDo(reset)
  const file = new StreamedFile(contentOf(bytes(5_000)))
  const sending = client().v2('disk.storage.uploadfile', { file }, write)
  await expect(sending).rejects.toMatchObject({ outcome: 'unknown' })
  expect(server.requests).toHaveLength(1)
})

test('a file that cannot be read to its end is told as such, and no call is made of a part of it', async () => {
  const parts = async function* () {
    yield await Promise.resolve(bytes(1_000))
    throw new AppError('file-unreadable', 'The disk has gone')
  }
  const file = new StreamedFile({ size: 500_000, parts })
  const sending = client().v2('disk.storage.uploadfile', { file }, write)
  await expect(sending).rejects.toMatchObject({ code: 'file-unreadable' })
  expect(server.requests).toHaveLength(0)
})
