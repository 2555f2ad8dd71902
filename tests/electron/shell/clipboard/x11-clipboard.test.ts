import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ownerAnswers, readX11Clipboard } from '../../../../electron/shell/clipboard/x11-clipboard.ts'
import { readDisplay } from '../../../../electron/shell/clipboard/x11-connection.ts'
import { startDisplay } from '../../../../scripts/desktop/desktop-parts.ts'
import { endChild } from '../../../../scripts/system/children.ts'
import { ownClipboard, type Owning } from '../../../support/clipboard-owner.ts'

const env: NodeJS.ProcessEnv = { ...process.env }
const helpers: ChildProcess[] = []
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-display-'))
  env['XAUTHORITY'] = join(folder, 'authority')
  await startDisplay({ env, folder, adopt: (helper) => void helpers.push(helper) })
})
afterAll(async () => {
  for (const helper of helpers) await endChild(helper)
  await rm(folder, { recursive: true })
})

let owner: Awaited<ReturnType<typeof ownClipboard>> | null = null
afterEach(() => {
  owner?.close()
  owner = null
})

const long = 30_000
/** What is read of a clipboard with this owner, who has been asked once. */
async function readFrom(owning: Owning, { most = 8_000, timeoutMs = long } = {}) {
  owner = await ownClipboard(env, owning)
  const text = await readX11Clipboard({ env, most, timeoutMs })
  expect(owner.asked()).toBe(1)
  return text
}

describe('the owner of a clipboard', () => {
  test.each<[string, Owning]>([
    ['with a text', { text: 'a' }],
    ['with a picture', 'picture'],
    ['with 50 MB', { bytes: 50 * 1024 ** 2 }],
  ])('%s answers', async (_name, owning) => {
    owner = await ownClipboard(env, owning)
    expect(await ownerAnswers({ env, timeoutMs: long })).toBe(true)
  })

  test('that hangs does not', async () => {
    owner = await ownClipboard(env, 'hangs')
    expect(await ownerAnswers({ env, timeoutMs: 200 })).toBe(false)
  })

  test('where there is none, or no display, holds up nothing', async () => {
    expect(await ownerAnswers({ env, timeoutMs: long })).toBe(true)
    expect(await ownerAnswers({ env: {}, timeoutMs: long })).toBe(true)
  })
})

describe('the clipboard of a display', () => {
  test.each(['https://example.com/', 'https://пример.рф/путь?x=😀', ''])('is read: %j', async (text) => {
    expect(await readFrom({ text })).toBe(text)
  })

  test('is read up to a length, and not at all beyond', async () => {
    expect(await readFrom({ text: 'a'.repeat(8_000) })).toHaveLength(8_000)
    owner?.close()
    expect(await readFrom({ text: 'a'.repeat(8_001) })).toBeNull()
  })

  test('with 50 MB is not read', async () => {
    expect(await readFrom({ bytes: 50 * 1024 ** 2 })).toBeNull()
  })

  test('with a picture has no text', async () => {
    expect(await readFrom('picture')).toBeNull()
  })

  test('whose owner never answers is given up', async () => {
    expect(await readFrom('hangs', { timeoutMs: 500 })).toBeNull()
  })

  test('without an owner is empty', async () => {
    expect(await readX11Clipboard({ env, most: 8_000, timeoutMs: long })).toBeNull()
  })
})

describe('a display', () => {
  test('that lets nobody in has nothing', async () => {
    const stranger = { ...env, XAUTHORITY: join(folder, 'none') }
    expect(await readX11Clipboard({ env: stranger, most: 8_000, timeoutMs: long })).toBeNull()
  })

  test.each(['', ':70000', 'nonsense', ':987'])('that is none (%j) has nothing', async (name) => {
    const bounds = { env: { ...env, DISPLAY: name }, most: 8_000, timeoutMs: long }
    expect(await readX11Clipboard(bounds)).toBeNull()
  })

  test.each(['silence', 'HTTP/1.1 400 Bad Request\r\n\r\n'])(
    'that answers with %j is given up',
    async (says) => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined)
        if (says !== 'silence') socket.write(says)
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const DISPLAY = `127.0.0.1:${port - 6000}`
      expect(await readX11Clipboard({ env: { ...env, DISPLAY }, most: 8_000, timeoutMs: 500 })).toBeNull()
      server.close()
    },
  )
})

test.each([
  [':0', { place: { path: '/tmp/.X11-unix/X0' }, number: '0' }],
  ['unix:1.0', { place: { path: '/tmp/.X11-unix/X1' }, number: '1' }],
  ['localhost:10.0', { place: { host: 'localhost', port: 6010 }, number: '10' }],
  ['[::1]:0', { place: { host: '::1', port: 6000 }, number: '0' }],
  ['none', null],
])('the display %s', (name, display) => {
  expect(readDisplay(name)).toEqual(display)
})
