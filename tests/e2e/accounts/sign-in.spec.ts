import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startDesktop } from '../../../scripts/desktop/desktop.ts'
import { recordOpened } from '../../support/app/opened.ts'
import { expect, pasteWebhook, save, signIn, test } from '../../support/app/portal.ts'
import { filesWith } from '../../support/files.ts'
import { freePort } from '../../support/free-port.ts'

const run = promisify(execFile)

/** Reads a secret from the keyring of a desktop, by a process of its own. */
async function inKeyring(env: NodeJS.ProcessEnv, account: string): Promise<string> {
  const script = `require('keytar').getPassword('Quickplan', process.argv[1]).then((s) => process.stdout.write(s ?? ''))`
  return (await run(process.execPath, ['-e', script, account], { env })).stdout
}

test('the demo needs nothing filled in and shows a plan', async ({ launch }) => {
  const main = await (await launch()).main()
  await main.getByRole('button', { name: 'Try the demo' }).click()
  await expect(main.getByText('This week', { exact: true })).toBeVisible()
})

test('the demo keeps its tasks between starts', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  await expect(main.getByText('This week', { exact: true })).toBeVisible()
  await save(app, 'Still here')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByRole('button', { name: /^Open “Still here”/ })).toBeVisible()
  await app.close()
  const again = await (await launch({ dataDir: app.dataDir })).main()
  await expect(again.getByText('Still here')).toBeVisible()
})

