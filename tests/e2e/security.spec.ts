import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { runProbes } from '../../scripts/security/probes/all.ts'
import { inputs } from '../../electron/ipc/inputs.ts'
import { expect, test } from '../support/app/portal.ts'
import { trafficOf } from '../support/app/traffic.ts'

test('none of the probes of the security checklist finds anything in the running app', async ({ launch }) => {
  test.slow()
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  await expect(main.getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
  const done = await runProbes(app)
  expect(done.flatMap(({ probe, findings }) => findings.map((one) => `${probe.name}: ${one}`))).toEqual([])
})

test('a compromised page gets nothing but replies out of the real bridge, and the app goes on', async ({
  signedIn: { app, main },
}) => {
  // Not those that only a person's own window could answer, and those that end the session.
  const spared =
    /^(session\.(try-demo|use-oauth|sign-out|switch)|stage-sets\.|capture\.hide|diagnostics\.open-log)/
  const names = Object.keys(inputs).filter((name) => !spared.test(name))
  const strange = await main.evaluate(async (requests) => {
    type Given = {
      transport: {
        invoke(name: string, input: unknown): Promise<{ ok?: boolean; problem?: { code: string } }>
      }
    }
    const { transport } = window as unknown as Given
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const id = '../../../../../../tmp/quickplan-was-here'
    const values = [
      ...[null, -1, NaN, 1n, '', id, 'x'.repeat(300_000), [], circle, new Map([['id', id]]), new Date(NaN)],
      ...[
        { id },
        { id, text: '\0', plain: [], caret: 1e9, then: 'hide', as: 'one' },
        new ArrayBuffer(9),
        new Error(id),
      ],
      ...[
        JSON.parse('{"__proto__":{"id":1}}'),
        { board: { projectId: -1, asAdmin: id } },
        { address: id },
        { view: id },
      ],
      ...[() => id, Symbol('id'), window, document.body],
    ]
    const found: string[] = []
    for (const name of requests) {
      for (const value of values) {
        // What cannot be copied is refused before it is sent.
        const reply = await transport
          .invoke(name, value)
          .catch(() => ({ ok: false, problem: { code: 'input-invalid' } }))
        if (reply.ok !== true && (!reply.problem || reply.problem.code === 'unexpected')) found.push(name)
      }
    }
    return found
  }, names)
  expect(strange).toEqual([])
  expect((await readdir(tmpdir())).filter((name) => name.includes('was-here'))).toEqual([])
  await expect(main.getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
  expect(app.output()).not.toContain('failed:')
  // And all of it was recorded, to be searched for secrets when the test is over.
  expect(await trafficOf(app.app)).toContain('["app:plan.get",{"ok":true,')
})
