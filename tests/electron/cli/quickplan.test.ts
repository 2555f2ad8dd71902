import { once } from 'node:events'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Endpoint } from '../../../electron/inbound/protocol.ts'
import { quickplan as runCommand } from '../../../electron/cli/quickplan.ts'
import { commandFolder } from '../../support/inbound/command-folder.ts'
import { doneIn, leaveEndpoint, linesIn, startableApp } from '../../support/inbound/inbound.ts'
import { listeningPlace, onWindows } from '../../support/platform.ts'

const folder = commandFolder()
const { open } = folder

/** Runs the command in this process. Standard input is empty unless given. */
async function quickplan(args: string[], input: string | Buffer = '', program: string | null = null) {
  let out = ''
  let err = ''
  const code = await runCommand(args, {
    input: Readable.from([Buffer.from(input)]),
    print: (line) => (out += `${line}\n`),
    complain: (line) => (err += `${line}\n`),
    usualDataFolder: folder.path,
    program,
    version: '1.2.3',
  })
  return { out, err, code }
}

test('--capture hands its text over', async () => {
  await open()
  await quickplan(['--capture', 'Позвонить', 'Анне'])
  expect(await doneIn(folder.path)).toEqual([{ shown: { text: 'Позвонить Анне', from: 'program' } }])
})

test('--capture with an empty text opens the window without one', async () => {
  await open()
  await quickplan(['--capture', ' '])
  expect(await doneIn(folder.path)).toEqual([{ shown: null }])
})

test('add saves a task and says so', async () => {
  await open()
  expect(await quickplan(['add', 'Call Anna tomorrow'])).toEqual({
    out: 'Saved: Call Anna (due 2026-11-23 19:00)\n',
    err: '',
    code: 0,
  })
  expect(await doneIn(folder.path)).toEqual([{ saved: 'Call Anna tomorrow' }])
})

test('a line without a title is named, and nothing is saved', async () => {
  await open()
  const { out, err, code } = await quickplan(['add'], 'one\ntomorrow\n')
  expect({ out, code }).toEqual({ out: '', code: 1 })
  expect(err).toBe('quickplan: Nothing was saved, because of line 2: The task has no title yet.\n')
  expect(await doneIn(folder.path)).toEqual([])
})

test('--dry-run shows what would be saved and saves nothing', async () => {
  await open()
  expect(await quickplan(['add', '--dry-run', 'Call Anna tomorrow'])).toEqual({
    out: 'Would save: Call Anna (due 2026-11-23 19:00)\n',
    err: '',
    code: 0,
  })
  expect(await doneIn(folder.path)).toEqual([])
})

test('--dry-run names the line that would be refused', async () => {
  await open()
  const { err, code } = await quickplan(['add', '--dry-run'], 'one\ntomorrow\n')
  expect({ err, code }).toEqual({ err: 'quickplan: Line 2: The task has no title yet.\n', code: 1 })
})

test('parse prints what would become of a text as JSON', async () => {
  await open()
  const { out, code } = await quickplan(['parse', 'Call Anna tomorrow'])
  expect(JSON.parse(out)).toMatchObject({ title: 'Call Anna', deadline: '2026-11-23T19:00:00+03:00' })
  expect(code).toBe(0)
})

test('an input that is no text is refused before the app is asked or started', async () => {
  const { err, code } = await quickplan(['add'], Buffer.from([0, 1, 2, 0xff]))
  expect({ err, code }).toEqual({ err: 'quickplan: The input is no UTF-8 text.\n', code: 1 })
})

test('where the app has never run there is nothing to start', async () => {
  const { err, code } = await quickplan(['add', 'one'])
  expect({ err, code }).toEqual({
    err: 'quickplan: Quickplan does not run and could not be started: open it once, then try again.\n',
    code: 3,
  })
})

// Windows starts no script as a program.
test.skipIf(onWindows)("the app's own program starts the app where it has never run", async () => {
  const program = join(folder.path, 'program')
  const command = startableApp(folder.path).map((word) => `'${word}'`)
  await writeFile(program, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o755 })
  expect((await quickplan(['add', 'one'], '', program)).code).toBe(0)
})

test('an app that was killed is started again', async () => {
  await leaveEndpoint(folder.path, {
    address: join(folder.path, 'inbound', 'socket'),
    token: 'stale',
    start: startableApp(folder.path),
  })
  expect((await quickplan(['add', 'one'])).code).toBe(0)
})

test('an app that is started for the capture window opens it by itself, once', async () => {
  await leaveEndpoint(folder.path, { address: null, token: null, start: startableApp(folder.path) })
  expect((await quickplan(['--capture'])).code).toBe(0)
  expect(await linesIn(folder.path, 'switches')).toEqual(['--hidden --capture'])
  expect(await doneIn(folder.path)).toEqual([])
})

test.each([
  ['that fails at once', () => startableApp(folder.path, '--fail')],
  ['that is not there any more', () => [join(folder.path, 'gone')]],
])('an app %s is not waited for', async (_what, start) => {
  await leaveEndpoint(folder.path, { address: null, token: null, start: start() })
  const begun = Date.now()
  expect((await quickplan(['add', 'one', '--wait', '60'])).code).toBe(3)
  expect(Date.now() - begun).toBeLessThan(15_000)
})

test('an app that does not come up is waited for no longer than was said', async () => {
  await leaveEndpoint(folder.path, { address: null, token: null, start: [process.execPath, '-e', ''] })
  expect((await quickplan(['add', 'one', '--wait', '1'])).code).toBe(3)
})

// On Windows the user's own folder keeps them out, see docs/windows.md.
test.skipIf(onWindows)('a note that others can write is not followed', async () => {
  await leaveEndpoint(folder.path, { address: null, token: null, start: startableApp(folder.path) })
  await chmod(join(folder.path, 'endpoint.json'), 0o666)
  expect((await quickplan(['add', 'one'])).code).toBe(3)
  expect(await linesIn(folder.path, 'pids')).toEqual([])
})

test('an app that hangs up without an answer leaves the outcome open, and this is said', async () => {
  const deaf: Server = createServer((socket) => socket.once('data', () => socket.destroy()))
  const address = listeningPlace(folder.path)
  deaf.listen(address)
  await once(deaf, 'listening')
  await leaveEndpoint(folder.path, { address, token: 'token', start: [] })
  const { err, code } = await quickplan(['add', 'one'])
  deaf.close()
  expect({ err, code }).toEqual({
    err: 'quickplan: Quickplan did not answer: look at Sent before you try again.\n',
    code: 4,
  })
})

test('a token that has changed meanwhile is told as such', async () => {
  await open()
  const note = JSON.parse(await readFile(join(folder.path, 'endpoint.json'), 'utf8')) as Endpoint
  await leaveEndpoint(folder.path, { ...note, token: 'another' })
  const { err, code } = await quickplan(['add', 'one'])
  expect(code).toBe(1)
  expect(err).toContain('restarted meanwhile')
})
