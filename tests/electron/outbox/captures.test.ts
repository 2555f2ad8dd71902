import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, expect, test } from 'vitest'
import { createCaptures } from '../../../electron/outbox/captures.ts'
import { draftFiles } from '../../../electron/draft/draft-files.ts'
import { mostFiles } from '../../../electron/draft/attachment-limits.ts'
import { openAttachments } from '../../../electron/draft/attachments.ts'
import { openDraft } from '../../../electron/draft/draft.ts'
import { AppError } from '../../../electron/errors.ts'
import { openOutbox } from '../../../electron/outbox/outbox.ts'
import { tidyAttachments } from '../../../electron/outbox/retention.ts'
import type { Account, DraftView } from '../../../electron/model.ts'
import { fileOf, newFolder, parsedAs } from './support.ts'

const anna: Account = { id: 'a', kind: 'webhook', portal: 'p', userId: 1, userName: 'Anna' }
const save = (text: string, more = {}) => ({
  text,
  plain: [],
  then: 'hide' as const,
  as: 'one' as const,
  ...more,
})

let folder: string
beforeEach(async () => {
  folder = await newFolder('captures')
})

/** The app's captures without a way to the portal. */
async function start(account: Account | null = anna) {
  const outbox = await openOutbox({ folder: join(folder, 'captures'), onChange: () => undefined })
  const draft = await openDraft({
    now: () => new Date(),
    folder,
    wasSaved: (id) => outbox.find(id) !== undefined,
    onDamaged: () => undefined,
  })
  const attachments = await openAttachments(join(folder, 'attachments'))
  const shown: DraftView[] = []
  const woken: number[] = []
  const captures = createCaptures({
    outbox,
    draft,
    delivery: { wake: () => woken.push(outbox.list().length), stop: () => Promise.resolve() },
    actions: {} as Parameters<typeof createCaptures>[0]['actions'],
    expand: (text) => text,
    parse: (text, plain) =>
      parsedAs(text.replace('@anna', '').trim(), {
        spans: text.includes('@anna')
          ? [{ kind: 'person', certain: true, from: text.indexOf('@anna'), to: text.indexOf('@anna') + 5 }]
          : [],
        description: plain.map(({ from, to }) => text.slice(from, to)).join(),
      }),
    suggest: () => null,
    account: () => account,
    now: () => new Date(),
    tidy: () => undefined,
    onHarmless: (error) => {
      throw error
    },
  })
  const attach = draftFiles({
    draft,
    attachments,
    now: () => new Date(),
    onChange: (view) => shown.push(view),
  })
  const tidy = (now = new Date()) => tidyAttachments({ draft, outbox, attachments }, now)
  return { outbox, draft, attachments, captures, attach, shown, woken, tidy }
}
type App = Awaited<ReturnType<typeof start>>

const attached = async (app: App, name: string) => {
  await app.attach(fileOf(name))
  return app.draft.view().attachments.at(-1)?.id ?? ''
}
const isThere = (app: App, id: string) =>
  app.attachments.open(id).then(
    () => true,
    () => false,
  )

test('a thought is on disk when saving is answered, and the draft is empty', async () => {
  const app = await start()
  await app.draft.keep('Call Anna', [])
  const [capture] = await app.captures.save(save('Call Anna'))
  const again = await start()
  expect(again.outbox.find(capture?.id ?? '')).toMatchObject({ text: 'Call Anna', state: 'waiting' })
  expect(again.draft.view().text).toBe('')
})

test('what is to stay text is handed to the parser', async () => {
  const app = await start()
  await app.captures.save(save('Call tomorrow', { plain: [{ from: 5, to: 13 }] }))
  expect(app.outbox.records()[0]).toMatchObject({
    plain: [{ from: 5, to: 13 }],
    parsed: { description: 'tomorrow' },
  })
})

test('a thought without a title is refused and the draft stays', async () => {
  const app = await start()
  await app.draft.keep('@anna', [])
  await expect(app.captures.save(save('@anna'))).rejects.toMatchObject({ code: 'title-empty' })
  expect([app.draft.view().text, app.outbox.list()]).toEqual(['@anna', []])
})

test('a thought of nobody is refused and the draft stays', async () => {
  const app = await start(null)
  await app.draft.keep('Call', [])
  await expect(app.captures.save(save('Call'))).rejects.toMatchObject({ code: 'signed-out' })
  expect(app.draft.view().text).toBe('Call')
})

