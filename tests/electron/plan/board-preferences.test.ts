import { expect, test } from 'vitest'
import { createBoardPreferencesStore } from '../../../electron/plan/board-preferences.ts'

test('how a board is liked is remembered by account and board', () => {
  const file = { store: { other: { boards: 'nonsense', visited: [1, 'x'] } } as Record<string, unknown> }
  const store = createBoardPreferencesStore(file)
  const chosen = { collapsed: [4], showsCompleted: true, isCompact: true }
  store.keep('me', 0, chosen)
  expect(createBoardPreferencesStore(file).get('me', 0)).toEqual(chosen)
  expect(store.get('me', 1)).toEqual({ collapsed: [], showsCompleted: false, isCompact: false })
  expect(store.get('other', 0)).toEqual({ collapsed: [], showsCompleted: false, isCompact: false })
})

test('projects are remembered by their last visit, each once', () => {
  const store = createBoardPreferencesStore({ store: {} })
  for (const id of [3, 5, 3]) store.visit('me', id)
  expect(store.visited('me')).toEqual([3, 5])
})
