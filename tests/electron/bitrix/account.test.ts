import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkAccount } from '../../../electron/bitrix/account.ts'
import { portalDirectory } from '../../../electron/bitrix/directory.ts'
import { outcomeOf } from '../../../electron/bitrix/rest/errors.ts'
import { clientOf, demoPortal } from './support.ts'

let portal: Awaited<ReturnType<typeof demoPortal>>
beforeEach(async () => {
  portal = await demoPortal()
})
afterEach(() => portal.close())

test('a good webhook tells whose it is', async () => {
  const [first] = portal.users
  expect(await checkAccount(portal.client)).toMatchObject({
    userId: first?.id,
    userName: first?.name,
    missingScopes: [],
  })
})

test('an account that may not use tasks is refused by the name of the permission', async () => {
  portal.faults.before = () => ({ kind: 'scopes', scopes: ['user', 'sonet_group'] })
  const check = checkAccount(portal.client)
  await expect(check).rejects.toMatchObject({
    code: 'scope-missing',
    subject: 'task',
    outcome: 'did-not-run',
  })
})

test('permissions that are only nice to have are listed', async () => {
  portal.faults.before = () => ({ kind: 'scopes', scopes: ['task'] })
  expect((await checkAccount(portal.client)).missingScopes).toEqual(['user_brief', 'sonet_group', 'disk'])
})

test('a permission that only REST 3.0 asks for is listed first, and nothing else fails for it', async () => {
  portal.faults.before = ({ api }) => (api === 'v3' ? { kind: 'scopes', scopes: [] } : undefined)
  expect((await checkAccount(portal.client)).missingScopes).toEqual(['tasks'])
})

test.each([{ kind: 'html', status: 404 } as const, { kind: 'html', status: 502 } as const])(
  'a portal whose REST 3.0 answers with a page lets sign in: %j',
  async (fault) => {
    portal.faults.before = ({ api }) => (api === 'v3' ? fault : undefined)
    expect((await checkAccount(portal.client)).missingScopes).toEqual([])
  },
)

test('a wrong code is refused with the name of the portal', async () => {
  const { host, origin } = new URL(portal.url)
  const error: unknown = await checkAccount(clientOf(`${origin}/rest/1/wrongwrongwrong1/`)).catch(
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ code: 'credentials-refused', subject: host })
  expect(outcomeOf(error)).toBe('did-not-run')
})

test('a plan without REST is told apart from a missing right', async () => {
  const message = 'REST API is available only on commercial plans'
  portal.faults.before = () => ({ kind: 'error', shape: 'v2', status: 403, code: 'ACCESS_DENIED', message })
  await expect(checkAccount(portal.client)).rejects.toMatchObject({
    code: 'plan-without-rest',
    detail: message,
  })
})

test('all active employees are listed with their names', async () => {
  const { people } = await portalDirectory(portal.client).people()
  expect(people.map(({ id, name }) => ({ id, name }))).toEqual(
    portal.users.map(({ id, name }) => ({ id, name })),
  )
})

test('the projects of the caller are listed by name', async () => {
  const projects = await portalDirectory(portal.client).projects()
  expect(projects.length).toBeGreaterThan(0)
  for (const project of projects)
    expect(project).toEqual({ id: expect.any(Number), name: expect.stringMatching(/./) })
})

test('people without the permission for it are a missing permission', async () => {
  portal.faults.before = () => ({ kind: 'scopes', scopes: ['task'] })
  await expect(portalDirectory(portal.client).people()).rejects.toMatchObject({
    code: 'scope-missing',
    subject: 'user_brief',
  })
})
