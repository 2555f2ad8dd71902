import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAccountNotes } from '../../../electron/store/accounts.ts'
import { setAsideIfDamaged } from '../../../electron/store/object-file.ts'
import { createSettings, defaultShortcut } from '../../../electron/store/settings.ts'

const defaults = {
  shortcut: 'CommandOrControl+Alt+Space',
  language: 'system',
  theme: 'system',
  endOfDay: '19:00',
  recentColors: [],
  keepSent: '30',
  workdays: [1, 2, 3, 4, 5],
  waitingNotice: '60',
  toldOfRepetition: false,
  reminder: 'off',
  templates: [],
}

test('without a file there are defaults', () => {
  expect(createSettings({ store: {} }).get()).toEqual(defaults)
})

test('on macOS, where Ctrl+Option+Space changes the input source, the default is another one', () => {
  expect(
    ['darwin', 'win32', 'linux'].map((platform) => defaultShortcut(platform as NodeJS.Platform)),
  ).toEqual(['CommandOrControl+Shift+Space', 'CommandOrControl+Alt+Space', 'CommandOrControl+Alt+Space'])
})

test('a shortcut that was saved stays, whatever the default is', () => {
  expect(createSettings({ store: { shortcut: 'CommandOrControl+Shift+Space' } }).get().shortcut).toBe(
    'CommandOrControl+Shift+Space',
  )
})

test('a value that does not fit falls back alone', () => {
  const file = { store: { theme: 'dark', endOfDay: '25:99', language: 7 } }
  expect(createSettings(file).get()).toEqual({ ...defaults, theme: 'dark' })
})

test.each([[['ffaaee']], [['#FFAAEE']], ['FFAAEE'], [[7]], [Array.from({ length: 9 }, () => 'FFAAEE')]])(
  'recent colours that are %j fall back to none',
  (recentColors) => {
    expect(createSettings({ store: { recentColors, theme: 'dark' } }).get()).toEqual({
      ...defaults,
      theme: 'dark',
    })
  },
)

test('recent colours are kept in their order', () => {
  const file = { store: {} }
  createSettings(file).change({ recentColors: ['FFAAEE', '00C4FB'] })
  expect(createSettings(file).get().recentColors).toEqual(['FFAAEE', '00C4FB'])
})

test('a change is written, and what a newer version wrote beside it stays', () => {
  const file = { store: { fromTheFuture: 1 } as Record<string, unknown> }
  createSettings(file).change({ theme: 'light' })
  expect(file.store).toEqual({ theme: 'light', fromTheFuture: 1 })
})

test('an account note that makes no sense is left out, the others stay', () => {
  const good = { id: 'a', kind: 'webhook', origin: 'https://team.example', userId: 1, userName: 'Anna' }
  const notes = createAccountNotes({ store: { currentId: 'a', accounts: [{ id: 5 }, good, 'x'] } })
  expect([notes.all(), notes.currentId()]).toEqual([[good], 'a'])
})

test('a file of accounts that is something else altogether is no accounts', () => {
  const notes = createAccountNotes({ store: { currentId: 7, accounts: 'none' } })
  expect([notes.all(), notes.currentId()]).toEqual([[], null])
})

test.each(['', '{"a":', '[]', 'null', '\0\0\0'])(
  'a settings file with %j is set aside with its content',
  async (content) => {
    const folder = await mkdtemp(join(tmpdir(), 'quickplan-settings-'))
    const path = join(folder, 'settings.json')
    await writeFile(path, content)
    const aside = setAsideIfDamaged(path)
    expect(await readdir(folder)).toHaveLength(1)
    expect(await readFile(aside ?? '', 'utf8')).toBe(content)
  },
)

test('a sound file and a missing file are left alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-settings-'))
  await writeFile(join(folder, 'settings.json'), '{"theme":"dark"}')
  expect(setAsideIfDamaged(join(folder, 'settings.json'))).toBeNull()
  expect(setAsideIfDamaged(join(folder, 'missing.json'))).toBeNull()
})
