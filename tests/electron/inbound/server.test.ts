import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '../../../electron/inbound/protocol.ts'
import type { InboundServer } from '../../../electron/inbound/server.ts'
import { deferred } from '../../support/deferred.ts'
import { doneIn, openTestServer, startableApp } from '../../support/inbound/inbound.ts'
import { isAlive } from '../../../electron/store/local-socket.ts'
import { onWindows } from '../../support/platform.ts'

let folder = ''
let server: InboundServer | null = null
const sockets: Socket[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-inbound-'))
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server?.close()
  server = null
  await rm(folder, { recursive: true })
})

const open = async (options: Parameters<typeof openTestServer>[1] = {}) => {
  server = await openTestServer(folder, options)
  return server
}
const readEndpoint = async () => JSON.parse(await readFile(join(folder, 'endpoint.json'), 'utf8')) as Endpoint
const done = () => doneIn(folder)

/** A client that says what it is told, and hears everything until the connection ends or is left. */
async function client() {
  const { address } = await readEndpoint()
  const socket = connect({ path: address ?? '', allowHalfOpen: true })
  sockets.push(socket)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  let heard = ''
  socket.setEncoding('utf8').on('data', (part: string) => (heard += part))
  const answers = () =>
    heard
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { ok: boolean; error?: string })
  await once(socket, 'connect')
  return {
    socket,
    answers,
    ended: async () => {
      socket.once('end', () => socket.end())
      await closed
      return answers()
    },
    hears: async (count: number) => {
      await vi.waitFor(() => expect(answers()).toHaveLength(count))
      return answers()
    },
  }
}
const message = async (request: object) =>
  `${JSON.stringify({ token: (await readEndpoint()).token, ...request })}\n`

async function ask(request: object) {
  const { socket, hears } = await client()
  socket.write(await message(request))
  return (await hears(1))[0]
}

test.skipIf(onWindows)('socket and note are for this user only', async () => {
  const { address } = await open()
  const modes = await Promise.all(
    [address, join(folder, 'endpoint.json')].map(async (path) => (await stat(path)).mode & 0o777),
  )
  expect(modes).toEqual([0o600, 0o600])
})

test('every start has a token of its own', async () => {
  await (await open()).close()
  await open()
  const first = (await readEndpoint()).token
  await server?.close()
  await open()
  const second = (await readEndpoint()).token
  expect(second).toMatch(/^[\w-]{43}$/)
  expect(second).not.toBe(first)
})

test('it tells its version', async () => {
  await open()
  expect(await ask({ do: 'ping' })).toEqual({ ok: true, version: '1.2.3' })
})

test('it opens the capture window, with a text or without', async () => {
  await open()
  await ask({ do: 'capture' })
  await ask({ do: 'capture', text: 'Call\u0000 Anna\r\n\u001b[31mnow' })
  expect(await done()).toEqual([{ shown: null }, { shown: { text: 'Call Anna\n[31mnow', from: 'program' } }])
})

test('it saves lines and answers the captures', async () => {
  await open()
  expect(await ask({ do: 'add', lines: ['one', 'two'] })).toMatchObject({
    ok: true,
    captures: [{ title: 'one' }, { title: 'two' }],
  })
  expect(await done()).toEqual([{ saved: 'one' }, { saved: 'two' }])
})

test('it shows what would become of lines, and saves none', async () => {
  await open()
  expect(await ask({ do: 'parse', lines: ['one tomorrow'] })).toMatchObject({
    ok: true,
    parsed: [{ title: 'one', deadline: '2026-11-23T19:00:00+03:00' }],
  })
  expect(await done()).toEqual([])
})

test('what the app refuses is told with its line, and the connection goes on', async () => {
  await open()
  const { socket, hears } = await client()
  socket.write(await message({ do: 'add', lines: ['one', 'refuse', 'three'] }))
  socket.write(await message({ do: 'ping' }))
  const [refusal, pong] = await hears(2)
  const problem = { code: 'signed-out', line: 2 }
  expect(refusal).toMatchObject({ ok: false, error: 'problem', problem, captures: [{ title: 'one' }] })
  expect(pong).toMatchObject({ ok: true })
})

test('a bug behind the socket is told as unexpected and noted, without its text', async () => {
  await open()
  expect(await ask({ do: 'parse', lines: ['break'] })).toEqual({
    ok: false,
    error: 'problem',
    problem: { code: 'unexpected' },
    captures: [],
  })
  expect(await done()).toEqual(['unexpected'])
})

