import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAutostart, type StartEntry } from '../../../electron/autostart/autostart.ts'
import { loginItem } from '../../../electron/autostart/login-item.ts'
import { xdgEntry } from '../../../electron/autostart/xdg-entry.ts'
import { wordsOfExec } from '../../support/exec-line.ts'
import { newFolder } from '../outbox/support.ts'
import { othersWithAccess } from '../../support/privacy.ts'

let home: string
let logged: string[]
beforeEach(async () => {
  home = await newFolder('autostart')
  logged = []
})
afterEach(async () => rm(home, { recursive: true }))

const start = [process.execPath, '--hidden']
const file = () => join(home, '.config', 'autostart', 'io.quickplan.Quickplan.desktop')
const startingWith = (entry: StartEntry) =>
  createAutostart({ entry, shown: (path) => path.replace(home, '~'), log: (text) => logged.push(text) })
const autostart = (env: NodeJS.ProcessEnv = {}, words = start) =>
  startingWith(xdgEntry({ env, home, start: words }))
const place = join('~', '.config', 'autostart', 'io.quickplan.Quickplan.desktop')

test('it is off, and nothing is written before it is wanted', async () => {
  expect(await autostart().get()).toEqual({ isOn: false, place, fault: null })
  await autostart().repair()
  expect(await readdir(home)).toEqual([])
})

test('switched on there is an entry, and nothing beside it', async () => {
  expect(await autostart().set(true)).toEqual({ isOn: true, place, fault: null })
  expect(wordsOfExec(await readFile(file(), 'utf8'))).toEqual(start)
  expect(await readdir(join(home, '.config', 'autostart'))).toEqual(['io.quickplan.Quickplan.desktop'])
  expect(await othersWithAccess(join(home, '.config'))).toEqual([])
})

test('switched off the entry is gone, and others stay', async () => {
  await autostart().set(true)
  await writeFile(join(home, '.config', 'autostart', 'other.desktop'), 'x')
  expect(await autostart().set(false)).toMatchObject({ isOn: false, fault: null })
  expect(await readdir(join(home, '.config', 'autostart'))).toEqual(['other.desktop'])
})

test('switched off twice is no failure', async () => {
  expect(await autostart().set(false)).toMatchObject({ isOn: false, fault: null })
})

test('what the desktop has switched off is off, and can be switched on again here', async () => {
  await autostart().set(true)
  await writeFile(file(), `${await readFile(file(), 'utf8')}Hidden=true\n`)
  expect((await autostart().get()).isOn).toBe(false)
  expect((await autostart().set(true)).isOn).toBe(true)
})

test.each([
  ['of the environment', '/elsewhere', 'elsewhere'],
  ['that is usual where the environment names no whole path', 'elsewhere', '.config'],
  ['that is usual where the environment names an empty one', '', '.config'],
])('the entry goes to the folder %s', async (_what, given, folder) => {
  const named = given.startsWith('/') ? join(home, given) : given
  await autostart({ XDG_CONFIG_HOME: named }).set(true)
  expect(await readdir(join(home, folder, 'autostart'))).toEqual(['io.quickplan.Quickplan.desktop'])
})

test('an entry that cannot be written is told, with its place, and it stays off', async () => {
  await mkdir(join(home, '.config'))
  await writeFile(join(home, '.config', 'autostart'), 'a file in the place of the folder')
  expect(await autostart().set(true)).toEqual({ isOn: false, place, fault: 'not-added' })
  expect(logged).toEqual(['The start with the computer was not changed'])
})

test('an entry that cannot be removed is told, and it stays on', async () => {
  const entry = xdgEntry({ env: {}, home, start })
  await entry.set(true)
  const stuck = { ...entry, set: () => Promise.reject(new Error('a read-only folder')) }
  expect(await startingWith(stuck).set(false)).toEqual({ isOn: true, place, fault: 'not-removed' })
})

test('an entry that cannot be read starts nothing', async () => {
  await mkdir(file(), { recursive: true })
  expect(await autostart().get()).toMatchObject({ isOn: false })
  expect(logged).toEqual(['Whether the app starts with the computer could not be read'])
})

test('an entry whose program is gone is written anew', async () => {
  await autostart({}, [join(home, 'quickplan-1.AppImage'), '--hidden']).set(true)
  await autostart().repair()
  expect(wordsOfExec(await readFile(file(), 'utf8'))).toEqual(start)
})

test('an entry whose program is there stays as it is, whoever wrote it', async () => {
  const other = join(home, 'quickplan')
  await writeFile(other, '')
  await chmod(other, 0o700)
  await autostart({}, [other, '--hidden']).set(true)
  await autostart().repair()
  expect(wordsOfExec(await readFile(file(), 'utf8'))).toEqual([other, '--hidden'])
})

test('an entry that the desktop has switched off is not repaired', async () => {
  await autostart({}, [join(home, 'gone'), '--hidden']).set(true)
  const off = `${await readFile(file(), 'utf8')}Hidden=true\n`
  await writeFile(file(), off)
  await autostart().repair()
  expect(await readFile(file(), 'utf8')).toBe(off)
})

/** Login items as Windows keeps them: by program and arguments, with a list of what is switched off beside. */
function windows(takes = true) {
  const items = new Set<string>()
  const off = new Set<string>()
  const key = ({ path = '', args = [] }: { path?: string; args?: string[] }) => [path, ...args].join(' ')
  const app = {
    setLoginItemSettings: (item: { path?: string; args?: string[]; openAtLogin?: boolean }) => {
      if (takes && item.openAtLogin) items.add(key(item))
      else items.delete(key(item))
    },
    getLoginItemSettings: (item: { path?: string; args?: string[] } = {}) => ({
      openAtLogin: items.has(key(item)),
      executableWillLaunchAtLogin: items.has(key(item)) && !off.has(key(item)),
    }),
  }
  const entry = loginItem({
    app: app as never,
    start: ['C:\\Users\\Анна К\\Quickplan.exe', '--user-data-dir=C:\\My data\\', '--hidden'],
  })
  return { items, off, autostart: startingWith(entry) }
}

test('among login items it is found again, program and folder in quotes', async () => {
  const { items, autostart: login } = windows()
  expect(await login.set(true)).toEqual({ isOn: true, place: null, fault: null })
  expect([...items]).toEqual([
    '"C:\\Users\\Анна К\\Quickplan.exe" "--user-data-dir=C:\\My data\\\\" --hidden',
  ])
  expect(await login.set(false)).toMatchObject({ isOn: false, fault: null })
})

test('a login item that the system has switched off is off', async () => {
  const { items, off, autostart: login } = windows()
  await login.set(true)
  for (const item of items) off.add(item)
  expect((await login.get()).isOn).toBe(false)
})

test('a login item that the system does not take is told', async () => {
  expect(await windows(false).autostart.set(true)).toMatchObject({ isOn: false, fault: 'not-added' })
})
