import { runProbes } from '../../scripts/security/probes/all.ts'
import { expect, test } from '../support/app.ts'

test('none of the probes of the security checklist finds anything in the running app', async ({ launch }) => {
  test.slow()
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  await expect(main.getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
  const done = await runProbes(app)
  expect(done.flatMap(({ probe, findings }) => findings.map((one) => `${probe.name}: ${one}`))).toEqual([])
})
