import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openOutbox } from '../../../electron/outbox/outbox.ts'
import { newFolder, thought } from './support.ts'
import { othersWithAccess } from '../../support/privacy.ts'

let folder: string
beforeEach(async () => {
  folder = await newFolder('outbox')
})

const open = (onDamaged?: (place: string) => void) =>
  openOutbox({ folder, onChange: () => undefined, ...(onDamaged ? { onDamaged } : {}) })
const filesIn = async () => (await readdir(folder)).filter((name) => name !== 'damaged')

test('a capture that was added is there after a new start, to the letter', async () => {
  const capture = thought('Call Anna 👩‍💻', { tags: ['звонок'], checklist: ['Ask', 'Tell'] })
  await (await open()).add([capture])
  expect((await open()).find(capture.id)).toEqual(capture)
})

test('a capture is one file that only its owner can read, and no temporary file stays', async () => {
  const capture = thought('Call Anna')
  await (await open()).add([capture])
  expect(await filesIn()).toEqual([`${capture.id}.json`])
  expect(await othersWithAccess(join(folder, `${capture.id}.json`))).toEqual([])
})

test('of captures that are added together either all are kept or none', async () => {
  const outbox = await open()
  const [one, other] = [thought('one'), thought('other')]
  await mkdir(join(folder, `${other.id}.json`, 'in the way'), { recursive: true })
  await expect(outbox.add([one, other])).rejects.toMatchObject({ code: 'capture-not-kept' })
  expect(outbox.list()).toEqual([])
  expect(await filesIn()).toEqual([`${other.id}.json`])
})

test('what was under way when the app ended waits again and is known to have been tried', async () => {
  const outbox = await open()
  const capture = thought('one', { tags: ['call'] })
  await outbox.add([capture])
  await outbox.advance(capture.id, 'begin', ({ steps }) => ({
    steps: steps.map((step) => ({ ...step, state: 'doing' as const, tried: true })),
  }))
  expect((await open()).find(capture.id)).toMatchObject({
    state: 'waiting',
    steps: [{ name: 'details', state: 'waiting', tried: true }],
  })
})

test('what is being taken back goes on being taken back after a new start', async () => {
  const outbox = await open()
  const capture = thought('one')
  await outbox.add([capture])
  await outbox.advance(capture.id, 'undo')
  expect((await open()).find(capture.id)?.state).toBe('undoing')
})

test('a change is on disk when it is answered', async () => {
  const outbox = await open()
  const capture = thought('one')
  await outbox.add([capture])
  await outbox.advance(capture.id, 'begin', { problem: { code: 'offline' } })
  const file = await readFile(join(folder, `${capture.id}.json`), 'utf8')
  expect(JSON.parse(file)).toMatchObject({ state: 'sending', problem: { code: 'offline' } })
})

test('of two changes at once neither is lost', async () => {
  const outbox = await open()
  const capture = thought('one')
  await outbox.add([capture])
  await Promise.all([
    outbox.update(capture.id, { taskId: 7 }),
    outbox.advance(capture.id, 'begin'),
    outbox.update(capture.id, ({ taskId }) => ({ title: `task ${taskId}` })),
  ])
  expect(outbox.find(capture.id)).toMatchObject({ taskId: 7, state: 'sending', title: 'task 7' })
})

test('an event that cannot happen changes nothing', async () => {
  const outbox = await open()
  const capture = thought('one')
  await outbox.add([capture])
  expect(await outbox.advance(capture.id, 'finish', { title: 'other' })).toBeNull()
  expect(outbox.find(capture.id)).toEqual(capture)
})

test('a damaged file is set aside whole and the others go on', async () => {
  const capture = thought('one')
  await (await open()).add([capture])
  const damaged = '{"version":2,"id":"cut sho'
  await writeFile(join(folder, 'broken.json'), damaged)
  const reported: string[] = []
  const outbox = await open((place) => reported.push(place))
  expect(outbox.records().map(({ id }) => id)).toEqual([capture.id])
  expect(reported).toEqual([join(folder, 'damaged', 'broken.json')])
  expect(await readFile(join(folder, 'damaged', 'broken.json'), 'utf8')).toBe(damaged)
})

