import { expect, test } from 'vitest'
import type { Suggestions } from '../../../../electron/model.ts'
import { deferred } from '../../../support/deferred.ts'
import { parsed, people, span, windowWith } from '../support.ts'

const anna = people(5, 8, 'Anna Petrova', 'Annabel Lee')

test('typing a sign opens the list, with the first item to be taken', async () => {
  const { field, suggester, asked } = windowWith({ 'capture.suggest': () => anna })
  await field.type('Call @an')
  expect(asked('capture.suggest')).toEqual([{ text: 'Call @an', plain: [], caret: 8 }])
  expect([suggester.current, suggester.active]).toEqual([anna, 0])
})

test.each(['@', '+', '#', '/', '^', ':'])('what is typed behind %s is asked for', async (sign) => {
  const { field, asked } = windowWith({ 'capture.suggest': () => anna })
  await field.type(`Call ${sign}an`)
  expect(asked('capture.suggest')).toHaveLength(1)
})

test('a line without a sign asks nothing', async () => {
  const { field, asked } = windowWith()
  await field.type('mail a@b.c\nCall Anna')
  expect(asked('capture.suggest')).toEqual([])
})

test('answers that come out of order do not mix', async () => {
  const late = deferred<Suggestions | null>()
  const { field, suggester } = windowWith({
    'capture.suggest': ({ text }) => (text === '@a' ? late.promise : people(0, 2, 'Boris')),
  })
  const first = field.type('@a')
  await field.type('@b')
  late.resolve(people(0, 2, 'Anna'))
  await first
  expect(suggester.current?.items[0]?.label).toBe('Boris')
})

test('an answer that comes after the list was closed opens no list', async () => {
  const late = deferred<Suggestions | null>()
  const { field, suggester } = windowWith({ 'capture.suggest': () => late.promise })
  const typed = field.type('@a')
  suggester.dismiss()
  late.resolve(people(0, 2, 'Anna'))
  await typed
  expect(suggester.current).toBeNull()
})

test('an answer without items is no list', async () => {
  const { field, suggester } = windowWith({ 'capture.suggest': () => people(0, 2) })
  await field.type('@x')
  expect(suggester.current).toBeNull()
})

test('the arrows go around the ends', async () => {
  const { field, suggester } = windowWith({ 'capture.suggest': () => anna })
  await field.type('Call @an')
  suggester.move(-1)
  expect(suggester.active).toBe(1)
  suggester.move(1)
  expect(suggester.active).toBe(0)
})

test('a choice by arrow stays while the same name is typed on, within the list', async () => {
  const lists = [anna, people(5, 9, 'Anna Petrova')]
  const { field, suggester } = windowWith({ 'capture.suggest': () => lists.shift() ?? null })
  await field.type('Call @an')
  suggester.move(1)
  await field.type('Call @ann')
  expect(suggester.active).toBe(0)
})

test('a list that was closed stays closed for its name, and opens for the next', async () => {
  const { field, suggester } = windowWith({
    'capture.suggest': ({ text }) => (text.includes('+') ? { ...anna, from: 10 } : anna),
  })
  await field.type('Call @an')
  suggester.dismiss()
  await field.type('Call @ann')
  expect(suggester.current).toBeNull()
  await field.type('Call @ann +s')
  expect(suggester.current).not.toBeNull()
})

test('a list that was closed opens for another name that begins where the deleted one did', async () => {
  const { field, suggester } = windowWith({ 'capture.suggest': () => anna })
  await field.type('Call @an')
  suggester.dismiss()
  await field.type('Call ')
  await field.type('Call @a')
  expect(suggester.current).not.toBeNull()
})

test('the list closes when the caret leaves the name', async () => {
  const { field, suggester } = windowWith({ 'capture.suggest': () => anna })
  await field.type('Call @an')
  suggester.moveCaret(6)
  expect(suggester.current).not.toBeNull()
  suggester.moveCaret(3)
  expect(suggester.current).toBeNull()
})

test.each([
  ['a whole name that is understood', '@anna', true, -1],
  ['a beginning whose chip names who is meant', '@ann', true, -1],
  ['a beginning that may mean several', '@ann', false, 0],
  ['a name that is not understood', '@anna', false, 0],
])('Enter is free to save with %s', async (_name, token, certain, active) => {
  const { field, suggester } = windowWith({
    'capture.parse': ({ text }) => parsed(text, { spans: [span('person', 0, token.length, certain)] }),
    'capture.suggest': () => people(0, token.length, 'Anna Petrova', 'Annabel Lee'),
  })
  await field.type(token)
  expect(suggester.active).toBe(active)
})

test.each([
  ['#', 0],
  ['#bug', -1],
])('Enter is free to save a new tag, though older ones begin like it: %s', async (token, active) => {
  const { field, suggester } = windowWith({
    'capture.suggest': () => ({
      kind: 'tag',
      from: 0,
      to: token.length,
      items: [{ label: 'bugfix', note: '', insert: '#bugfix', color: null }],
    }),
  })
  await field.type(token)
  expect(suggester.active).toBe(active)
})

test('what is taken goes in place of the name, with one space behind it', async () => {
  const { field, control, draft } = windowWith({ 'capture.suggest': () => anna })
  await field.type('Call @an tomorrow', 8)
  control.take(0)
  expect([draft.text, field.at.to]).toEqual(['Call @"Anna Petrova" tomorrow', 21])
})

test('the colour of a stage is known from the suggestions, and asked for once', async () => {
  const week = { label: 'This week', note: '', insert: '/"This week"', color: '00C4FB' }
  const { colors, asked } = windowWith({
    'capture.suggest': () => ({ kind: 'stage', from: 0, to: 5, items: [week] }),
  })
  await colors.look('This week', '/week', { from: 0, to: 5 })
  await colors.look('This week', '/week', { from: 0, to: 5 })
  expect(colors.of('This week')).toBe('00C4FB')
  expect(asked('capture.suggest')).toHaveLength(1)
})

test('somebody who becomes known while their name is typed is offered', async () => {
  let known = people(5, 8)
  const { field, suggester, main } = windowWith({ 'capture.suggest': () => known })
  await field.type('Call @an')
  expect(suggester.current).toBeNull()
  known = anna
  main.emit('names.changed', null)
  await expect.poll(() => suggester.current).toEqual(anna)
})

test('where no name is being typed, new names ask nothing', async () => {
  const { field, suggester, main, asked } = windowWith({ 'capture.suggest': () => anna })
  await field.type('Call @an')
  suggester.take(0)
  main.emit('names.changed', null)
  expect(asked('capture.suggest')).toHaveLength(1)
})