test('several messages in one piece are answered in their order, each when the one before is done', async () => {
  const first = deferred<undefined>()
  await open({ saving: () => first.promise })
  const { socket, hears, answers } = await client()
  const both = (await message({ do: 'add', lines: ['one'] })) + (await message({ do: 'ping' }))
  socket.write(both)
  await ask({ do: 'ping' })
  expect(answers()).toEqual([])
  first.resolve(undefined)
  expect(await hears(2)).toMatchObject([{ captures: [{ title: 'one' }] }, { version: '1.2.3' }])
})

test('a message in single bytes is one message, also through the middle of a letter', async () => {
  await open()
  const { socket, hears } = await client()
  socket.setNoDelay(true)
  for (const byte of Buffer.from(await message({ do: 'add', lines: ['Привет 🎉'] }))) {
    await new Promise((resolve) => socket.write(Buffer.of(byte), resolve))
  }
  expect(await hears(1)).toMatchObject([{ captures: [{ title: 'Привет 🎉' }] }])
})

test('a client that closes its half after the message gets its answer', async () => {
  await open()
  const { socket, ended } = await client()
  socket.end(await message({ do: 'ping' }))
  expect(await ended()).toEqual([{ ok: true, version: '1.2.3' }])
})

const bad: [string, string | Buffer, string][] = [
  ['that is no JSON', 'GET / HTTP/1.1\r\n', 'not-json'],
  ['that is empty', '\n', 'not-json'],
  ['that is null', 'null\n', 'not-json'],
  ['that is a number', '7\n', 'not-json'],
  ['that is no UTF-8', Buffer.from([0x7b, 0xff, 0x7d, 0x0a]), 'not-json'],
  ['of NULs', Buffer.from([0, 0, 0, 10]), 'not-json'],
  ['that is a list', '[]\n', 'token-wrong'],
  ['without a token', '{"do":"ping"}\n', 'token-wrong'],
  ['with a wrong token', `{"do":"ping","token":"${'x'.repeat(43)}"}\n`, 'token-wrong'],
  ['with a long token', `{"do":"ping","token":"${'x'.repeat(4_300)}"}\n`, 'token-wrong'],
  ['with a token that is no text', '{"do":"ping","token":{"length":43}}\n', 'token-wrong'],
  ['with neither a token nor a known action', '{"do":"shutdown"}\n', 'token-wrong'],
]
test.each(bad)('a message %s is refused by name and ends the connection', async (_what, sent, error) => {
  await open()
  const { socket, ended } = await client()
  socket.write(sent)
  expect(await ended()).toEqual([{ ok: false, error }])
})

test.each([
  ['an unknown action', { do: 'shutdown' }, 'action-unknown'],
  ['an action of every object', { do: 'constructor' }, 'action-unknown'],
  ['a prototype as action', { do: '__proto__' }, 'action-unknown'],
  ['no action', {}, 'action-unknown'],
  ['a list as action', { do: ['ping'] }, 'action-unknown'],
  ['nothing to add', { do: 'add' }, 'input-invalid'],
  ['no lines', { do: 'add', lines: [] }, 'input-invalid'],
  ['a text instead of lines', { do: 'add', lines: 'one' }, 'input-invalid'],
  ['a line that is no text', { do: 'add', lines: [{ toString: 'one' }] }, 'input-invalid'],
  ['too many lines', { do: 'add', lines: Array(1_001).fill('x') }, 'input-invalid'],
  ['too long a line', { do: 'add', lines: ['x'.repeat(200_001)] }, 'input-invalid'],
  ['a number to show', { do: 'capture', text: 7 }, 'input-invalid'],
])('with the right token, %s is refused by name and ends the connection', async (_what, request, error) => {
  await open()
  const { socket, ended } = await client()
  socket.write(await message(request))
  expect(await ended()).toEqual([{ ok: false, error }])
  expect(await done()).toEqual([])
})

test('whatever bytes come, they are refused by name and the next client is answered', async () => {
  await open()
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), async (bytes) => {
      const { socket, ended } = await client()
      socket.end(onWindows ? Buffer.concat([bytes, Buffer.of(0x0a)]) : bytes)
      expect((await ended()).map(({ error }) => error)).toEqual([
        expect.stringMatching(/^(not-json|token-wrong|cut-off)$/),
      ])
    }),
    { numRuns: 50 },
  )
  expect(await ask({ do: 'ping' })).toMatchObject({ ok: true })
})

test('what stands behind a refused message is not done', async () => {
  await open()
  const { socket, ended } = await client()
  socket.write(`nonsense\n${await message({ do: 'add', lines: ['one'] })}`)
  expect(await ended()).toEqual([{ ok: false, error: 'not-json' }])
  expect(await done()).toEqual([])
})