test('a task of the demo opens in the person’s own browser, and in no other', async ({ launch }) => {
  const app = await launch({ args: ['--demo'] })
  const main = await app.main()
  const title = 'Review the landing page copy'
  const opened = await recordOpened(app)
  await main.getByRole('button', { name: title, exact: true }).focus()
  await main.keyboard.press('Control+O')
  await expect.poll(opened).toHaveLength(1)
  const [address = ''] = await opened()
  const { headers } = await fetch(address, { redirect: 'manual' })
  const link = new URL(headers.get('location') ?? '', address)
  expect((await fetch(link)).status).toBe(403)
  const page = await fetch(link, { headers: { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' } })
  expect(await page.text()).toContain(title)
})

test('a webhook signs in, and its secret is in the keyring', async ({
  signedIn: { app },
  portal,
  desktop,
}) => {
  await save(app, 'A task to leave traces')
  await expect.poll(async () => (await portal.tasksNamed('A task to leave traces')).length).toBe(1)
  expect(await inKeyring(desktop.env, `${portal.url}|1`)).toBe(portal.secret)
})

test('the account is there again at the next start', async ({ signedIn: { app }, launch }) => {
  await app.close()
  const main = await (await launch({ dataDir: app.dataDir })).main()
  await expect(main.getByText('This week', { exact: true })).toBeVisible()
})

test('signing out removes the secret from the keyring and keeps what was captured', async ({
  signedIn: { main },
  portal,
  desktop,
}) => {
  await main.getByRole('button', { name: 'Settings' }).click()
  await main.getByRole('button', { name: 'Sign out…' }).click()
  await main.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(main.getByRole('button', { name: 'Try the demo' })).toBeVisible()
  expect(await inKeyring(desktop.env, `${portal.url}|1`)).toBe('')
})

test.describe('a webhook that does not work is told in words, and stays in the field', () => {
  const refused: [what: string, address: (url: string) => string, words: RegExp][] = [
    ['no address at all', () => 'hello', /not a webhook address/],
    [
      'plain http to another host',
      () => 'http://team.example/rest/1/abc/',
      /team\.example begins with http:/,
    ],
    [
      'a wrong code',
      (url) => `${url}/rest/1/wrongwrongwrong1/`,
      /127\.0\.0\.1:\d+ does not accept the webhook/,
    ],
    ['a host that does not exist', () => 'https://no-such-host.invalid/rest/1/abc/', /no-such-host\.invalid/],
  ]
  for (const [what, address, words] of refused) {
    test(what, async ({ launch, portal }) => {
      const main = await (await launch()).main()
      const pasted = address(portal.url)
      await pasteWebhook(main, pasted)
      await expect(main.getByRole('alert').filter({ hasText: words })).toBeVisible()
      await expect(main.getByLabel('Webhook address', { exact: true })).toHaveValue(pasted)
    })
  }

  test('a port where nothing answers', async ({ launch }) => {
    const port = await freePort()
    const main = await (await launch()).main()
    await pasteWebhook(main, `http://127.0.0.1:${port}/rest/1/abc/`)
    await expect(main.getByRole('alert').filter({ hasText: `127.0.0.1:${port}` })).toBeVisible()
  })

  test('a portal that never answers', async ({ launch, portal }) => {
    portal.break(() => ({ kind: 'silence' }))
    const main = await (await launch()).main()
    await pasteWebhook(main, portal.webhook)
    await expect(main.getByRole('button', { name: 'Checking the portal…' })).toBeVisible()
    const told = main.getByRole('alert').filter({ hasText: /127\.0\.0\.1:\d+ does not answer/ })
    await expect(told).toBeVisible({ timeout: 30_000 })
  })

  test('a missing permission', async ({ launch, portal }) => {
    portal.break(() => ({ kind: 'scopes', scopes: ['user_brief'] }))
    const main = await (await launch()).main()
    await pasteWebhook(main, portal.webhook)
    await expect(main.getByRole('alert').filter({ hasText: 'lacks the permission “task”' })).toBeVisible()
  })

  test('a portal that answers 500 with a page', async ({ launch, portal }) => {
    portal.break(() => ({ kind: 'html', status: 500, body: '<script>alert(1)</script>' }))
    const main = await (await launch()).main()
    await pasteWebhook(main, portal.webhook)
    await expect(
      main.getByRole('alert').filter({ hasText: /answered with a failure of its own/ }),
    ).toBeVisible()
  })
})

test('a permission that only REST 3.0 lacks is told once, by its name, and the plan is there', async ({
  launch,
  portal,
}) => {
  portal.break(({ api }) => (api === 'v3' ? { kind: 'scopes', scopes: [] } : undefined))
  const app = await launch()
  const main = await signIn(app, portal)
  const told = main.getByText('lacks: tasks.')
  await expect(told).toBeVisible()
  await expect(main.getByText('tasks: tasks go out over the portal’s older interface.')).toBeVisible()
  await save(app, 'Over the older interface')
  expect(await portal.task('Over the older interface')).toMatchObject({ responsibleId: '1' })
  await main.getByRole('button', { name: 'Understood' }).click()
  await expect(told).toHaveCount(0)
  await app.close()
  const again = await (await launch({ dataDir: app.dataDir })).main()
  await expect(again.getByText('This week', { exact: true })).toBeVisible()
  await expect(again.getByText('lacks: tasks.')).toHaveCount(0)
})

test('without a keychain the sign-in works, lives in memory, and says so', async ({ launch, portal }) => {
  const desktop = await startDesktop({ keyring: 'absent' })
  const app = await launch({ desktop })
  const main = await signIn(app, portal)
  await expect(
    main.getByText(/kept until Quickplan quits, because this desktop has no keychain/),
  ).toBeVisible()
  await app.close()
  expect(await filesWith(app.dataDir, [portal.secret])).toEqual([])
  await desktop.stop()
})

test('a keychain that is locked at the next start is named, and does not look like a sign-out', async ({
  signedIn: { app },
  launch,
}) => {
  await app.close()
  const locked = await startDesktop({ keyring: 'locked' })
  const again = await launch({ dataDir: app.dataDir, desktop: locked })
  const main = await again.main()
  await expect(main.getByRole('button', { name: 'Try again' }).first()).toBeVisible()
  await expect(main.getByText(/keychain is locked/i).first()).toBeVisible()
  await again.close()
  await locked.stop()
})
