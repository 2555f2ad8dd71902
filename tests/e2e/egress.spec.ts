import { behind, recordEgress, type EgressRecorder } from '../../scripts/testing/egress.ts'
import { expect, signIn, summon, test as base } from '../support/app/portal.ts'

const test = base.extend<{ recorder: EgressRecorder }>({
  // Playwright reads from this pattern that the fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  recorder: async ({}, use) => {
    const recorder = await recordEgress()
    await use(recorder)
    recorder.close()
  },
})

test('from the start to a sent task and back to the tray Chromium asks nobody but the portal for anything', async ({
  launch,
  portal,
  recorder,
}) => {
  const app = await launch({ args: behind(recorder.address) })
  const main = await signIn(app, portal)
  await summon(app)
  await app.type('Nobody else knows')
  await app.press('Return')
  await portal.task('Nobody else knows')
  await main.getByRole('button', { name: 'Settings' }).click()
  await expect(main.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  await main.close({ runBeforeUnload: true })
  expect([...recorder.asked]).toEqual([])
})
