import { describe, expect, test } from 'vitest'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { DeadlineText } from '../../../renderer/sent/deadline-text.svelte.ts'
import { captureOf, deadlineIn, toWritten } from '../../../renderer/sent/written-deadline.ts'
import { context } from '../../support/app/captures.ts'
import { deferred } from '../../support/deferred.ts'

const before = '2026-11-23T15:00:20+03:00'
const friday = '2026-11-27T19:00:00+03:00'

test('a text that was not touched keeps the deadline to the second', async () => {
  const deadline = new DeadlineText(before, () => Promise.reject(new Error('asked')))
  expect(await deadline.understand()).toBe(before)
})

test('an empty text is no deadline', async () => {
  const deadline = new DeadlineText(before, () => Promise.reject(new Error('asked')))
  deadline.text = '  '
  expect(await deadline.understand()).toBeNull()
})

test('what is not understood is unclear, and so is what could not be asked', async () => {
  for (const ask of [() => Promise.resolve(null), () => Promise.reject(new Error('gone'))]) {
    const deadline = new DeadlineText(before, ask)
    deadline.text = 'when pigs fly'
    expect(await deadline.understand()).toBe('unclear')
    expect(deadline.isPending).toBe(false)
  }
})

test('a reply to what was typed before does not count', async () => {
  const first = deferred<string | null>()
  const deadline = new DeadlineText(null, (text) =>
    text === 'Fri' ? first.promise : Promise.resolve(text === 'Friday' ? friday : null),
  )
  deadline.text = 'Fri'
  const answer = deadline.understand()
  deadline.text = 'Friday'
  first.resolve('2027-01-01T19:00:00+03:00')
  expect(await answer).toBe(friday)
  expect(deadline.understood).toBe(friday)
})

describe('a deadline as it is written', () => {
  test('is read back as the same minute', () => {
    const moment = new Date(2031, 4, 6, 7, 8)
    expect(toWritten(moment.toISOString())).toBe('06.05.2031 07:08')
  })

  test.each([null, 'no moment'])('is empty where there is none: %s', (iso) => {
    expect(toWritten(iso)).toBe('')
  })

  test.each([
    ['06.05.2031 07:08', true],
    ['tomorrow', true],
    ['в пятницу в 9', true],
    ['no idea', false],
    ['tomorrow call Bob', false],
    ['', false],
  ])('%j is a deadline: %s', (text, isOne) => {
    const found = deadlineIn(parseCapture(captureOf(text), context))
    expect(found !== null).toBe(isOne)
  })
})
