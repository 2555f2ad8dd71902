import type { App } from '../../support/app/app.ts'
import { expect, summon, test } from '../../support/app/portal.ts'
import { ownClipboard, type Owning } from '../../support/clipboard-owner.ts'

/** Begins to watch the main process; the function answers for how many milliseconds it stood still at most. */
async function watchStandstill({ app }: App): Promise<() => Promise<number>> {
  await app.evaluate(() => {
    let last = performance.now()
    const watch = { longest: 0 }
    Object.assign(globalThis, { watch })
    setInterval(() => {
      const now = performance.now()
      watch.longest = Math.max(watch.longest, now - last)
      last = now
    }, 10)
  })
  return () => app.evaluate(() => (globalThis as unknown as { watch: { longest: number } }).watch.longest)
}

const owners: [string, Owning][] = [
  ['never answers', 'hangs'],
  ['has 50 MB', { bytes: 50 * 1024 ** 2 }],
]
for (const [name, owning] of owners) {
  test(`a clipboard whose owner ${name} holds up neither the window nor saving`, async ({
    signedIn: { app },
    portal,
    desktop,
  }) => {
    const owner = await ownClipboard(desktop.env, owning)
    const standstill = await watchStandstill(app)
    await summon(app)
    await app.type('Saved all the same')
    await app.press('Return')
    await expect.poll(app.captureIsUp).toBe(false)
    await portal.task('Saved all the same')
    await expect.poll(owner.asked).toBe(1)
    // Reading it as Chromium does took 18 seconds, or 2 where it is that large.
    expect(await standstill()).toBeLessThan(1_500)
    owner.close()
  })
}

test('Ctrl+V while the owner of the clipboard hangs says so, and the window goes on', async ({
  signedIn: { app },
  portal,
  desktop,
}) => {
  const owner = await ownClipboard(desktop.env, 'hangs')
  const standstill = await watchStandstill(app)
  const capture = await summon(app)
  await app.type('Typed ')
  await app.press('ctrl+v')
  await expect(capture.getByRole('alert')).toContainText('does not answer')
  await app.type('by hand')
  await app.press('Return')
  await portal.task('Typed by hand')
  expect(await standstill()).toBeLessThan(1_500)
  owner.close()
})
