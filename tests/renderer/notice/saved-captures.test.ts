import { expect, test } from 'vitest'
import { SavedCaptures } from '../../../renderer/notice/saved-captures.svelte.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { fakeTransport } from '../../support/fake-transport.ts'
import { capture } from '../capture/support.ts'

async function noticeOf(ids: string[], answers: Parameters<typeof fakeTransport>[0] = {}) {
  const main = fakeTransport({
    'captures.list': () => ['a', 'b', 'c'].map((id) => capture(id)),
    'captures.undo': () => null,
    ...answers,
  })
  const restarted: number[] = []
  const saved = new SavedCaptures(createBridge(main), ids, { restart: (time) => restarted.push(time) })
  await saved.follow()
  return { main, saved, restarted }
}

test('only what was just saved is shown', async () => {
  const { saved } = await noticeOf(['b'])
  expect(saved.captures.map(({ id }) => id)).toEqual(['b'])
  expect(saved.state).toBe('saved')
})

test('one that the portal refuses meanwhile is no longer told as saved', async () => {
  const { main, saved, restarted } = await noticeOf(['a', 'b'], { 'window.show': () => null })
  main.emit('captures.changed', [capture('a', { state: 'attention', problem: { code: 'access-denied' } })])
  expect(saved.state).toBe('refused')
  expect(saved.refused.map(({ id }) => id)).toEqual(['a'])
  expect(restarted).toEqual([10_000])
  await saved.showSent()
  expect(main.asked.at(-1)).toEqual(['window.show', { view: 'sent' }])
})

test('what was taken back before the others were saved is not told again', async () => {
  const { saved } = await noticeOf(['a', 'b'], {
    'captures.list': () => [capture('a', { state: 'undone' }), capture('b')],
  })
  expect(saved.state).toBe('saved')
  expect(saved.captures.map(({ id }) => id)).toEqual(['b'])
})

test('all that was saved at once is taken back at once', async () => {
  const { main, saved, restarted } = await noticeOf(['a', 'b'])
  await saved.undo()
  await saved.undo()
  expect(main.asked.filter(([name]) => name === 'captures.undo').map(([, input]) => input)).toEqual([
    { id: 'a' },
    { id: 'b' },
  ])
  expect(restarted).toEqual([4_000])
})

test('it is undone when the portal says so, and not before', async () => {
  const { main, saved } = await noticeOf(['a'])
  await saved.undo()
  expect(saved.state).toBe('undoing')
  main.emit('captures.changed', [capture('a', { state: 'undone' })])
  expect(saved.state).toBe('undone')
})

test('what was taken back by another way shows here, too', async () => {
  const { main, saved, restarted } = await noticeOf(['a'])
  main.emit('captures.changed', [capture('a', { state: 'undone' })])
  expect([saved.state, restarted]).toEqual(['undone', [4_000]])
})

test('what cannot be taken back says why, and can be tried again', async () => {
  const { saved } = await noticeOf(['a'], {
    'captures.undo': () => {
      throw { code: 'undo-impossible' }
    },
  })
  await saved.undo()
  expect([saved.state, saved.problem]).toEqual(['saved', { code: 'undo-impossible' }])
})