test('a message without end is refused once it is too long', async () => {
  await open()
  const { socket, ended } = await client()
  socket.on('error', () => undefined)
  const flood = setInterval(() => socket.writable && socket.write('x'.repeat(100_000)), 1)
  socket.once('end', () => clearInterval(flood))
  expect(await ended()).toEqual([{ ok: false, error: 'too-long' }])
})

test('a message of exactly the limit is read, one byte more is not', async () => {
  await open({ longest: 200 })
  const fill = async (length: number) => (await message({ do: 'ping' })).trim().padEnd(length) + '\n'
  const fits = await client()
  fits.socket.write(await fill(200))
  expect(await fits.hears(1)).toMatchObject([{ ok: true }])
  const over = await client()
  over.socket.write(await fill(201))
  expect(await over.ended()).toEqual([{ ok: false, error: 'too-long' }])
})

test('a client that says nothing is sent away', async () => {
  await open({ timeoutMs: 50 })
  const { ended } = await client()
  expect(await ended()).toEqual([{ ok: false, error: 'too-slow' }])
})

test('a message that drips in is too slow as a whole', async () => {
  await open({ timeoutMs: 200 })
  const { socket, ended } = await client()
  socket.on('error', () => undefined)
  const drip = setInterval(() => socket.writable && socket.write(' '), 20)
  socket.once('end', () => clearInterval(drip))
  expect(await ended()).toEqual([{ ok: false, error: 'too-slow' }])
})

test('a message that ends in the middle is told so where there is a half to close, and not done', async () => {
  await open()
  const { socket, ended } = await client()
  socket.end((await message({ do: 'add', lines: ['one'] })).trim())
  expect(await ended()).toEqual(onWindows ? [] : [{ ok: false, error: 'cut-off' }])
  expect(await done()).toEqual([])
})

test('a client that breaks off does the next one no harm', async () => {
  const saving = deferred<undefined>()
  await open({ saving: () => saving.promise })
  const { socket } = await client()
  socket.write(await message({ do: 'add', lines: ['one'] }))
  await once(socket.destroy(), 'close')
  saving.resolve(undefined)
  expect(await ask({ do: 'ping' })).toMatchObject({ ok: true })
  expect(await done()).toEqual([{ saved: 'one' }])
})

test('many clients at once are all answered or turned away', async () => {
  await open()
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => ask({ do: 'ping' })))
  expect(outcomes.map(({ status }) => status)).toEqual(Array(20).fill('fulfilled'))
})

test('closing ends the connections, removes the socket and takes the token out of the note', async () => {
  const { address, close } = await open({ start: ['/opt/quickplan'] })
  const { socket } = await client()
  const ended = once(socket, 'close')
  await close()
  server = null
  socket.end()
  await ended
  expect(await isAlive(address)).toBe(false)
  expect(await readEndpoint()).toEqual({ address: null, token: null, start: ['/opt/quickplan'] })
})

test.skipIf(onWindows)('whoever can reach the socket finds its token in the note', async () => {
  const { address } = await open()
  await server?.close()
  await writeFile(join(folder, 'endpoint.json'), JSON.stringify({ address, token: 'stale', start: [] }))
  const opening = open()
  await vi.waitFor(() => access(address), { interval: 1 })
  expect((await readEndpoint()).token).not.toBe('stale')
  await opening
})

// A pipe has another name with every start, and goes with its process.
test.skipIf(onWindows)('a living socket is not taken over', async () => {
  const { address } = await open()
  await expect(openTestServer(folder)).rejects.toThrow('Another process listens')
  expect((await readEndpoint()).address).toBe(address)
  expect(await ask({ do: 'ping' })).toMatchObject({ ok: true })
})

test.skipIf(onWindows)('a file that is no socket is replaced', async () => {
  const { address } = await open()
  await server?.close()
  await writeFile(address, 'left behind')
  await open()
  expect(await ask({ do: 'ping' })).toMatchObject({ ok: true })
})

test.skipIf(onWindows)('the socket of a killed process is replaced', async () => {
  const [program = '', ...args] = startableApp(folder)
  const killed = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [address] = (await once(killed.stdout, 'data')) as [Buffer]
  const ended = once(killed, 'exit')
  killed.kill('SIGKILL')
  await ended
  expect((await stat(address.toString().trim())).isSocket()).toBe(true)
  await open()
  expect(await ask({ do: 'ping' })).toMatchObject({ ok: true })
})
