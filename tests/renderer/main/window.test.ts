import { describe, test } from 'vitest'
import { anna, boris, sentCapture, session, settings, signedOut } from '../../support/windows/answers.ts'
import { deferred } from '../../support/deferred.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

const heading = { level: 1 } as const

describe('the views', () => {
  test.each([
    ['Sent', 'Control+2', 'Sent'],
    ['Settings', 'Control+3', 'Settings'],
  ])('%s comes by its shortcut, whatever layout is on', async (_view, key, title) => {
    const { page } = await openWindow('main')
    await page.getByRole('navigation').waitFor()
    await page.keyboard.press(key)
    await expect(page.getByRole('heading', heading)).toHaveText(title)
  })

  test('the one that is shown is marked', async () => {
    const { page } = await openWindow('main', {}, { hash: 'sent' })
    await expect(page.getByRole('navigation').getByRole('button', { name: 'Sent' })).toHaveAttribute(
      'aria-current',
      'page',
    )
    await expect(page).toHaveTitle('Sent · Quickplan')
  })

  test('the main process can ask for one', async () => {
    const { page, emit } = await openWindow('main', {}, { hash: 'sent' })
    await emit('view.asked', 'settings')
    await expect(page.getByRole('heading', heading)).toHaveText('Settings')
  })

  test('a page that is loaded again shows the view that was there', async () => {
    const { page } = await openWindow('main', {}, { hash: 'sent' })
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
    await page.reload()
    await expect(page.getByRole('heading', heading)).toHaveText('Settings')
  })

  test('what needs a person is counted beside Sent', async () => {
    const refused = sentCapture('x', { state: 'attention', problem: { code: 'access-denied' } })
    const { page } = await openWindow('main', { 'captures.list': () => [refused] })
    await expect(page.getByRole('button', { name: /Sent.*1 needs attention/ })).toBeVisible()
  })

  test('what cannot be read and what waits is counted there too', async () => {
    const waiting = sentCapture('x', { state: 'waiting' })
    const damaged = { name: 'a.json', at: '2026-11-25T10:00:00Z', size: 1, text: '{', isWhole: true }
    const { page } = await openWindow('main', {
      'captures.list': () => [waiting],
      'damaged.list': () => [damaged],
    })
    await expect(
      page.getByRole('button', { name: /Sent.*1 file cannot be read, 1 waits to be sent/ }),
    ).toBeVisible()
  })

  test('a paused shortcut is seen below them', async () => {
    const { page } = await openWindow('main', { 'settings.get': () => settings({ shortcutPaused: true }) })
    await expect(page.getByText('The shortcut is paused')).toBeVisible()
  })

  test('the shortcut is taught below them', async () => {
    const { page } = await openWindow('main', {}, { hash: 'settings' })
    await expect(page.getByText('Quick add').locator('..')).toContainText('Ctrl')
  })
})

describe('accounts', () => {
  const two = session({ accounts: [anna, boris] })

  test('one alone has no menu', async () => {
    const { page } = await openWindow('main', {}, { hash: 'sent' })
    await expect(page.getByRole('complementary')).toContainText('Anna Petrova')
    await expect(page.getByRole('button', { name: /^Switch account/ })).toHaveCount(0)
  })

  test('another one is chosen by keyboard', async () => {
    const { page, asked } = await openWindow(
      'main',
      {
        'session.get': () => two,
        'session.switch': () => session({ account: boris, accounts: [anna, boris] }),
      },
      { hash: 'sent' },
    )
    await page.getByRole('button', { name: /^Switch account/ }).press('Enter')
    await expect(page.getByRole('menuitemradio', { name: /Anna/ })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Switch account.*Борис/ })).toBeVisible()
    expect(asked('session.switch')).toEqual([{ id: 'boris' }])
  })

  test('Esc closes the menu, and the focus is on its button', async () => {
    const { page, asked } = await openWindow('main', { 'session.get': () => two }, { hash: 'sent' })
    const button = page.getByRole('button', { name: /^Switch account/ })
    await button.click()
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(button).toBeFocused()
    expect(asked('session.switch')).toEqual([])
  })

  test('a sign-in that is made elsewhere shows at once', async () => {
    const { page, emit } = await openWindow('main', { 'session.get': () => signedOut })
    await page.getByRole('button', { name: 'Try the demo' }).waitFor()
    await emit('session.changed', session())
    await expect(page.getByRole('navigation')).toBeVisible()
  })
})

