import type { IpcMainInvokeEvent } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import { AppError } from '../../../electron/errors.ts'
import { fileChannels } from '../../../electron/ipc/channels.ts'
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
let told: unknown[][]
let logged: string[]
beforeEach(() => {
  ;[listeners, isOurs, asked, told, logged] = [new Map(), true, [], [], []]
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
      files: {
        begin: (file) => {
          told.push(['begin', file])
          return id
        },
        part: (...part) => {
          told.push(['part', ...part])
          return Promise.resolve()
        },
        end: (...end) => {
          told.push(['end', ...end])
          return Promise.resolve(draft)
        },
        hasHung: () => false,
      },
      log: (text) => logged.push(text),
    },
  )
})

const ask = (name: RequestName, input: unknown) => listeners.get(`app:${name}`)?.(event, input)
const hand = (channel: keyof typeof fileChannels, input: unknown) =>
  listeners.get(fileChannels[channel])?.(event, input)
const refused = { ok: false, problem: { code: 'input-invalid' } }

test('no request of a page can name the channels of the files', () => {
  const channels = [...listeners.keys()]
  expect(channels.filter((channel) => !channel.startsWith('app:'))).toEqual(Object.values(fileChannels))
})

test('files are handed over in parts, each under its token', async () => {
  const bytes = new Uint8Array([1, 2, 3])
  const file = { name: 'plan.pdf', isOnDisk: true }
  expect(await hand('begin', file)).toEqual({ ok: true, value: id })
  expect(await hand('part', { token: id, bytes })).toEqual({ ok: true, value: true })
  expect(await hand('end', { token: id, problem: null })).toEqual({ ok: true, value: draft })
  expect(told).toEqual([
    ['begin', file],
    ['part', id, bytes],
    ['end', id, null],
  ])
})

test.each<[keyof typeof fileChannels, unknown]>([
  ['begin', undefined],
  ['begin', '/etc/passwd'],
  ['begin', { path: '/etc/passwd' }],
  ['begin', [{ path: '/etc/passwd' }]],
  ['part', { token: '/etc/passwd', bytes: new Uint8Array() }],
  ['part', { token: id, bytes: [1] }],
  ['part', { token: id, path: '/etc/passwd' }],
  ['end', { token: id }],
  ['end', { token: id, problem: { code: 'unexpected' } }],
])('of a file %s takes no %j', async (channel, input) => {
  expect([await hand(channel, input), told]).toEqual([refused, []])
})

test('a foreign frame gets nothing', async () => {
  isOurs = false
  const file = { name: 'plan.pdf', isOnDisk: true }
  expect([await hand('begin', file), await ask('captures.list', undefined)]).toEqual([refused, refused])
  expect([told, asked]).toEqual([[], []])
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