test('a second damaged file of one name does not take the place of the first', async () => {
  for (const text of ['one', 'other']) {
    await writeFile(join(folder, 'broken.json'), text)
    await open()
  }
  const texts = (await readdir(join(folder, 'damaged'))).map((name) =>
    readFile(join(folder, 'damaged', name), 'utf8'),
  )
  expect((await Promise.all(texts)).sort()).toEqual(['one', 'other'])
})

test('a file that cannot even be read stays, is reported, and the others go on', async () => {
  const capture = thought('one')
  await (await open()).add([capture])
  await mkdir(join(folder, 'a folder.json'))
  const reported: string[] = []
  const outbox = await open((place) => reported.push(place))
  expect([outbox.records().length, reported]).toEqual([1, [join(folder, 'a folder.json')]])
})

test('what a killed process left half-written is gone after the next start', async () => {
  await (await open()).add([thought('one')])
  await writeFile(join(folder, 'x.json.7-0.tmp'), '{"half')
  await open()
  expect((await filesIn()).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('only what has changed is told', async () => {
  const told: string[][] = []
  const outbox = await openOutbox({
    folder,
    onChange: (changed) => told.push(changed.map(({ title }) => title)),
  })
  const [one, other] = [thought('one'), thought('other')]
  await outbox.add([one, other])
  await outbox.update(other.id, { completed: true })
  expect(told).toEqual([['one', 'other'], ['other']])
})

test('the list shows the newest first', async () => {
  const outbox = await open()
  await outbox.add([thought('first'), thought('second')])
  expect(outbox.list().map(({ title }) => title)).toEqual(['second', 'first'])
})

test('a folder that cannot be written refuses the capture with a reason', async () => {
  const outbox = await open()
  await rm(folder, { recursive: true })
  await expect(outbox.add([thought('one')])).rejects.toMatchObject({
    code: 'capture-not-kept',
    detail: 'ENOENT',
  })
  expect(outbox.list()).toEqual([])
})

test('what a window sees of a capture has neither its body nor its account', async () => {
  const outbox = await open()
  await outbox.add([thought('one', { tags: ['call'] })])
  const [seen] = outbox.list()
  expect(Object.keys(seen ?? {})).not.toEqual(expect.arrayContaining(['body']))
  expect(Object.keys(seen ?? {})).not.toEqual(expect.arrayContaining(['accountId']))
  expect(seen?.steps).toEqual([{ name: 'details', state: 'waiting', done: 0, of: 1, problem: null }])
})

test('only a capture that an older version would not understand is marked as one', () => {
  const parent = { text: 'p', id: 5, name: 'P' }
  const spans = [{ kind: 'parent' as const, from: 0, to: 2, certain: true }]
  expect([thought('one').version, thought('two', { parent, spans }).version]).toEqual([2, 3])
})

test('a capture of a later version stays as it is, is told of, and is read when that version runs again', async () => {
  const id = '0d3c5bd5-6f8d-4d3c-9c4b-0d6c6c3c3c3c'
  const path = join(folder, `${id}.json`)
  const content = JSON.stringify({ version: 4, id, text: 'Call Anna', more: { unknown: true } })
  await writeFile(path, content)
  const outbox = await open()
  await outbox.add([thought('one')])
  expect([outbox.newer(), outbox.list().length]).toEqual([[`${id}.json`], 1])
  expect(await readFile(path, 'utf8')).toBe(content)
})

test('a capture whose body is damaged is set aside, and is in the way of no other', async () => {
  const damaged = thought('one')
  await writeFile(join(folder, `${damaged.id}.json`), JSON.stringify({ ...damaged, body: '{"fields":{' }))
  const outbox = await open()
  expect(outbox.list()).toEqual([])
  expect(await readdir(join(folder, 'damaged'))).toEqual([`${damaged.id}.json`])
})
