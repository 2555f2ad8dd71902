import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { buildInstaller } from '../../scripts/package/windows/installer.ts'
import { root } from '../../scripts/system/project.ts'
import { waitFor } from '../../scripts/system/wait.ts'
import { ensureWine, runProgram, windowsPath, type Wine } from '../../scripts/windows/wine.ts'

const uninstallKey = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\io.quickplan.Quickplan'
const linkKey = 'HKCU\\Software\\Classes\\quickplan'

let wine: Wine
let work: string
let home: string
let installer: string
beforeAll(async () => {
  wine = await ensureWine()
  home = join(wine.folder, 'prefix', 'drive_c', 'users', userInfo().username)
  work = await mkdtemp(join(tmpdir(), 'quickplan-installer-'))
  installer = join(work, 'Quickplan_1.2.3_x64.exe')
  await buildInstaller({ source: await standIn(), output: installer, version: '1.2.3' })
})
afterEach(async () => {
  await uninstall()
  await rm(join(home, 'AppData', 'Roaming', 'Quickplan'), { recursive: true, force: true })
})

/** An unpacked app with a small program in the place of Electron. */
async function standIn(): Promise<string> {
  const app = join(work, 'app')
  await mkdir(join(app, 'resources', 'app'), { recursive: true })
  await mkdir(join(app, 'locales'))
  await writeFile(join(app, 'resources', 'app', 'план.txt'), 'new')
  await writeFile(join(app, 'locales', 'ru.pak'), '')
  await writeFile(join(app, 'ffmpeg.dll'), '')
  await copyFile(join(root, 'resources', 'windows', 'quickplan.cmd'), join(app, 'quickplan.cmd'))
  const source = join(root, 'tests', 'windows', 'stand-in.c')
  await promisify(execFile)('x86_64-w64-mingw32-gcc', ['-mwindows', '-o', join(app, 'Quickplan.exe'), source])
  return app
}

async function run(...words: string[]) {
  const log = join(work, 'output.txt')
  const code = await runProgram(wine, words, { cwd: work, log, timeout: 60_000, onOutput: () => undefined })
  return { code, output: await readFile(log, 'utf8') }
}
const install = (...more: string[]) => run(installer, '/S', ...more)
/** Nothing where there is no such key. */
const registry = async (key: string) => (await run('reg', 'query', key, '/s')).output
const usual = () => join(home, 'AppData', 'Local', 'Programs', 'Quickplan')
const startMenu = () =>
  join(home, 'AppData', 'Roaming', 'Microsoft', 'Windows', 'Start Menu', 'Programs', 'Quickplan.lnk')

/** As Windows does it from its list of programs; the program that is started hands over to another one. */
async function uninstall(from = usual()): Promise<void> {
  const program = join(from, 'Uninstall Quickplan.exe')
  if (!existsSync(program)) return
  await run(windowsPath(program), '/S')
  await waitFor('the end of the removal', () => !existsSync(program), 60_000)
  await waitFor('the registry', async () => !(await registry(uninstallKey)).includes('DisplayName'), 60_000)
}

test('it installs without a question, for this user only', async () => {
  expect((await install()).code).toBe(0)
  expect((await readdir(usual())).sort()).toEqual([
    ...['Quickplan.exe', 'Uninstall Quickplan.exe', 'ffmpeg.dll', 'locales', 'quickplan.cmd', 'resources'],
  ])
  expect(await readFile(join(usual(), 'resources', 'app', 'план.txt'), 'utf8')).toBe('new')
  expect((await run(windowsPath(join(usual(), 'Quickplan.exe')))).code).toBe(5)
  expect(existsSync(startMenu())).toBe(true)
})

test('links open the program, and the list of programs knows it', async () => {
  await install()
  const program = `"C:\\users\\${userInfo().username}\\AppData\\Local\\Programs\\Quickplan\\Quickplan.exe"`
  expect(await registry(`${linkKey}\\shell\\open\\command`)).toContain(`${program} "%1"`)
  expect(await registry(linkKey)).toMatch(/URL Protocol\s+REG_SZ/)
  const entry = await registry(uninstallKey)
  expect(entry).toMatch(/DisplayName\s+REG_SZ\s+Quickplan\r?\n/)
  expect(entry).toMatch(/DisplayVersion\s+REG_SZ\s+1\.2\.3\r?\n/)
  expect(entry).toMatch(/QuietUninstallString\s+REG_SZ\s+".+Uninstall Quickplan\.exe" \/S\r?\n/)
})

test('a folder with spaces and Cyrillic letters can be chosen', async () => {
  // Without quotes, as NSIS wants it: all that follows is the folder.
  await install(...'/D=C:\\Программы Анны К\\Quickplan'.split(' '))
  const place = join(wine.folder, 'prefix', 'drive_c', 'Программы Анны К', 'Quickplan')
  expect(await readdir(place)).toContain('Quickplan.exe')
  await uninstall(place)
  expect(existsSync(place)).toBe(false)
})

test('a newer version leaves nothing of the older one behind', async () => {
  await install()
  await writeFile(join(usual(), 'resources', 'old.txt'), '')
  await install()
  expect(await readdir(join(usual(), 'resources'))).toEqual(['app'])
})

test('while the program runs nothing is changed', async () => {
  await install()
  await writeFile(join(usual(), 'resources', 'old.txt'), '')
  const sign = join(work, 'running')
  const program = runProgram(wine, [windowsPath(join(usual(), 'Quickplan.exe')), windowsPath(sign)], {
    cwd: work,
    log: join(work, 'running.txt'),
    timeout: 100_000,
    onOutput: () => undefined,
  })
  await waitFor('the program', () => existsSync(sign), 60_000)
  const { code } = await install()
  await rm(sign)
  await program
  expect(code).toBe(2)
  expect(await readdir(join(usual(), 'resources'))).toContain('old.txt')
})

test('removal takes what was installed, and leaves the data and files of others', async () => {
  await install()
  const data = join(home, 'AppData', 'Roaming', 'Quickplan')
  await mkdir(data, { recursive: true })
  await writeFile(join(data, 'draft.json'), '{}')
  await writeFile(join(usual(), 'notes of Anna.txt'), '')
  await uninstall()
  expect(await readdir(usual())).toEqual(['notes of Anna.txt'])
  expect(await readdir(data)).toEqual(['draft.json'])
  expect(existsSync(startMenu())).toBe(false)
  expect(await registry(linkKey)).not.toContain('quickplan')
  await rm(usual(), { recursive: true })
})