describe('a sign-in that has ended', () => {
  const over = { ...boris, ended: 'signed-out' as const }

  test('is said, and made again by one click that can be taken back', async () => {
    const gate = deferred<null>()
    const { page, asked } = await openWindow(
      'main',
      {
        'session.get': () => session({ account: over, accounts: [anna, over], access: 'ended' }),
        'session.sign-in-again': async () => {
          await gate.promise
          throw { code: 'cancelled' }
        },
        'session.cancel-sign-in': () => {
          gate.resolve(null)
          return null
        },
      },
      { hash: 'sent' },
    )
    const main = page.getByRole('main')
    await expect(main.getByText('The sign-in to второй.bitrix24.ru has ended.')).toBeVisible()
    await main.getByRole('button', { name: 'Sign in again' }).click()
    await expect(main.getByText(/Waiting for the browser/)).toBeVisible()
    await main.getByRole('button', { name: 'Cancel' }).click()
    await expect(main.getByRole('button', { name: 'Sign in again' })).toBeVisible()
    expect(asked('session.sign-in-again')).toEqual([{ id: over.id }])
  })

  test('of another account is marked in Settings, and made again from there', async () => {
    const { page, asked } = await openWindow(
      'main',
      {
        'session.get': () => session({ accounts: [anna, over] }),
        'session.switch': () => session({ account: over, accounts: [anna, over], access: 'ended' }),
        'session.sign-in-again': () => session({ account: boris, accounts: [anna, boris] }),
      },
      { hash: 'settings' },
    )
    await expect(page.getByText('sign-in has ended').first()).toBeVisible()
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await expect(page.getByText('sign-in has ended')).toHaveCount(0)
    expect(asked('session.sign-in-again')).toEqual([{ id: over.id }])
  })

  test('is made again with a pasted address where the browser cannot come back', async () => {
    const { page, asked } = await openWindow(
      'main',
      {
        'session.get': () => session({ account: over, accounts: [over], access: 'ended' }),
        'session.sign-in-again': () => new Promise(() => undefined),
        'session.paste-callback': () => null,
      },
      { hash: 'sent' },
    )
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await page.getByText('The browser cannot come back?').click()
    await page.getByLabel('Paste the address you were sent to').fill(' http://localhost/?code=c&state=s ')
    await page.getByRole('button', { name: 'Use this address' }).click()
    await expect(() =>
      expect(asked('session.paste-callback')).toEqual([{ address: 'http://localhost/?code=c&state=s' }]),
    ).toPass()
  })
})

describe('the keychain', () => {
  test('that is locked is said, and tried again', async () => {
    const gate = deferred<ReturnType<typeof session>>()
    const { page } = await openWindow(
      'main',
      {
        'session.get': () => session({ access: 'locked', keychain: 'locked' }),
        'session.unlock': () => gate.promise,
      },
      { hash: 'sent' },
    )
    const again = page.getByRole('main').getByRole('button', { name: 'Try again' })
    await again.click()
    await expect(again).toHaveAttribute('aria-busy', 'true')
    gate.resolve(session())
    await expect(again).toHaveCount(0)
  })

  test('that is absent: the sign-in lasts until the end, and that is said', async () => {
    const kept = session({ keychain: 'absent', keptIn: 'memory' })
    const { page } = await openWindow('main', { 'session.get': () => kept }, { hash: 'sent' })
    await expect(
      page.getByText(/kept until Quickplan quits, because this desktop has no keychain/),
    ).toBeVisible()
  })
})

test('permissions that are missing are named once, with what does not work without them', async () => {
  const lacking = { ...anna, missingScopes: ['tasks', 'disk', 'of a later version'] }
  const { page, asked } = await openWindow(
    'main',
    {
      'session.get': () => session({ account: lacking }),
      'session.told-scopes': () => session(),
    },
    { hash: 'sent' },
  )
  const notice = page.getByRole('main').getByRole('status').filter({ hasText: 'lacks: tasks, disk.' })
  await expect(notice).toContainText('files are not attached')
  await notice.getByRole('button', { name: 'Understood' }).click()
  await expect(notice).toHaveCount(0)
  expect(asked('session.told-scopes')).toHaveLength(1)
})

test('where nobody can tell who is signed in, it is asked for again', async () => {
  let asked = 0
  const { page } = await openWindow('main', {
    'session.get': () => {
      if ((asked += 1) === 1) throw { code: 'unexpected' }
      return signedOut
    },
  })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible()
})

test('a paste that the other program did not answer is told until the next key', async () => {
  const { page, emit } = await openWindow('main', {}, { hash: 'sent' })
  await expect(page.getByRole('heading', { name: 'Sent' })).toBeVisible()
  await emit('paste.refused', null)
  const told = page.getByText('The program that you copied from does not answer.')
  await expect(told).toBeVisible()
  await page.keyboard.press('Shift')
  await expect(told).toHaveCount(0)
})
