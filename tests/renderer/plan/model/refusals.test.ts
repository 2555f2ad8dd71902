import { expect, test } from 'vitest'
import type { Change } from '../../../../renderer/plan/model/changes.ts'
import { refusalWords, type Refusal } from '../../../../renderer/plan/model/refusals.ts'
import { Words } from '../../../../renderer/shared/words.svelte.ts'

const refusal = (change: Change, name = 'Later', place = ''): Refusal => ({
  change,
  name,
  place,
  problem: { code: 'refused' },
})

test.each([
  [refusal({ kind: 'edit', id: 1, edit: { title: 'New' } }), 'The stage “Later” kept its name.'],
  [refusal({ kind: 'edit', id: 1, edit: { color: 'FFFFFF' } }), 'The stage “Later” kept its colour.'],
  [refusal({ kind: 'delete', id: 1 }), 'The stage “Later” was not deleted.'],
  [
    refusal({ kind: 'move', taskIds: [1], from: 1, to: 2 }, '<b>Call</b>', 'Inbox'),
    '“<b>Call</b>” stayed in “Inbox”.',
  ],
  [refusal({ kind: 'delete', id: 1 }, ''), 'A change was not saved; what it was about is no longer there.'],
])('a refusal is told as what did not happen', (it, sentence) => {
  expect(refusalWords(new Words(), it)).toBe(sentence)
})

test('and in Russian', () => {
  const words = new Words()
  words.locale = 'ru'
  const it = refusal({ kind: 'move', taskIds: [1], from: 1, to: 2 }, 'Позвонить', 'Сегодня')
  expect(refusalWords(words, it)).toBe('Задача «Позвонить» осталась в «Сегодня».')
})

test('what is more than one change is told by what was wanted', () => {
  const label = { kind: 'delete', name: 'Later', count: 14 } as const
  const it = { ...refusal({ kind: 'clear', id: 3, to: 1 }), label }
  expect(refusalWords(new Words(), it)).toBe('Not done: delete stage “Later”, 14 tasks.')
})
