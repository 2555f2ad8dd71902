import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDelivery, type Delivery } from '../../../electron/capture/delivery.ts'
import { openOutbox, type CaptureRecord, type Outbox } from '../../../electron/capture/outbox.ts'
import { AppError } from '../../../electron/errors.ts'

let outbox: Outbox
let delivery: Delivery
let sent: { id: string; body: string }[]
let account: string | null
/** How the portal answers each try in turn; after the last one it takes everything. */
let answers: (AppError | undefined)[]

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-delivery-'))
  outbox = await openOutbox({ folder, onChange: () => undefined })
  sent = []
  account = 'a'
  answers = []
  delivery = createDelivery({
    outbox,
    canSend: (id) => id === account,
    send: (capture: CaptureRecord) => {
      sent.push({ id: capture.id, body: capture.body })
      const failure = answers.shift()
      return failure ? Promise.reject(failure) : Promise.resolve({ taskId: sent.length })
    },
    classify: (error) => (error instanceof AppError && error.code === 'refused' ? 'refused' : 'again'),
    onSent: () => undefined,
    onUnexpected: (error) => {
      throw error
    },
    delay: () => 0,
  })
})
afterEach(() => delivery.stop())

const add = (title: string, accountId = 'a') =>
  outbox.add({
    text: title,
    title,
    deadline: null,
    portal: 'p',
    accountId,
    body: `{"t":"${title}"}`,
    open: false,
  })
const state = (id: string) => outbox.find(id)?.state
const titles = () => sent.map(({ body }) => JSON.parse(body).t as string)

test('a capture becomes sent, with its task', async () => {
  const { id } = await add('one')
  delivery.wake()
  await vi.waitFor(() => expect(outbox.find(id)).toMatchObject({ state: 'sent', taskId: 1 }))
})

test('captures go in the order they were made', async () => {
  await add('one')
  await add('two')
  await add('three')
  delivery.wake()
  await vi.waitFor(() => expect(titles()).toEqual(['one', 'two', 'three']))
})

test('a lost answer is asked for again with the same key and the same body', async () => {
  answers = [new AppError('host-silent', 'lost')]
  const { id, body } = await add('one')
  delivery.wake()
  await vi.waitFor(() => expect(state(id)).toBe('sent'))
  expect(sent).toEqual([
    { id, body },
    { id, body },
  ])
})

test('a refused capture needs attention and those behind it go on', async () => {
  answers = [new AppError('refused', 'no', { detail: 'Title too long' })]
  const poisoned = await add('poisoned')
  const good = await add('good')
  delivery.wake()
  await vi.waitFor(() => expect(state(good.id)).toBe('sent'))
  expect(outbox.find(poisoned.id)).toMatchObject({
    state: 'attention',
    problem: { code: 'refused', detail: 'Title too long' },
  })
})

test('a refused capture is sent when it is tried again', async () => {
  answers = [new AppError('refused', 'no')]
  const { id } = await add('one')
  delivery.wake()
  await vi.waitFor(() => expect(state(id)).toBe('attention'))
  await delivery.retry(id)
  await vi.waitFor(() => expect(state(id)).toBe('sent'))
})

test('nothing is sent while nobody is signed in, and everything waits', async () => {
  account = null
  const { id } = await add('one')
  delivery.wake()
  await delivery.stop()
  expect([sent, state(id)]).toEqual([[], 'waiting'])
})

test('a capture of another account waits for that account', async () => {
  const other = await add('other', 'b')
  const mine = await add('mine')
  delivery.wake()
  await vi.waitFor(() => expect(state(mine.id)).toBe('sent'))
  expect(state(other.id)).toBe('waiting')
})

test('two wake-ups at once send each capture once', async () => {
  const { id } = await add('one')
  delivery.wake()
  delivery.wake()
  await vi.waitFor(() => expect(state(id)).toBe('sent'))
  await delivery.stop()
  expect(sent).toHaveLength(1)
})
