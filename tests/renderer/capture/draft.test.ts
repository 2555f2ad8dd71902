import { expect, test } from 'vitest'
import type { Parsed } from '../../../electron/ipc/contract.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { Draft } from '../../../renderer/capture/draft.svelte.ts'
import { deferred } from '../../support/deferred.ts'
import { fakeTransport } from '../../support/fake-transport.ts'

type Answers = Parameters<typeof fakeTransport>[0]

const parsed = (text: string, part: Partial<Parsed> = {}): Parsed => ({
  title: text,
  description: '',
  deadline: null,
  spans: [],
  ...part,
})
const saved = (text: string) => ({
  id: 'c1',
  text,
  title: text,
  deadline: null,
  capturedAt: '2026-11-22T10:00:00Z',
  state: 'waiting' as const,
  taskId: null,
  portal: 'demo',
  problem: null,
})

function draftWith(answers: Answers) {
  const main = fakeTransport({
    'draft.get': () => '',
    'draft.keep': () => null,
    'capture.parse': ({ text }) => parsed(text),
    'capture.save': ({ text }) => saved(text),
    ...answers,
  })
  const asked = (name: string) => main.asked.filter(([request]) => request === name).map(([, input]) => input)
  return { draft: new Draft(createBridge(main)), asked }
}

test('every change is kept, in the order of typing', async () => {
  const { draft, asked } = draftWith({})
  await Promise.all([draft.change('C'), draft.change('Ca'), draft.change('Cal')])
  expect(asked('draft.keep')).toEqual([{ text: 'C' }, { text: 'Ca' }, { text: 'Cal' }])
})

test('the answer to the latest text wins, however late the earlier ones come', async () => {
  const late = deferred<Parsed>()
  const { draft } = draftWith({
    'capture.parse': ({ text }) =>
      text === 'tomorrow' ? late.promise : parsed(text, { deadline: '2026-11-25T19:00:00+03:00' }),
  })
  const first = draft.change('tomorrow')
  await draft.change('25.11')
  late.resolve(parsed('tomorrow', { deadline: '2026-11-23T19:00:00+03:00' }))
  await first
  expect(draft.deadline).toBe('2026-11-25T19:00:00+03:00')
})

test('recognised text stays highlighted while the next answer is on its way', async () => {
  const answers = [parsed('', { spans: [{ kind: 'deadline', from: 5, to: 13 }] })]
  const { draft } = draftWith({
    'capture.parse': () => answers.pop() ?? new Promise<Parsed>(() => undefined),
  })
  await draft.change('Anna tomorrow')
  void draft.change('Call Anna tomorrow')
  expect(draft.segments).toEqual([
    { text: 'Call Anna ', kind: null },
    { text: 'tomorrow', kind: 'deadline' },
  ])
})

test('a failing parser leaves the text plain and usable', async () => {
  const { draft } = draftWith({
    'capture.parse': () => {
      throw { code: 'unexpected' }
    },
  })
  await draft.change('Call Anna')
  expect(draft.segments).toEqual([{ text: 'Call Anna', kind: null }])
  expect(draft.problem).toBeNull()
})

test('a saved capture empties the field and the kept draft', async () => {
  const { draft, asked } = draftWith({})
  await draft.change('Call Anna')
  expect(await draft.save(true)).toBe(true)
  expect(asked('capture.save')).toEqual([{ text: 'Call Anna', open: true }])
  expect(draft.text).toBe('')
  expect(asked('draft.keep').at(-1)).toEqual({ text: '' })
})

test('a refused capture keeps its text and says why', async () => {
  const { draft } = draftWith({
    'capture.save': () => {
      throw { code: 'title-empty' }
    },
  })
  await draft.change('tomorrow')
  expect(await draft.save(false)).toBe(false)
  expect(draft.text).toBe('tomorrow')
  expect(draft.problem).toEqual({ code: 'title-empty' })
})

test('typing on takes the complaint away', async () => {
  const { draft } = draftWith({
    'capture.save': () => {
      throw { code: 'title-empty' }
    },
  })
  await draft.save(false)
  await draft.change('C')
  expect(draft.problem).toBeNull()
})

test('pressing Enter twice saves once', async () => {
  const disk = deferred<ReturnType<typeof saved>>()
  const { draft, asked } = draftWith({ 'capture.save': () => disk.promise })
  await draft.change('Call Anna')
  const first = draft.save(false)
  expect(await draft.save(false)).toBe(false)
  disk.resolve(saved('Call Anna'))
  await first
  expect(asked('capture.save')).toHaveLength(1)
})

test('what is typed while the disk is busy stays for the next capture', async () => {
  const disk = deferred<ReturnType<typeof saved>>()
  const { draft } = draftWith({ 'capture.save': () => disk.promise })
  await draft.change('Call Anna')
  const saving = draft.save(false)
  await draft.change('Call AnnaBuy milk')
  disk.resolve(saved('Call Anna'))
  await saving
  expect(draft.text).toBe('Buy milk')
})

test('a restored draft does not overwrite what is being typed', async () => {
  const { draft } = draftWith({ 'draft.get': () => 'old thought' })
  const restoring = draft.restore()
  await draft.change('new thought')
  await restoring
  expect(draft.text).toBe('new thought')
})

test('a draft from before comes back understood', async () => {
  const { draft } = draftWith({
    'draft.get': () => 'Anna tomorrow',
    'capture.parse': ({ text }) => parsed(text, { deadline: '2026-11-23T19:00:00+03:00' }),
  })
  await draft.restore()
  expect(draft.text).toBe('Anna tomorrow')
  expect(draft.deadline).toBe('2026-11-23T19:00:00+03:00')
})

test('a draft that cannot be kept is told', async () => {
  const { draft } = draftWith({
    'draft.keep': () => {
      throw { code: 'capture-not-kept' }
    },
  })
  await draft.change('Call Anna')
  expect(draft.problem).toEqual({ code: 'capture-not-kept' })
})
