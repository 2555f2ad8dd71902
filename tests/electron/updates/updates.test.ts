import { afterEach, expect, test, vi } from 'vitest'
import type { Capture, DraftView, UpdateView } from '../../../electron/model.ts'
import type { Engine } from '../../../electron/updates/engine.ts'
import { ConnectionFault } from '../../../electron/network/faults.ts'
import { UpdateError } from '../../../electron/updates/fault.ts'
import { busyWith } from '../../../electron/updates/set-up.ts'
import { type Busy, createUpdates } from '../../../electron/updates/updates.ts'

afterEach(() => vi.useRealTimers())

function updatesWith(engine: Partial<Engine>, busy: () => Busy | null = () => null) {
  const seen: UpdateView[] = []
  const logged: string[] = []
  const load = vi.fn(() =>
    Promise.resolve({
      check: () => Promise.resolve('2.0.0'),
      download: () => Promise.resolve(),
      install: () => Promise.resolve(),
      ...engine,
    }),
  )
  const updates = createUpdates({
    version: '1.0.0',
    load,
    busy,
    firstAfter: 1_000,
    every: 60_000,
    onChange: (view) => seen.push(view),
    log: (text) => logged.push(text),
  })
  return { updates, load, seen, logged }
}

test('a copy without a feed never looks', async () => {
  const updates = createUpdates({
    version: '1.0.0',
    load: null,
    busy: () => null,
    onChange: () => undefined,
    log: () => undefined,
  })
  updates.start()
  expect((await updates.check()).state).toEqual({ kind: 'off' })
})

test('what does the work is not loaded before it is wanted', () => {
  const { updates, load } = updatesWith({})
  updates.start()
  updates.stop()
  expect(load).not.toHaveBeenCalled()
})

test('a newer version is fetched with its progress, and waits for the person', async () => {
  const { updates, seen } = updatesWith({ download: (tell) => Promise.resolve(tell(40)) })
  await updates.check()
  expect(seen.map(({ state }) => state)).toEqual([
    { kind: 'checking' },
    { kind: 'downloading', found: '2.0.0', percent: 0 },
    { kind: 'downloading', found: '2.0.0', percent: 40 },
    { kind: 'ready', found: '2.0.0' },
  ])
})

test.each(['capture', 'draft', 'sending'] as const)(
  'nothing is installed during a %s, and it is said',
  async (what) => {
    const install = vi.fn(() => Promise.resolve())
    const { updates } = updatesWith({ install }, () => what)
    await updates.check()
    expect(await updates.install()).toMatchObject({ state: { kind: 'ready' }, held: what })
    expect(install).not.toHaveBeenCalled()
  },
)

test('once the capture is over, it is installed', async () => {
  const install = vi.fn(() => Promise.resolve())
  let busy: Busy | null = 'draft'
  const { updates } = updatesWith({ install }, () => busy)
  await updates.check()
  await updates.install()
  busy = null
  await updates.install()
  expect(install).toHaveBeenCalledOnce()
})

test('what went wrong is told by its kind, with the version that was found', async () => {
  const download = () => Promise.reject(new UpdateError('damaged', 'for a test'))
  const { updates } = updatesWith({ download })
  expect((await updates.check()).state).toEqual({ kind: 'failed', fault: 'damaged', found: '2.0.0' })
})

test.each(['certificate-untrusted', 'proxy-sign-in'] as const)(
  'a %s on the way is told with what it is about, also below what electron-updater makes of it',
  async (code) => {
    const inTheWay = new ConnectionFault(code, { subject: 'updates.office.test' })
    const cause = new TypeError('fetch failed', { cause: inTheWay })
    const check = () => Promise.reject(new UpdateError('unreachable', 'for a test', { cause }))
    const { updates } = updatesWith({ check })
    expect((await updates.check()).state).toEqual({
      kind: 'failed',
      fault: 'unreachable',
      found: null,
      problem: { code, subject: 'updates.office.test' },
    })
  },
)

test('a server that stays away is logged once', async () => {
  const check = () => Promise.reject(new UpdateError('unreachable', 'for a test'))
  const { updates, logged } = updatesWith({ check })
  await updates.check()
  await updates.check()
  expect(logged).toHaveLength(1)
})

test('it looks by itself, though not during a capture', async () => {
  vi.useFakeTimers()
  let busy: Busy | null = 'capture'
  const { updates, load } = updatesWith({}, () => busy)
  updates.start()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(load).not.toHaveBeenCalled()
  busy = null
  await vi.advanceTimersByTimeAsync(1_000)
  expect(load).toHaveBeenCalledOnce()
  updates.stop()
})

const draft = (part: Partial<DraftView>): DraftView => ({ text: '', plain: [], attachments: [], ...part })
const capture = (state: Capture['state']) => ({ state }) as Capture

test.each([
  ['an open window', { isCaptureUp: true }, 'capture'],
  ['a draft', { text: 'a thought' }, 'draft'],
  ['a file in the draft', { attachments: [{ id: '1', name: 'a', size: 1 }] }, 'draft'],
  ['a task on its way', { state: 'sending' }, 'sending'],
  ['a task that is taken back', { state: 'undoing' }, 'sending'],
  ['captures that wait for the network', { state: 'waiting' }, null],
] as const)('%s: busy with %s', (_what, given, wanted) => {
  const {
    isCaptureUp = false,
    state = 'sent',
    text = '',
    attachments = [],
  } = given as {
    isCaptureUp?: boolean
    state?: Capture['state']
    text?: string
    attachments?: DraftView['attachments']
  }
  const found = busyWith({
    isCaptureUp: () => isCaptureUp,
    draft: () => draft({ text, attachments }),
    captures: () => [capture(state)],
  })
  expect(found).toBe(wanted)
})
