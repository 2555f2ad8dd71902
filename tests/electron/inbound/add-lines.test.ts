import { expect, test } from 'vitest'
import { addLines } from '../../../electron/inbound/add-lines.ts'
import { AppError } from '../../../electron/errors.ts'
import type { Capture, Parsed } from '../../../electron/model.ts'

function keeper(fail: (text: string) => unknown = () => null) {
  const saved: string[] = []
  const unexpected: unknown[] = []
  return {
    saved,
    unexpected,
    parse: (text: string) => ({ title: text.replace('tomorrow', '').trim() }) as Parsed,
    save: (text: string) => {
      const error = fail(text)
      if (error !== null) return Promise.reject(error as Error)
      saved.push(text)
      return Promise.resolve({ title: text } as Capture)
    },
    onUnexpected: (error: unknown) => unexpected.push(error),
  }
}

test('every line becomes a capture, in their order', async () => {
  const kept = keeper()
  const { captures, problem } = await addLines(['one', 'two', 'three'], kept)
  expect(captures.map(({ title }) => title)).toEqual(['one', 'two', 'three'])
  expect(problem).toBeNull()
})

test('a line without a title is named before anything is saved', async () => {
  const kept = keeper()
  const added = await addLines(['one', 'tomorrow', 'three'], kept)
  expect(added).toEqual({ captures: [], problem: { code: 'title-empty', line: 2 } })
  expect(kept.saved).toEqual([])
})

test('a failure in the middle tells what was saved and from where on nothing is', async () => {
  const kept = keeper((text) =>
    text === 'two' ? new AppError('capture-not-kept', 'The disk is full') : null,
  )
  const { captures, problem } = await addLines(['one', 'two', 'three'], kept)
  expect(problem).toEqual({ code: 'capture-not-kept', line: 2 })
  expect(captures).toHaveLength(1)
  expect(kept.saved).toEqual(['one'])
})

test('a failure that nobody foresaw is reported and told as such', async () => {
  const bug = new Error('a bug')
  const kept = keeper(() => bug)
  const { problem } = await addLines(['one'], kept)
  expect(problem).toEqual({ code: 'unexpected', line: 1 })
  expect(kept.unexpected).toEqual([bug])
})
