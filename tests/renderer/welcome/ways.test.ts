import { describe, test } from 'vitest'
import type { Problem, Session } from '../../../electron/model.ts'
import type { Answers } from '../../support/fake-transport.ts'
import { deferred } from '../../support/deferred.ts'
import { session, signedOut } from '../../support/windows/answers.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

const openWelcome = (answers: Answers = {}) =>
  openWindow('main', { 'session.get': () => signedOut, ...answers })

const refuse = (problem: Problem) => () => {
  throw problem
}

test('three ways in stand side by side', async () => {
  const { page } = await openWelcome()
  for (const name of ['Try the demo', 'Paste a webhook', 'Sign in with OAuth'])
    await expect(page.getByRole('region', { name })).toBeVisible()
})

describe('the demo', () => {
  test('leads to My Plan with one click', async () => {
    const { page } = await openWelcome({ 'session.try-demo': () => session() })
    await page.getByRole('button', { name: 'Try the demo' }).click()
    await expect(page.getByRole('navigation').getByRole('button', { name: 'My Plan' })).toHaveAttribute(
      'aria-current',
      'page',
    )
  })

  test('says that it is starting', async () => {
    const gate = deferred<Session>()
    const { page } = await openWelcome({ 'session.try-demo': () => gate.promise })
    await page.getByRole('button', { name: 'Try the demo' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Starting the demo…' })).toHaveCount(1)
    gate.resolve(session())
    await expect(page.getByRole('navigation')).toBeVisible()
  })

  test('that does not start says why', async () => {
    const { page } = await openWelcome({ 'session.try-demo': refuse({ code: 'unexpected' }) })
    await page.getByRole('button', { name: 'Try the demo' }).click()
    await expect(page.getByRole('region', { name: 'Try the demo' }).getByRole('alert')).not.toBeEmpty()
  })
})

describe('a webhook', () => {
  const field = 'Webhook address'

  test('is handed over as it was pasted, and leads in', async () => {
    const { page, asked } = await openWelcome({ 'session.use-webhook': () => session() })
    await page.getByLabel(field).fill('https://team.bitrix24.com/rest/1/s3cret/')
    await page.getByRole('button', { name: 'Connect' }).click()
    await expect(page.getByRole('navigation')).toBeVisible()
    expect(asked('session.use-webhook')).toEqual([{ address: 'https://team.bitrix24.com/rest/1/s3cret/' }])
  })

  test('is hidden like a password until it is asked for', async () => {
    const { page } = await openWelcome()
    const input = page.getByLabel(field)
    await expect(input).toHaveAttribute('type', 'password')
    await page.getByRole('button', { name: 'Show the address' }).click()
    await expect(input).toHaveAttribute('type', 'text')
  })

  test('that was refused stays in the field, and why is said beside it', async () => {
    const { page } = await openWelcome({ 'session.use-webhook': refuse({ code: 'webhook-malformed' }) })
    await page.getByLabel(field).fill('https://team.bitrix24.com/')
    await page.getByRole('button', { name: 'Connect' }).click()
    await expect(page.getByLabel(field)).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel(field)).toHaveValue('https://team.bitrix24.com/')
    await expect(page.getByRole('region', { name: 'Paste a webhook' }).getByRole('alert')).not.toBeEmpty()
  })

  test('a missing permission is named', async () => {
    const { page } = await openWelcome({
      'session.use-webhook': refuse({ code: 'scope-missing', subject: 'tasks' }),
    })
    await page.getByLabel(field).fill('https://team.bitrix24.com/rest/1/s3cret/')
    await page.getByRole('button', { name: 'Connect' }).click()
    await expect(page.getByRole('region', { name: 'Paste a webhook' }).getByRole('alert')).toContainText(
      'tasks',
    )
  })

  test('where to get it is told step by step', async () => {
    const { page } = await openWelcome()
    await page.getByText('Where to get it').click()
    await expect(page.getByRole('list', { name: 'Where to get it' }).getByRole('listitem')).toHaveCount(3)
  })
})

describe('OAuth', () => {
  const way = 'Sign in with OAuth'

  async function openFilled(answers: Answers) {
    const opened = await openWelcome({ 'session.cancel-sign-in': () => null, ...answers })
    const { page } = opened
    await page.getByLabel('Portal address').fill('team.bitrix24.com')
    await page.getByLabel('Client ID').fill('local.1')
    await page.getByLabel('Client secret').fill('s3cret')
    return { ...opened, start: () => page.getByRole('button', { name: 'Sign in', exact: true }).click() }
  }

  test('names the first thing that is missing, and goes there', async () => {
    const { page } = await openWelcome()
    await page.getByLabel('Portal address').fill('team.bitrix24.com')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('The client ID is missing.')).toBeVisible()
    await expect(page.getByLabel('Client ID')).toBeFocused()
  })

  test('the handler path follows the port', async () => {
    const { page } = await openWelcome()
    await page.getByLabel('Port', { exact: true }).fill('7777')
    await expect(page.getByLabel('Handler path')).toHaveValue('http://localhost:7777/')
  })

  test('waits for the browser, and can be cancelled', async () => {
    const cancelled = deferred<null>()
    const { page, start, asked } = await openFilled({
      'session.use-oauth': () => cancelled.promise.then(refuse({ code: 'cancelled' })),
      'session.cancel-sign-in': () => {
        cancelled.resolve(null)
        return null
      },
    })
    await start()
    await expect(page.getByRole('group', { name: 'Waiting for the browser…' })).toBeFocused()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    expect(asked('session.cancel-sign-in')).toHaveLength(1)
  })

  test('takes the address that the browser was sent to', async () => {
    const gate = deferred<Session>()
    const { page, start } = await openFilled({
      'session.use-oauth': () => gate.promise,
      'session.paste-callback': () => {
        gate.resolve(session())
        return null
      },
    })
    await start()
    await page.getByLabel('Paste the address you were sent to').fill('http://localhost:7000/?code=1&state=2')
    await page.getByRole('button', { name: 'Use this address' }).click()
    await expect(page.getByRole('navigation')).toBeVisible()
  })

  test('an address that is none says so and waits on', async () => {
    const gate = deferred<Session>()
    const { page, start } = await openFilled({
      'session.use-oauth': () => gate.promise,
      'session.paste-callback': refuse({ code: 'callback-malformed' }),
    })
    await start()
    await page.getByLabel('Paste the address you were sent to').fill('hello')
    await page.getByRole('button', { name: 'Use this address' }).click()
    await expect(page.getByRole('region', { name: way }).getByRole('alert')).not.toBeEmpty()
    await expect(page.getByRole('group', { name: 'Waiting for the browser…' })).toBeVisible()
    gate.resolve(session())
  })

  test('a refusal keeps all that was typed', async () => {
    const { page, start } = await openFilled({ 'session.use-oauth': refuse({ code: 'application-unknown' }) })
    await start()
    await expect(page.getByRole('region', { name: way }).getByRole('alert')).not.toBeEmpty()
    await expect(page.getByLabel('Client secret')).toHaveValue('s3cret')
  })

  test('while it waits the other ways rest', async () => {
    const gate = deferred<Session>()
    const { page, start } = await openFilled({ 'session.use-oauth': () => gate.promise })
    await start()
    await expect(page.getByRole('button', { name: 'Connect' })).toBeDisabled()
    gate.resolve(session())
  })
})

test('a further account is added from Settings, and the way back is there', async () => {
  const { page } = await openWindow('main', {}, { hash: 'settings' })
  await page.getByRole('button', { name: 'Add an account' }).click()
  await expect(page.getByRole('heading', { name: 'Add an account' })).toBeFocused()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
})
