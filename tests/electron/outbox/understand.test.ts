import { expect, test } from 'vitest'
import { understand } from '../../../electron/outbox/understand.ts'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { context } from '../../support/app/captures.ts'

const parsed = (text: string) =>
  understand(text, [], (part, plain) => parseCapture(part, { ...context, plain }))
const withoutSpace = (text: string) => text.replace(/\s/g, '')

test('a short text is understood whole', () => {
  expect(parsed('Call #home\nmore')).toMatchObject({ title: 'Call', tags: ['home'], description: 'more' })
})

test('of a long text the first part is understood, and every other line is in the description', () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index}`).join('\n')
  const { title, tags, description } = parsed(`Read #later\n${lines}`)
  expect([title, tags, description === lines]).toEqual(['Read', ['later'], true])
})

test('of a megabyte on one line nothing is lost, and it is understood at once', () => {
  const line = 'word '.repeat(200_000).trim()
  const began = performance.now()
  const { title, description } = parsed(line)
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(withoutSpace(title + description)).toBe(withoutSpace(line))
  expect(title.length).toBeLessThanOrEqual(250)
})

test('a text of nothing but tokens is understood in its first part only', () => {
  const began = performance.now()
  const { description } = parsed(`Buy milk ${'! #a '.repeat(40_000)}`)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(description.length).toBeGreaterThan(150_000)
})
