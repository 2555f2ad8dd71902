import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { damagedFiles } from '../../../electron/outbox/damaged.ts'
import { newFolder } from './support.ts'

let folder: string
beforeEach(async () => {
  folder = await newFolder('damaged')
  await mkdir(join(folder, 'captures', 'damaged'), { recursive: true })
})

async function leave(name: string, content: string | Buffer, day = 1): Promise<void> {
  await writeFile(join(folder, name), content)
  await utimes(join(folder, name), new Date(Date.UTC(2026, 10, day)), new Date(Date.UTC(2026, 10, day)))
}

test('damaged captures and drafts are listed with their text, newest first, also after a new start', async () => {
  await leave('captures/damaged/a.json', '{"text":"Call An', 1)
  await leave('draft.json.damaged-17', '{"text":"<b>Draft', 2)
  await leave('settings.json', '{}', 3)
  expect(await damagedFiles(folder).list()).toEqual([
    {
      name: 'draft.json.damaged-17',
      at: '2026-11-02T00:00:00.000Z',
      size: 17,
      text: '{"text":"<b>Draft',
      isWhole: true,
    },
    {
      name: 'a.json',
      at: '2026-11-01T00:00:00.000Z',
      size: 16,
      text: '{"text":"Call An',
      isWhole: true,
    },
  ])
})

test('of a large file the beginning is shown', async () => {
  await leave('captures/damaged/large.json', 'x'.repeat(200_000))
  expect(await damagedFiles(folder).list()).toMatchObject([{ size: 200_000, isWhole: false }])
  expect((await damagedFiles(folder).text('large.json')).length).toBe(64 * 1024)
})

test('bytes that are no text do no harm', async () => {
  await leave('captures/damaged/bytes.json', Buffer.from([0xff, 0xfe, 0x41]))
  expect((await damagedFiles(folder).list())[0]?.text).toBe('\ufffd\ufffdA')
})

test('a file that was removed is gone', async () => {
  await leave('captures/damaged/a.json', 'x')
  await damagedFiles(folder).remove('a.json')
  expect(await damagedFiles(folder).list()).toEqual([])
})

test.each(['settings.json', '../settings.json', '../../settings.json', 'captures', '', '.'])(
  'no other file is reached by the name “%s”',
  async (name) => {
    await leave('settings.json', '{}')
    await expect(damagedFiles(folder).remove(name)).rejects.toMatchObject({ code: 'not-found' })
    await expect(damagedFiles(folder).text(name)).rejects.toMatchObject({ code: 'not-found' })
  },
)

test('a folder that is not there has none', async () => {
  expect(await damagedFiles(join(folder, 'nowhere')).list()).toEqual([])
})

test('what a later version has written is listed with its text, and cannot be removed', async () => {
  await leave('captures/later.json', '{"version":3}')
  await leave('draft.json', '{"version":2}')
  const files = damagedFiles(folder, () => ({ captures: ['later.json'], draft: 'draft.json' }))
  const listed = (await files.list()).map(({ name, isNewer }) => [name, isNewer])
  expect(new Map(listed as [string, boolean][])).toEqual(
    new Map([
      ['later.json', true],
      ['draft.json', true],
    ]),
  )
  await expect(files.remove('later.json')).rejects.toMatchObject({ code: 'input-invalid' })
  expect(await files.text('later.json')).toBe('{"version":3}')
})
