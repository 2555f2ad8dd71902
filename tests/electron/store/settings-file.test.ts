import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Settings } from '../../../electron/model.ts'
import { defaultSettings } from '../../../electron/store/settings.ts'
import { readSettings, settingsFiles } from '../../../electron/store/settings-file.ts'

const mine: Settings = {
  ...defaultSettings(),
  theme: 'dark',
  endOfDay: '18:30',
  recentColors: ['00C4FB'],
}
const newFolder = () => mkdtemp(join(tmpdir(), 'settings-'))
const file = (settings: unknown, head: object = {}) =>
  JSON.stringify({ quickplan: 'settings', version: 1, ...head, settings })

const filesAt = (path: string | null) =>
  settingsFiles({
    settings: () => mine,
    chooseSave: () => Promise.resolve(path),
    chooseOpen: () => Promise.resolve(path),
  })

describe('a file with settings', () => {
  test('has what was chosen, and nothing of this computer', async () => {
    const path = join(await newFolder(), 'settings.json')
    expect(await filesAt(path).export()).toBe(true)
    const text = await readFile(path, 'utf8')
    expect(text).not.toMatch(/recentColors|toldOfRepetition|templates|secret|token/)
    expect(await filesAt(path).import()).toMatchObject({ theme: 'dark', endOfDay: '18:30' })
  })

  test('that was not chosen changes nothing', async () => {
    expect(await filesAt(null).export()).toBe(false)
    expect(await filesAt(null).import()).toBeNull()
  })

  test('may have only some settings, a byte order mark, and settings that are not known yet', () => {
    expect(readSettings(`\uFEFF${file({ theme: 'light', later: 1 })}`)).toEqual({ theme: 'light' })
  })

  test.each([
    ['is no JSON', 'theme: dark', 'settings-file-malformed', undefined],
    ['holds something else', '{"version":1,"stages":[]}', 'settings-file-malformed', undefined],
    ['has no settings', '{"quickplan":"settings","version":1}', 'settings-file-malformed', undefined],
    ['has a wrong value', file({ theme: 'dark', endOfDay: '25:00' }), 'settings-file-malformed', 'endOfDay'],
    ['has a value of another kind', file({ workdays: 'all' }), 'settings-file-malformed', 'workdays'],
    ['is of a newer version', file({}, { version: 2 }), 'settings-file-newer', undefined],
  ])('that %s is refused', (_what, text, code, subject) => {
    expect(() => readSettings(text)).toThrow(expect.objectContaining({ code, subject }) as Error)
  })

  test.each([
    ['that is missing', 'missing.json'],
    ['that is a folder', 'folder'],
    ['that is a megabyte', 'large.json'],
  ])('%s is refused by its name', async (_what, name) => {
    const folder = await newFolder()
    await mkdir(join(folder, 'folder'))
    await writeFile(join(folder, 'large.json'), ' '.repeat(1_000_000))
    const refused = { code: 'settings-file-unreadable', subject: name }
    await expect(filesAt(join(folder, name)).import()).rejects.toMatchObject(refused)
  })

  test('that cannot be written is told', async () => {
    const path = join(await newFolder(), 'missing', 'settings.json')
    await expect(filesAt(path).export()).rejects.toMatchObject({ code: 'settings-file-not-saved' })
  })
})
