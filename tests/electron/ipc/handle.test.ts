import type { IpcMainInvokeEvent } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import type { Offered } from '../../../electron/draft/attachments.ts'
import { AppError } from '../../../electron/errors.ts'
import { attachChannel } from '../../../electron/ipc/channels.ts'
import type { RequestName } from '../../../electron/ipc/contract.ts'
import { handleRequests, type Handlers } from '../../../electron/ipc/handle.ts'
import { inputs } from '../../../electron/ipc/inputs.ts'

type Listener = (event: IpcMainInvokeEvent, input: unknown) => Promise<unknown>
const event = {} as IpcMainInvokeEvent
const draft = { text: '', plain: [], attachments: [] }
const id = '0d3c5bd5-6f8d-4d3c-9c4b-0d6c6c3c3c3c'

let listeners: Map<string, Listener>
let isOurs: boolean
let asked: [string, unknown][]
let attached: Offered[][]
let logged: string[]
beforeEach(() => {
  ;[listeners, isOurs, asked, attached, logged] = [new Map(), true, [], [], []]
  // Every request is answered by what it was asked with.
  const handlers = Object.fromEntries(
    Object.keys(inputs).map((name) => [name, (input: unknown) => asked.push([name, input])]),
  ) as unknown as Handlers
  handleRequests(
    {
      ...handlers,
      'captures.undo': () => Promise.reject(new AppError('not-found', 'gone')),
      'captures.retry': () => Promise.reject(new Error('a bug with a secret')),
    },
    {
      ipcMain: { handle: (channel, listener) => listeners.set(channel, listener as Listener) },
      isOurs: () => isOurs,
      attach: (files) => {
        attached.push(files)
        return Promise.resolve(draft)
      },
      log: (text) => logged.push(text),
    },
  )
})

const ask = (name: RequestName, input: unknown) => listeners.get(`app:${name}`)?.(event, input)
const attach = (input: unknown) => listeners.get(attachChannel)?.(event, input)
const refused = { ok: false, problem: { code: 'input-invalid' } }

test('no request of a page can name the channel of the files', () => {
  const channels = [...listeners.keys()]
  expect(channels.filter((channel) => !channel.startsWith('app:'))).toEqual([attachChannel])
})

test('files are handed over by path or by their bytes', async () => {
  const files = [
    { path: '/home/anna/plan.pdf' },
    { name: 'image.png', size: 3, bytes: new Uint8Array([1, 2, 3]) },
    { name: 'film.mkv', size: 1e10, bytes: null },
  ]
  expect(await attach(files)).toEqual({ ok: true, value: draft })
  expect(attached).toEqual([files])
})

test.each([
  [undefined],
  ['/etc/passwd'],
  [[{ path: '' }]],
  [[{ path: 7 }]],
  [[{ name: 'a' }]],
  [[{ name: 'a', size: 1, bytes: [1] }]],
])('what is no list of files is refused: %j', async (input) => {
  expect([await attach(input), attached]).toEqual([refused, []])
})

test('a foreign frame gets nothing', async () => {
  isOurs = false
  expect([await attach([{ path: '/etc/passwd' }]), await ask('captures.list', undefined)]).toEqual([
    refused,
    refused,
  ])
  expect([attached, asked]).toEqual([[], []])
})

test.each<[RequestName, unknown]>([
  ['draft.keep', { text: 'Call' }],
  ['draft.keep', { text: 'Call', plain: [{ from: -1, to: 2 }] }],
  ['draft.detach', { id: '../../etc/passwd' }],
  ['capture.parse', { text: 7, plain: [] }],
  ['capture.suggest', { text: 'a', plain: [], caret: 0.5 }],
  ['capture.save', { text: 'a', plain: [], then: 'explode', as: 'one' }],
  ['captures.edit', { id, deadline: 'tomorrow' }],
  ['captures.edit', { id, priority: 'highest' }],
  ['captures.comment', { id, text: '  ' }],
  ['captures.identify', { id, taskId: -1 }],
])('%s refuses %j', async (name, input) => {
  expect([await ask(name, input), asked]).toEqual([refused, []])
})

test.each<[RequestName, unknown]>([
  ['draft.keep', { text: 'Call', plain: [{ from: 0, to: 2 }] }],
  ['capture.save', { text: 'a', plain: [], then: 'stay', as: 'lines' }],
  ['captures.edit', { id, title: 'b', deadline: null, priority: 'low' }],
  ['captures.edit', { id, deadline: '2026-12-01T10:00:00+03:00' }],
  ['captures.comment', { id, text: 'Done?' }],
  ['captures.identify', { id, taskId: null }],
])('%s takes %j', async (name, input) => {
  expect(await ask(name, input)).toMatchObject({ ok: true })
  expect(asked).toEqual([[name, input]])
})

test('an expected failure is told by its code', async () => {
  expect(await ask('captures.undo', { id })).toEqual({ ok: false, problem: { code: 'not-found' } })
  expect(logged).toEqual([])
})

test('a bug is told as such, and only the log hears more', async () => {
  expect(await ask('captures.retry', { id })).toEqual({ ok: false, problem: { code: 'unexpected' } })
  expect(logged).toHaveLength(1)
})
