import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openAttachments } from '../../../electron/draft/attachments.ts'
import { draftFiles } from '../../../electron/draft/draft-files.ts'
import { openDraft } from '../../../electron/draft/draft.ts'
import { incomingFiles, type IncomingFiles } from '../../../electron/draft/incoming-files.ts'
import { newFolder } from '../outbox/support.ts'

let folder: string
let incoming: IncomingFiles
beforeEach(async () => {
  folder = await newFolder('incoming')
  incoming = await open()
})

async function open(abandonedMs?: number) {
  const draft = await openDraft({
    now: () => new Date(),
    folder,
    wasSaved: () => false,
    onDamaged: () => undefined,
  })
  const attachments = await openAttachments(join(folder, 'attachments'))
  const take = draftFiles({ draft, attachments, now: () => new Date(), onChange: () => undefined })
  return incomingFiles({ take, ...(abandonedMs === undefined ? {} : { abandonedMs }) })
}
const kept = () => readdir(join(folder, 'attachments'))
const plan = { name: 'plan.txt', isOnDisk: true }

test('a file arrives in parts, in their order', async () => {
  const token = incoming.begin(plan)
  for (const part of ['one ', 'two ', 'three']) await incoming.part(token, Buffer.from(part))
  const view = await incoming.end(token, null)
  expect(view.attachments).toMatchObject([{ name: 'plan.txt', size: 13 }])
  const [file = ''] = await kept()
  expect(await readFile(join(folder, 'attachments', file), 'utf8')).toBe('one two three')
})

test('two files that arrive together are not mixed', async () => {
  const tokens = [incoming.begin(plan), incoming.begin({ ...plan, name: 'other.txt' })] as const
  for (let at = 0; at < 10; at++) {
    await Promise.all(tokens.map((token, which) => incoming.part(token, Buffer.from(String(which)))))
  }
  await incoming.end(tokens[0], null)
  await incoming.end(tokens[1], null)
  const contents = (await kept()).map((file) => readFile(join(folder, 'attachments', file), 'utf8'))
  expect((await Promise.all(contents)).sort()).toEqual(['0000000000', '1111111111'])
})

test('a token that nobody was given, or that has been used, is refused', async () => {
  const token = incoming.begin(plan)
  await incoming.end(token, null)
  const refusal = { code: 'input-invalid' }
  await expect(incoming.part(token, Buffer.from('more'))).rejects.toMatchObject(refusal)
  await expect(incoming.part(crypto.randomUUID(), Buffer.from('x'))).rejects.toMatchObject(refusal)
})

test('a file that cannot be read further is not in the draft, and nothing of it stays', async () => {
  const token = incoming.begin(plan)
  await incoming.part(token, Buffer.from('half'))
  const problem = { code: 'file-is-folder' } as const
  await expect(incoming.end(token, problem)).rejects.toMatchObject({ ...problem, subject: 'plan.txt' })
  expect([await kept(), incoming.hasHung()]).toEqual([[], false])
})

test('a file that hung is told as such', async () => {
  const token = incoming.begin(plan)
  const problem = { code: 'file-unreadable', detail: 'ETIMEDOUT' } as const
  await expect(incoming.end(token, problem)).rejects.toMatchObject(problem)
  expect(incoming.hasHung()).toBe(true)
})

test('one file too many is refused at its first part, without an end to wait for', async () => {
  for (let file = 0; file < 20; file++) await incoming.end(incoming.begin(plan), null)
  const token = incoming.begin(plan)
  const refusal = { code: 'files-too-many' }
  await expect(incoming.part(token, Buffer.from('x'))).rejects.toMatchObject(refusal)
  await expect(incoming.end(token, null)).rejects.toMatchObject(refusal)
})

test('a file whose page has crashed is given up', async () => {
  const impatient = await open(20)
  const token = impatient.begin(plan)
  await impatient.part(token, Buffer.from('half'))
  await expect.poll(kept).toEqual([])
  await expect(impatient.end(token, null)).rejects.toMatchObject({ code: 'input-invalid' })
})
