import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCaptureFiles } from '../../electron/outbox/set-up.ts'
import { createAccountNotes } from '../../electron/store/accounts.ts'
import { createSettings } from '../../electron/store/settings.ts'
import { newFolder, thought } from '../electron/outbox/support.ts'

const later = 1_000_000

async function openFolder(dataFolder: string) {
  return openCaptureFiles({
    dataFolder,
    inData: (name) => join(dataFolder, name),
    onChange: () => undefined,
    onRemoved: () => undefined,
    log: () => undefined,
  })
}

test('captures of a later version stay as they are, though one of them comes from the draft that is still there', async () => {
  const folder = await newFolder('later')
  await mkdir(join(folder, 'captures'))
  const saved = thought('Saved by a later version')
  const inside = JSON.stringify({ ...saved, version: later, mood: 'new' })
  const file = join(folder, 'captures', `${saved.id}.json`)
  await writeFile(file, inside)
  // It was ended before it could empty the draft.
  const draft = { version: 1, id: saved.id, text: saved.text, plain: [], attachments: [], discarded: null }
  await writeFile(join(folder, 'draft.json'), JSON.stringify(draft))

  const files = await openFolder(folder)
  expect(files.draft.view().text).toBe('')
  await files.outbox.add([{ ...thought('Saved by this one'), id: files.draft.id() }])
  expect(await readFile(file, 'utf8')).toBe(inside)
  expect((await readdir(join(folder, 'captures'))).filter((name) => name.endsWith('.json'))).toHaveLength(2)
})

test('accounts and settings of a later version outlast what this one writes', () => {
  const passkey = { id: 'https://later.example|1|passkey', kind: 'passkey', key: { of: 'a new kind' } }
  const file = { store: { accounts: [passkey], currentId: passkey.id, theme: 'sepia', haptics: true } }
  const notes = createAccountNotes(file)
  notes.keep({
    id: 'https://p.example|1',
    kind: 'webhook',
    origin: 'https://p.example',
    userId: 1,
    userName: 'A',
  })
  notes.forget('https://p.example|1')
  createSettings(file).change({ language: 'ru' })
  expect(file.store).toEqual({
    accounts: [passkey],
    currentId: passkey.id,
    theme: 'sepia',
    haptics: true,
    language: 'ru',
  })
})
