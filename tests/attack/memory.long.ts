import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { portalFiles } from '../../electron/bitrix/files.ts'
import { bitrixClient } from '../../electron/bitrix/rest/client.ts'
import { createTransport } from '../../electron/network/transport.ts'
import { openAttachments } from '../../electron/draft/attachments.ts'

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void

const size = 320 * 1024 * 1024
const most = 32

/** Megabytes that this process has for itself, and cannot give back. */
const heldMemory = () => {
  collectGarbage()
  return privateMemory()
}
const privateMemory = () =>
  [...readFileSync('/proc/self/smaps_rollup', 'utf8').matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)]
    .map(([, kilobytes]) => Number(kilobytes) / 1024)
    .reduce((sum, one) => sum + one, 0)

/** Counts what it is sent, and holds none of it. */
async function startCounter() {
  let received = 0
  const server = createServer((request, response) => {
    request.on('data', (part: Buffer) => (received += part.byteLength))
    request.on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ result: { ID: 1, NAME: 'film.mkv' } }))
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, received: () => received, close: () => server.close() }
}

test.skipIf(process.platform !== 'linux')(
  `a file of ${size / 1024 ** 2} MB is taken and sent in less than ${most} MB more memory`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quickplan-attack-'))
    const server = await startCounter()
    const attachments = await openAttachments(join(folder, 'attachments'))
    const part = new Uint8Array(1024 * 1024)
    // Nothing leaves this computer, so that nobody is asked about certificates and proxies.
    const transport = createTransport({ pinOf: () => null } as unknown as Parameters<
      typeof createTransport
    >[0])
    // Once with a small one, so that what is loaded and warmed up by then does not count.
    await takeAndSend(2)
    const before = heldMemory()
    let largest = before
    const watch = setInterval(() => (largest = Math.max(largest, heldMemory())), 200)
    await takeAndSend(size / part.byteLength)
    clearInterval(watch)
    largest = Math.max(largest, heldMemory())
    server.close()
    await rm(folder, { recursive: true })
    expect(server.received()).toBeGreaterThan((size / 3) * 4)
    expect(largest - before).toBeLessThan(most)

    async function takeAndSend(parts: number) {
      const content = (async function* () {
        for (let at = 0; at < parts; at++) yield await Promise.resolve(part)
      })()
      const { id } = await attachments.take({ name: 'film.mkv', isOnDisk: true, content })
      const client = bitrixClient({
        fetch: transport.fetch,
        version: '0',
        credentials: () => Promise.resolve({ origin: server.origin, userId: 1, code: 'code' }),
      })
      await portalFiles(client).upload(1, { name: 'film.mkv', content: await attachments.open(id) })
    }
  },
  240_000,
)
