import { expect, test } from 'vitest'
import type { Capture, DraftView } from '../../../electron/model.ts'
import { deferred } from '../../support/deferred.ts'
import { press } from '../../../renderer/capture/field/press.ts'
import { capture, windowWith } from './support.ts'

const picture = { id: 'f1', name: 'plan.png', size: 1_200 }

test('a saved capture empties the field and the kept draft', async () => {
  const { draft, saver, asked } = windowWith()
  await draft.change('Call Anna')
  await draft.toPlain([{ from: 5, to: 9 }])
  expect(await saver.save('open')).toBe(true)
  expect(asked('capture.save')).toEqual([
    { text: 'Call Anna', plain: [{ from: 5, to: 9 }], then: 'open', as: 'one' },
  ])
  expect(draft.text).toBe('')
  expect(asked('draft.keep').at(-1)).toEqual({ text: '', plain: [] })
})

test('a refused capture keeps its text and says why', async () => {
  const { draft, saver } = windowWith({
    'capture.save': () => {
      throw { code: 'title-empty' }
    },
  })
  await draft.change('tomorrow')
  expect(await saver.save('hide')).toBe(false)
  expect(draft.text).toBe('tomorrow')
  expect(draft.problem).toEqual({ code: 'title-empty' })
  await draft.change('tomorrow C')
  expect(draft.problem).toBeNull()
})

test('pressing Enter twice saves once', async () => {
  const disk = deferred<Capture[]>()
  const { draft, saver, asked } = windowWith({ 'capture.save': () => disk.promise })
  await draft.change('Call Anna')
  const first = saver.save('hide')
  expect(await saver.save('hide')).toBe(false)
  disk.resolve([capture('Call Anna')])
  await first
  expect(asked('capture.save')).toHaveLength(1)
})

test('what is typed while the disk is busy stays for the next capture', async () => {
  const disk = deferred<Capture[]>()
  const { draft, saver } = windowWith({ 'capture.save': () => disk.promise })
  await draft.change('Call Anna')
  const saving = saver.save('hide')
  await draft.change('Call AnnaBuy milk')
  disk.resolve([capture('Call Anna')])
  await saving
  expect(draft.text).toBe('Buy milk')
  expect(saver.last).toBeNull()
})

test('tokens that a thought left in the field go with Esc, what was written behind them stays, and Ctrl+Z still works', async () => {
  const kept = { text: '+site ', plain: [], attachments: [] }
  const { draft, saver, control, asked } = windowWith({ 'draft.get': () => kept })
  await draft.change('Call Anna +site')
  await saver.save('stay')
  press(control, 'escape', true)
  expect([draft.text, asked('draft.keep').at(-1)]).toEqual(['', { text: '', plain: [] }])
  expect(saver.last).toBe('saved')

  await draft.change('Call Boris +site')
  await saver.save('stay')
  await draft.change('+site more')
  press(control, 'escape', true)
  expect(draft.text).toBe('+site more')
})

test('saving and staying begins the next capture with what the main process kept', async () => {
  const { draft, saver } = windowWith({ 'draft.get': () => ({ text: ' +site', plain: [], attachments: [] }) })
  await draft.change('Call Anna +site')
  await saver.save('stay')
  expect(draft.text).toBe(' +site')
})

test('several lines that were pasted at once become as many tasks, if that is chosen', async () => {
  const { draft, saver, asked } = windowWith()
  saver.offerLines()
  await draft.change('Milk\n\nBread\n')
  expect(saver.lines).toEqual(['Milk', 'Bread'])
  saver.as = 'lines'
  await saver.save('hide')
  expect(asked('capture.save')).toMatchObject([{ as: 'lines' }])
  expect([saver.as, saver.lines]).toEqual(['one', []])
})

test('lines that were typed are one task', async () => {
  const { draft, saver } = windowWith()
  await draft.change('Milk\nBread')
  expect(saver.lines).toEqual([])
})

test('right after saving, the capture is taken back and its text is in the field again', async () => {
  const { draft, saver, asked } = windowWith()
  await draft.change('Call Anna')
  await saver.save('hide')
  expect(saver.last).toBe('saved')
  await saver.takeBack()
  expect(asked('captures.undo')).toEqual([{ id: 'Call Anna' }])
  expect(draft.text).toBe('Call Anna')
})

test('a capture that took files with it keeps its text with them', async () => {
  const { draft, saver } = windowWith()
  await draft.adopt({ text: 'Call Anna', plain: [], attachments: [picture] })
  await saver.save('hide')
  expect(draft.attachments).toEqual([])
  await saver.takeBack()
  expect(draft.text).toBe('')
})

test('files that are still being copied go with the capture, and what is typed meanwhile does not', async () => {
  const taken = deferred<DraftView>()
  const { draft, saver, asked } = windowWith({ attach: () => taken.promise })
  await draft.change('Call Anna')
  void draft.attach([new File(['x'], 'plan.png')])
  const saving = saver.save('hide')
  await draft.change('Call Anna and go on')
  expect(asked('capture.save')).toEqual([])
  taken.resolve({ text: 'Call Anna', plain: [], attachments: [picture] })
  expect(await saving).toBe(true)
  expect(asked('capture.save')).toMatchObject([{ text: 'Call Anna' }])
  expect([draft.text, draft.attachments]).toEqual([' and go on', []])
})

test('a file that is refused while Enter waits for it keeps the capture in the field', async () => {
  const arrived = deferred<null>()
  const { draft, saver, asked } = windowWith({
    attach: () =>
      arrived.promise.then(() => {
        throw { code: 'file-too-large' }
      }),
  })
  await draft.change('Call Anna')
  void draft.attach([new File(['x'], 'film.mov')])
  const saving = saver.save('hide')
  arrived.resolve(null)
  expect(await saving).toBe(false)
  expect([asked('capture.save'), draft.problem]).toEqual([[], { code: 'file-too-large' }])
})

test('typing makes an end of taking back', async () => {
  const { draft, saver, asked } = windowWith()
  await draft.change('Call Anna')
  await saver.save('hide')
  await draft.change('B')
  await draft.change('')
  expect(saver.last).toBeNull()
  await saver.takeBack()
  expect(asked('captures.undo')).toEqual([])
})

test('a draft that was thrown away comes back', async () => {
  const { draft, saver, asked } = windowWith()
  await draft.change('thrown away')
  await saver.discard()
  expect([draft.text, saver.last, saver.said]).toEqual(['', 'discarded', 'discarded'])
  await saver.takeBack()
  expect(draft.text).toBe('thrown away')
  expect(asked('draft.discard')).toHaveLength(1)
})

test('nothing is thrown away where there is nothing', async () => {
  const { saver, asked } = windowWith()
  await saver.discard()
  expect(asked('draft.discard')).toEqual([])
})

test('a token that was turned back into text by mistake becomes one again', async () => {
  const { draft, saver } = windowWith()
  await draft.change('Anna tomorrow')
  await saver.toPlain([{ from: 5, to: 13 }])
  await saver.takeBack()
  expect(draft.plain).toEqual([])
})

test('a capture that cannot be taken back says why', async () => {
  const { draft, saver } = windowWith({
    'captures.undo': () => {
      throw { code: 'undo-impossible' }
    },
  })
  await draft.change('Call Anna')
  await saver.save('hide')
  await saver.takeBack()
  expect(draft.problem).toEqual({ code: 'undo-impossible' })
})
