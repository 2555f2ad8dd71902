import { expect, test } from 'vitest'
import { commandFolder } from '../support/inbound/command-folder.ts'
import { doneIn, leaveEndpoint, linesIn, startableApp } from '../support/inbound/inbound.ts'
import { runQuickplan } from '../support/inbound/quickplan.ts'

const folder = commandFolder()
const { open } = folder

const quickplan = (args: string[], input?: string | Buffer) =>
  runQuickplan(folder.path, args, input === undefined ? {} : { input })

test('--capture opens the window of the app that runs', async () => {
  await open()
  expect(await quickplan(['--capture'])).toEqual({ out: '', err: '', code: 0 })
  expect(await doneIn(folder.path)).toEqual([{ shown: null }])
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

test('a failure in the middle tells what was saved before it', async () => {
  await open()
  expect(await quickplan(['add'], 'one\nrefuse\nthree\n')).toEqual({
    out: 'Saved: one\n',
    err: 'quickplan: 1 saved, the others not, because of line 2: Nobody is signed in.\n',
    code: 1,
  })
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

test('a flood on standard input is refused, and nothing is saved', async () => {
  await open()
  const { err, code } = await quickplan(['add'], Buffer.alloc(50_000_000, 'x'))
  expect({ err, code }).toEqual({
    err: 'quickplan: The input is too long: at most 900 KB at once.\n',
    code: 1,
  })
  expect(await doneIn(folder.path)).toEqual([])
})

test('--help and --version need no app', async () => {
  const [help, version] = await Promise.all([quickplan(['--help']), quickplan(['--version'])])
  expect(help.out).toContain('Exit codes')
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('an app that does not run is started out of sight, and then asked', async () => {
  await leaveEndpoint(folder.path, { address: null, token: null, start: startableApp(folder.path) })
  const { out, code } = await quickplan(['add', 'one'])
  expect({ out, code }).toEqual({ out: 'Saved: one\n', code: 0 })
  expect(await linesIn(folder.path, 'switches')).toEqual(['--hidden'])
})