test('of several lines each becomes a capture, in their order, all on disk before any is sent', async () => {
  const app = await start()
  const saved = await app.captures.save(save('one\n\ntwo\nthree', { as: 'lines' }))
  expect(saved.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  expect(app.woken).toEqual([3])
  const again = await start()
  expect(again.outbox.records().map(({ text }) => text)).toEqual(['one', 'two', 'three'])
})

test('of several lines none is kept when one has no title', async () => {
  const app = await start()
  await expect(app.captures.save(save('one\n@anna', { as: 'lines' }))).rejects.toMatchObject({
    code: 'title-empty',
  })
  expect(app.outbox.list()).toEqual([])
})

test('nothing but blank lines is no thought', async () => {
  const app = await start()
  await expect(app.captures.save(save(' \n ', { as: 'lines' }))).rejects.toMatchObject({
    code: 'title-empty',
  })
})

test('Enter pressed twice is one capture, and what is typed right after is another', async () => {
  const app = await start()
  await app.draft.keep('Call', [])
  const saved = await Promise.all(['Call', 'Call', 'Write'].map((text) => app.captures.save(save(text))))
  expect(saved.flat().map(({ text }) => text)).toEqual(['Call', 'Call', 'Write'])
  expect(app.outbox.records().map(({ text }) => text)).toEqual(['Call', 'Write'])
})

test('who stays keeps the chips of project, people and stage', async () => {
  const app = await start()
  await app.captures.save(save('Call @anna', { then: 'stay' }))
  expect(app.draft.view()).toMatchObject({ text: '@anna ', plain: [], attachments: [] })
})

test('who opens asks for the browser', async () => {
  const app = await start()
  await app.captures.save(save('Call', { then: 'open' }))
  expect(app.outbox.records()[0]?.open).toBe(true)
})

test('files go with the thought and are not in the next draft', async () => {
  const app = await start()
  await attached(app, 'plan.txt')
  const [capture] = await app.captures.save(save('Read'))
  expect(capture?.attachments).toMatchObject([{ name: 'plan.txt', size: 3 }])
  expect(capture?.steps).toMatchObject([{ name: 'files', of: 1 }])
  expect(app.draft.view().attachments).toEqual([])
})

test('a thought that comes by another door leaves the draft alone', async () => {
  const app = await start()
  await app.draft.keep('being typed', [])
  await app.captures.add('From outside')
  expect([app.draft.view().text, app.outbox.list()[0]?.text]).toEqual(['being typed', 'From outside'])
})

test('a file that is taken is shown, one that cannot be read is refused with its name', async () => {
  const app = await start()
  await app.attach(fileOf('one.txt'))
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('half')
      throw new AppError('file-unreadable', 'Broken off')
    })(),
  )
  await expect(app.attach({ name: 'two.txt', isOnDisk: true, content: broken })).rejects.toMatchObject({
    code: 'file-unreadable',
    subject: 'two.txt',
  })
  const names = app.draft.view().attachments.map(({ name }) => name)
  expect([names, app.shown]).toEqual([['one.txt'], [app.draft.view()]])
})

test('more files than a task takes are refused, and the others stay', async () => {
  const app = await start()
  for (let file = 0; file < mostFiles; file++) await app.attach(fileOf('a.txt'))
  await expect(app.attach(fileOf('a.txt'))).rejects.toMatchObject({
    code: 'files-too-many',
    subject: '20',
  })
  expect(app.draft.view().attachments).toHaveLength(mostFiles)
})

test('files are kept as long as something needs them', async () => {
  const app = await start()
  const inDraft = await attached(app, 'thrown away.txt')
  await app.draft.discard()
  const inCapture = await attached(app, 'captured.txt')
  await app.captures.save(save('Read'))
  const removed = await attached(app, 'removed.txt')
  await app.captures.detach(removed)
  await app.tidy()
  expect(await Promise.all([inDraft, inCapture, removed].map((id) => isThere(app, id)))).toEqual([
    ...[true, true, false],
  ])
})

test('files of what was sent go, those of what was undone a day later', async () => {
  const app = await start()
  const ids = [await attached(app, 'sent.txt')]
  const [sent] = await app.captures.save(save('Sent'))
  ids.push(await attached(app, 'undone.txt'))
  const [undone] = await app.captures.save(save('Undone'))
  await app.outbox.update(sent?.id ?? '', ({ steps }) => ({
    steps: steps.map((step) => ({ ...step, state: 'done' as const })),
  }))
  await app.outbox.advance(undone?.id ?? '', 'drop')
  const there = () => Promise.all(ids.map((id) => isThere(app, id)))
  await app.tidy()
  expect(await there()).toEqual([false, true])
  await app.tidy(new Date(Date.now() + 25 * 3_600_000))
  expect(await there()).toEqual([false, false])
})

test('a thought that is written at a place goes there, told by the id', async () => {
  const app = await start()
  await app.captures.add('Call Anna', { kind: 'stage', id: 4, name: 'Later' })
  const [record] = app.outbox.records()
  expect(record?.parsed).toMatchObject({ title: 'Call Anna', stage: { id: 4, name: 'Later' } })
  expect(record?.steps).toMatchObject([{ name: 'stage', of: 1 }])
})
