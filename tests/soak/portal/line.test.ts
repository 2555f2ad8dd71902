import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'
import { startDemoPortal } from '../../../electron/demo/portal.ts'
import { createBreaker } from './breaker.ts'
import { readHeld } from './held.ts'
import { openLine } from './line.ts'
import { createRandom } from '../random.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function lineTo(url: string | null) {
  const line = await openLine()
  closing.push(line.close)
  line.connect(url)
  return line
}

/** A server that keeps what it was sent, keys and bodies. */
async function listener() {
  const heard: string[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push(`${String(request.headers['idempotency-key'])} ${body}`)
      response.end('heard')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return { heard, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` }
}

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers })

test('a request with a key is delivered twice, byte for byte, and answered once', async () => {
  const { heard, url } = await listener()
  const line = await lineTo(url)
  line.twice()
  await post(`${line.url}/plain`, 'without a key')
  const reply = await post(`${line.url}/keyed`, '{"a": 1}', { 'Idempotency-Key': 'k' })
  expect(await reply.text()).toBe('heard')
  await vi.waitFor(() => expect(heard).toEqual(['undefined without a key', 'k {"a": 1}', 'k {"a": 1}']))
  expect(line.doubled()).toBe(1)
})

test('a task that is asked for twice with one key is there once', async () => {
  const portal = await startDemoPortal({ file: null, key: 'a key for a line' })
  closing.push(portal.close)
  const line = await lineTo(portal.url)
  line.twice()
  const address = portal.webhook.replace(`${portal.url}/rest/`, `${line.url}/rest/api/`)
  const body = JSON.stringify({ fields: { title: 'Read zqaaaaaab', creatorId: 1, responsibleId: 1 } })
  const headers = { 'Idempotency-Key': 'k', 'Content-Type': 'application/json' }
  expect((await post(`${address}tasks.task.add`, body, headers)).status).toBe(200)
  expect((await readHeld(portal.webhook)).tasks).toHaveLength(1)
})

test('a connection that breaks behind the line breaks in front of it', async () => {
  const line = await openLine()
  closing.push(line.close)
  const breaker = createBreaker(createRandom(1), line)
  const portal = await startDemoPortal({
    file: null,
    key: 'a key for a line',
    faults: { before: breaker.before },
  })
  closing.push(portal.close)
  line.connect(portal.url)
  breaker.plan(['reset-after', 'half'])
  const address = portal.webhook.replace(portal.url, line.url)
  const add = async () => {
    const fields = { TITLE: 'Read zqaaaaaab', RESPONSIBLE_ID: 1 }
    const body = JSON.stringify({ fields })
    const reply = await post(`${address}tasks.task.add`, body, { 'Content-Type': 'application/json' })
    return reply.text()
  }
  let broken = 0
  for (let times = 0; times < 12; times++) await add().catch(() => broken++)
  expect([broken, breaker.lost()]).toEqual([2, 2])
  expect((await readHeld(portal.webhook)).tasks).toHaveLength(12)
})

test('where nobody is at its end the line breaks', async () => {
  const line = await lineTo(null)
  await expect(post(line.url, '')).rejects.toThrow('fetch failed')
})
