import { expect, test } from 'vitest'
import type { Diagnostics } from '../../../../electron/model.ts'
import { awaitTray } from '../../../../electron/shell/tray/tray-host.ts'

/** Looks with these results, one after the other, and tells how many looks there were and whether the tray came. */
async function awaited(...found: Diagnostics['tray'][]) {
  let looks = 0
  let hasCome = false
  // As a person's desktop does, the app lives on meanwhile; the pauses alone would not keep it alive.
  const alive = setInterval(() => undefined, 1_000)
  await awaitTray({
    look: () => Promise.resolve(found[looks++] ?? 'missing'),
    onCome: () => (hasCome = true),
    pauses: [1, 1, 1],
  })
  clearInterval(alive)
  return { looks, hasCome }
}

test('a tray that comes later is told once', async () => {
  expect(await awaited('missing', 'missing', 'there', 'there')).toEqual({ looks: 3, hasCome: true })
})

test.each(['there', 'unknown'] as const)('where the tray is %s nobody waits', async (tray) => {
  expect(await awaited(tray)).toEqual({ looks: 1, hasCome: false })
})

test('a desktop without a tray is not asked for ever', async () => {
  expect(await awaited('missing')).toEqual({ looks: 4, hasCome: false })
})
