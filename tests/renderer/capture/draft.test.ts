import { expect, test, vi } from 'vitest'
import type { DraftView, Parsed } from '../../../electron/model.ts'
import { deferred } from '../../support/deferred.ts'
import { parsed, span, windowWith } from './support.ts'

const picture = { id: 'f1', name: 'plan.png', size: 1_200 }

test('every change is kept, in the order of typing', async () => {
  const { draft, asked } = windowWith()
  await Promise.all([draft.change('C'), draft.change('Ca'), draft.change('Cal')])
  expect(asked('draft.keep').map((input) => (input as { text: string }).text)).toEqual(['C', 'Ca', 'Cal'])
})

test('the answer to the latest text wins, however late the earlier ones come', async () => {
  const late = deferred<Parsed>()
  const { draft } = windowWith({
    'capture.parse': ({ text }) =>
      text === 'tomorrow' ? late.promise : parsed(text, { deadline: '2026-11-25T19:00:00+03:00' }),
  })
  const first = draft.change('tomorrow')
  await draft.change('25.11')
  late.resolve(parsed('tomorrow', { deadline: '2026-11-23T19:00:00+03:00' }))
  await first
  expect(draft.parsed?.deadline).toBe('2026-11-25T19:00:00+03:00')
})

test('what was typed is understood anew when other names can be named', async () => {
  let isKnown = false
  const { draft, main } = windowWith({
    'capture.parse': ({ text }) => (isKnown ? parsed(text, { spans: [span('person', 4, 9)] }) : parsed(text)),
  })
  await draft.follow()
  await draft.change('Ask @anna')
  isKnown = true
  main.emit('names.changed', null)
  await vi.waitFor(() => expect(draft.segments.map(({ text }) => text)).toEqual(['Ask ', '@anna']))
})

test('recognised text stays highlighted while the next answer is on its way', async () => {
  const answers = [parsed('', { spans: [span('deadline', 5, 13)] })]
  const { draft } = windowWith({
    'capture.parse': () => answers.pop() ?? new Promise<Parsed>(() => undefined),
  })
  await draft.change('Anna tomorrow')
  void draft.change('Call Anna tomorrow')
  expect(draft.segments.map(({ text, kind }) => [text, kind])).toEqual([
    ['Call Anna ', null],
    ['tomorrow', 'deadline'],
  ])
})

test('a failing parser leaves the text plain and usable', async () => {
  const { draft } = windowWith({
    'capture.parse': () => {
      throw { code: 'unexpected' }
    },
  })
  await draft.change('Call Anna')
  expect(draft.segments.map(({ text, kind }) => [text, kind])).toEqual([['Call Anna', null]])
  expect(draft.problem).toBeNull()
})

test('what was turned back into text is no token from this moment, and moves with the text', async () => {
  const { draft, asked } = windowWith({
    'capture.parse': ({ text, plain }) =>
      plain.length === 0 ? parsed(text, { spans: [span('deadline', 5, 13)] }) : parsed(text),
  })
  await draft.change('Anna tomorrow')
  const turning = draft.toPlain([{ from: 5, to: 13 }])
  expect(draft.spans).toEqual([])
  await turning
  await draft.change('Call Anna tomorrow')
  expect(asked('draft.keep').at(-1)).toEqual({ text: 'Call Anna tomorrow', plain: [{ from: 10, to: 18 }] })
})

test('a restored draft does not overwrite what is being typed', async () => {
  const old = { text: 'old thought', plain: [], attachments: [] }
  const { draft } = windowWith({ 'draft.get': () => old })
  const restoring = draft.follow()
  await draft.change('new thought')
  await restoring
  expect(draft.text).toBe('new thought')
})

test('a draft from before comes back understood, with its files and what is plain in it', async () => {
  const { draft } = windowWith({
    'draft.get': () => ({ text: 'Anna tomorrow', plain: [{ from: 0, to: 4 }], attachments: [picture] }),
    'capture.parse': ({ text }) => parsed(text, { deadline: '2026-11-23T19:00:00+03:00' }),
  })
  await draft.follow()
  expect([draft.text, draft.plain, draft.attachments]).toEqual([
    'Anna tomorrow',
    [{ from: 0, to: 4 }],
    [picture],
  ])
  expect(draft.parsed?.deadline).toBe('2026-11-23T19:00:00+03:00')
})

test('a draft that cannot be kept is told', async () => {
  const { draft } = windowWith({
    'draft.keep': () => {
      throw { code: 'capture-not-kept' }
    },
  })
  await draft.change('Call Anna')
  expect(draft.problem).toEqual({ code: 'capture-not-kept' })
})

test('files that were taken in show, and leave the text alone', async () => {
  const taken = deferred<DraftView>()
  const { draft } = windowWith({ attach: () => taken.promise })
  const attaching = draft.attach([new File(['x'], 'plan.png')])
  await draft.change('typed meanwhile')
  taken.resolve({ text: 'old', plain: [], attachments: [picture] })
  await attaching
  expect([draft.text, draft.attachments]).toEqual(['typed meanwhile', [picture]])
})

test('a refused file is named, and the others are in', async () => {
  const { main, draft } = windowWith({
    attach: () => {
      main.emit('draft.changed', { text: '', plain: [], attachments: [picture] })
      throw { code: 'file-too-large', subject: 'film.mov' }
    },
  })
  await draft.follow()
  await draft.attach([new File(['x'], 'plan.png'), new File(['x'], 'film.mov')])
  expect(draft.attachments).toEqual([picture])
  expect(draft.problem).toEqual({ code: 'file-too-large', subject: 'film.mov' })
})

test('a removed file is gone from the draft', async () => {
  const { draft, asked } = windowWith({ 'draft.detach': () => ({ text: '', plain: [], attachments: [] }) })
  await draft.adopt({ text: '', plain: [], attachments: [picture] })
  await draft.detach('f1')
  expect([asked('draft.detach'), draft.attachments]).toEqual([[{ id: 'f1' }], []])
})
