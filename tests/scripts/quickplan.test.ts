import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DoorNote } from '../../electron/doors/answers.ts'
import type { DoorServer } from '../../electron/doors/server.ts'
import { root } from '../../scripts/project.ts'
import { openTestDoor } from '../support/door.ts'
import { runQuickplan } from '../support/quickplan.ts'

let folder = ''
let door: DoorServer | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-command-'))
})
afterEach(async () => {
  await door?.close()
  door = null
  for (const pid of await linesOf('pids')) end(Number(pid))
  await rm(folder, { recursive: true })
})

const quickplan = (args: string[], input?: string | Buffer) =>
  runQuickplan(folder, args, input === undefined ? {} : { input })

const linesOf = async (name: string) =>
  (await readFile(join(folder, name), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
const done = async () => (await linesOf('done.jsonl')).map((line) => JSON.parse(line) as unknown)
const leaveNote = (note: DoorNote) =>
  writeFile(join(folder, 'door.json'), JSON.stringify(note), { mode: 0o600 })
const open = async () => {
  door = await openTestDoor(folder)
}
/** The app that the client can start, as a program of its own. */
const app = (...args: string[]) => [
  process.execPath,
  '--import',
  import.meta.resolve('tsx'),
  join(root, 'tests/support/door-app.ts'),
  folder,
  ...args,
]

function end(pid: number) {
  try {
    process.kill(pid)
  } catch {
    // it has ended already
  }
}

test('--capture opens the window of the app that runs', async () => {
  await open()
  expect(await quickplan(['--capture'])).toEqual({ out: '', err: '', code: 0 })
  expect(await done()).toEqual([{ shown: null }])
})

test('--capture hands its text over', async () => {
  await open()
  await quickplan(['--capture', 'Позвонить', 'Анне'])
  expect(await done()).toEqual([{ shown: { text: 'Позвонить Анне', from: 'door' } }])
})

test('--capture with an empty text opens the window without one', async () => {
  await open()
  await quickplan(['--capture', ' '])
  expect(await done()).toEqual([{ shown: null }])
})

test('add saves a task and says so', async () => {
  await open()
  expect(await quickplan(['add', 'Call Anna tomorrow'])).toEqual({
    out: 'Saved: Call Anna (due 2026-11-23 19:00)\n',
    err: '',
    code: 0,
  })
  expect(await done()).toEqual([{ saved: 'Call Anna tomorrow' }])
})

test('add saves a task per line of standard input, and prints them as JSON', async () => {
  await open()
  const { out, code } = await quickplan(['add', '--json'], 'one\n\nдва 🎉\r\n')
  const printed = out.trim().split('\n')
  expect(printed.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { title: 'one' },
    { title: 'два 🎉' },
  ])
  expect(code).toBe(0)
})

test('a line without a title is named, and nothing is saved', async () => {
  await open()
  const { out, err, code } = await quickplan(['add'], 'one\ntomorrow\n')
  expect({ out, code }).toEqual({ out: '', code: 1 })
  expect(err).toBe('quickplan: Nothing was saved, because of line 2: The task has no title yet.\n')
  expect(await done()).toEqual([])
})

test('a failure in the middle tells what was saved before it', async () => {
  await open()
  expect(await quickplan(['add'], 'one\nrefuse\nthree\n')).toEqual({
    out: 'Saved: one\n',
    err: 'quickplan: 1 saved, the others not, because of line 2: Nobody is signed in.\n',
    code: 1,
  })
})

test('--dry-run shows what would be saved and saves nothing', async () => {
  await open()
  expect(await quickplan(['add', '--dry-run', 'Call Anna tomorrow'])).toEqual({
    out: 'Would save: Call Anna (due 2026-11-23 19:00)\n',
    err: '',
    code: 0,
  })
  expect(await done()).toEqual([])
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

test.each([
  ['no command', [], 'Nothing was asked for'],
  ['an unknown command', ['remove'], 'There is no command "remove"'],
  ['no text', ['add'], 'There is no text'],
])('%s is a wrong use, and told on standard error only', async (_what, args, words) => {
  const { out, err, code } = await quickplan(args)
  expect({ out, code }).toEqual({ out: '', code: 2 })
  expect(err).toContain(words)
})

test('an input that is no text is refused before the app is asked or started', async () => {
  const { err, code } = await quickplan(['add'], Buffer.from([0, 1, 2, 0xff]))
  expect({ err, code }).toEqual({ err: 'quickplan: The input is no UTF-8 text.\n', code: 1 })
})

test('a flood on standard input is refused, and nothing is saved', async () => {
  await open()
  const { err, code } = await quickplan(['add'], Buffer.alloc(50_000_000, 'x'))
  expect({ err, code }).toEqual({
    err: 'quickplan: The input is too long: at most 900 KB at once.\n',
    code: 1,
  })
  expect(await done()).toEqual([])
})

test('--help and --version need no app', async () => {
  const [help, version] = await Promise.all([quickplan(['--help']), quickplan(['--version'])])
  expect(help.out).toContain('Exit codes')
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('where the app has never run there is nothing to start', async () => {
  const { err, code } = await quickplan(['add', 'one'])
  expect({ err, code }).toEqual({
    err: 'quickplan: Quickplan does not run and could not be started: open it once, then try again.\n',
    code: 3,
  })
})

test('an app that does not run is started out of sight, and then asked', async () => {
  await leaveNote({ address: null, token: null, start: app() })
  const { out, code } = await quickplan(['add', 'one'])
  expect({ out, code }).toEqual({ out: 'Saved: one\n', code: 0 })
  expect(await linesOf('switches')).toEqual(['--hidden'])
})

test('an app that was killed is started again', async () => {
  await leaveNote({ address: join(folder, 'door', 'socket'), token: 'stale', start: app() })
  expect((await quickplan(['add', 'one'])).code).toBe(0)
})

test('an app that is started for the capture window opens it by itself, once', async () => {
  await leaveNote({ address: null, token: null, start: app() })
  expect((await quickplan(['--capture'])).code).toBe(0)
  expect(await linesOf('switches')).toEqual(['--hidden --capture'])
  expect(await done()).toEqual([])
})

test.each([
  ['that fails at once', () => app('--fail')],
  ['that is not there any more', () => [join(folder, 'gone')]],
])('an app %s is not waited for', async (_what, start) => {
  await leaveNote({ address: null, token: null, start: start() })
  const begun = Date.now()
  expect((await quickplan(['add', 'one', '--wait', '60'])).code).toBe(3)
  expect(Date.now() - begun).toBeLessThan(15_000)
})

test('an app that does not come up is waited for no longer than was said', async () => {
  await leaveNote({ address: null, token: null, start: [process.execPath, '-e', ''] })
  expect((await quickplan(['add', 'one', '--wait', '1'])).code).toBe(3)
})

test('a note that others can write is not followed', async () => {
  await leaveNote({ address: null, token: null, start: app() })
  await chmod(join(folder, 'door.json'), 0o666)
  expect((await quickplan(['add', 'one'])).code).toBe(3)
  expect(await linesOf('pids')).toEqual([])
})

test('an app that hangs up without an answer leaves the outcome open, and this is said', async () => {
  const deaf: Server = createServer((socket) => socket.once('data', () => socket.destroy()))
  const address = join(folder, 'socket')
  deaf.listen(address)
  await once(deaf, 'listening')
  await leaveNote({ address, token: 'token', start: [] })
  const { err, code } = await quickplan(['add', 'one'])
  deaf.close()
  expect({ err, code }).toEqual({
    err: 'quickplan: Quickplan did not answer: look at Sent before you try again.\n',
    code: 4,
  })
})

test('a token that has changed meanwhile is told as such', async () => {
  await open()
  const note = JSON.parse(await readFile(join(folder, 'door.json'), 'utf8')) as DoorNote
  await leaveNote({ ...note, token: 'another' })
  const { err, code } = await quickplan(['add', 'one'])
  expect(code).toBe(1)
  expect(err).toContain('started anew')
})
