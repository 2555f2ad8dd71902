import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openOutbox, type NewCapture } from '../../../electron/capture/outbox.ts'

const thought: NewCapture = {
  text: 'Call Anna tomorrow 15:00',
  title: 'Call Anna',
  deadline: '2026-11-23T15:00:00+03:00',
  portal: 'team.example',
  accountId: 'a',
  body: '{"fields":{}}',
  open: false,
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-outbox-'))
})

const open = (onDamaged?: (place: string) => void) =>
  openOutbox({ folder, onChange: () => undefined, ...(onDamaged ? { onDamaged } : {}) })

test('a capture that was added is there after a new start', async () => {
  const { id } = await (await open()).add(thought)
  expect((await open()).find(id)).toMatchObject({ title: 'Call Anna', state: 'waiting', body: thought.body })
})

test('a capture is one file that only its owner can read, and no temporary file stays', async () => {
  const { id } = await (await open()).add(thought)
  const names = (await readdir(folder)).filter((name) => name !== 'damaged')
  expect(names).toEqual([`${id}.json`])
  expect((await stat(join(folder, `${id}.json`))).mode & 0o777).toBe(0o600)
})

test('what was being sent when the app ended waits again', async () => {
  const outbox = await open()
  const { id } = await outbox.add(thought)
  await outbox.update(id, { state: 'sending' })
  expect((await open()).find(id)?.state).toBe('waiting')
})

test('a damaged file is set aside whole and the others go on', async () => {
  const { id } = await (await open()).add(thought)
  const damaged = '{"version":1,"id":"cut sho'
  await writeFile(join(folder, 'broken.json'), damaged)
  const reported: string[] = []
  const outbox = await open((place) => reported.push(place))
  expect(outbox.records().map((capture) => capture.id)).toEqual([id])
  expect(reported).toEqual([join(folder, 'damaged', 'broken.json')])
  expect(await readFile(join(folder, 'damaged', 'broken.json'), 'utf8')).toBe(damaged)
})

test('the list shows the newest first', async () => {
  let minute = 0
  const now = () => new Date(Date.UTC(2026, 10, 22, 10, minute++))
  const outbox = await openOutbox({ folder, onChange: () => undefined, now })
  await outbox.add({ ...thought, title: 'first' })
  await outbox.add({ ...thought, title: 'second' })
  expect(outbox.list().map(({ title }) => title)).toEqual(['second', 'first'])
})

test('a folder that cannot be written refuses the capture with a reason', async () => {
  const outbox = await open()
  await import('node:fs/promises').then(({ rm }) => rm(folder, { recursive: true }))
  await expect(outbox.add(thought)).rejects.toMatchObject({ code: 'capture-not-kept', detail: 'ENOENT' })
  expect(outbox.list()).toEqual([])
})

test('the request that a window sees of a capture has neither its body nor its account', async () => {
  const outbox = await open()
  await outbox.add(thought)
  expect(Object.keys(outbox.list()[0] ?? {}).sort()).toEqual(
    ['capturedAt', 'deadline', 'id', 'portal', 'problem', 'state', 'taskId', 'text', 'title'].sort(),
  )
})
