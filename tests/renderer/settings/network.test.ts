import { describe, test } from 'vitest'
import type { NetworkQuestion, NetworkView } from '../../../electron/model.ts'
import type { Answers } from '../../support/fake-transport.ts'
import { certificate, network, signedOut } from '../../support/windows/answers.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

const seen = certificate()
const untrusted: NetworkQuestion = {
  kind: 'certificate',
  id: 'c',
  isOpen: true,
  isChanged: false,
  certificate: seen,
}

/** A main process that settles whatever is answered. */
function inNetwork(view: Partial<NetworkView>, more: Answers = {}): Answers {
  return {
    'network.get': () => network(view),
    'network.answer': () => network(),
    'network.revoke': () => network(),
    'network.choose': (choice) => network({ choice }),
    ...more,
  }
}

describe('a question of the network', () => {
  test('about a certificate shows who issued it and its fingerprint, and is agreed to', async () => {
    const { page, asked } = await openWindow('main', inNetwork({ questions: [untrusted] }))
    const dialog = page.getByRole('dialog', { name: 'Trust the certificate of portal.office.test?' })
    await expect(dialog).toContainText('Office Root, Office Ltd')
    await expect(dialog).toContainText(seen.fingerprint)
    await dialog.getByRole('button', { name: 'Trust this certificate' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(() => expect(asked('network.answer')).toEqual([{ id: 'c', yes: true }])).toPass()
  })

  test('about a certificate breaks its fingerprint between bytes only, and gives dates with their year', async () => {
    const { page } = await openWindow('main', inNetwork({ questions: [untrusted] }))
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('1 November 2026 – 1 November 2027')
    const lines = await dialog.locator('.fingerprint').evaluate((element) => {
      const groups = [...element.querySelectorAll('span')]
      return groups.map((group) => ({ rows: group.getClientRects().length, text: group.textContent }))
    })
    expect(lines.map(({ rows }) => rows)).toEqual([1, 1, 1, 1])
    expect(lines.map(({ text }) => text).join('')).toBe(seen.fingerprint)
  })

  test('is put off by Esc', async () => {
    const { page, asked } = await openWindow('main', inNetwork({ questions: [untrusted] }))
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await expect(() => expect(asked('network.answer')).toEqual([{ id: 'c', yes: false }])).toPass()
  })

  test('about a certificate that must not be agreed to has no button for it', async () => {
    const question = {
      ...untrusted,
      certificate: certificate({ host: 'oauth.bitrix.info', mayBePinned: false }),
    }
    const { page } = await openWindow('main', inNetwork({ questions: [question] }))
    await expect(page.getByRole('dialog').getByRole('button')).toHaveText(['Close'])
  })

  test('of a proxy takes a name and a password, before anybody is signed in too', async () => {
    const question: NetworkQuestion = {
      kind: 'proxy',
      id: 'p',
      isOpen: true,
      proxy: 'proxy.office.test:3128',
      wasRefused: true,
    }
    const { page, asked } = await openWindow(
      'main',
      inNetwork({ questions: [question] }, { 'session.get': () => signedOut }),
    )
    const dialog = page.getByRole('dialog', { name: /proxy\.office\.test:3128/ })
    await expect(dialog).toContainText('The last ones were refused.')
    await dialog.getByLabel('Name').fill('anna')
    await dialog.getByLabel('Password', { exact: true }).fill('p@:/% пароль')
    await page.keyboard.press('Enter')
    const login = { user: 'anna', password: 'p@:/% пароль' }
    await expect(() => expect(asked('network.answer')).toEqual([{ id: 'p', yes: true, login }])).toPass()
  })

  test('that comes while the window is open shows at once', async () => {
    const { page, emit } = await openWindow('main', inNetwork({}))
    const question: NetworkQuestion = {
      kind: 'move',
      id: 'm',
      isOpen: true,
      from: 'https://old.office.test',
      to: 'https://new.office.test',
    }
    await emit('network.changed', network({ questions: [question] }))
    const dialog = page.getByRole('dialog', { name: 'Has your portal moved to new.office.test?' })
    await expect(dialog).toContainText('old.office.test sends Quickplan on to new.office.test')
  })
})

describe('Settings', () => {
  test('list what was agreed to, and take it back', async () => {
    const view = {
      pins: [seen],
      plainHosts: ['192.168.1.20'],
      proxies: [{ proxy: 'proxy:3128', user: 'anna' }],
    }
    const { page, asked } = await openWindow('main', inNetwork(view), { hash: 'settings' })
    const region = page.getByRole('region', { name: 'Network' })
    await expect(region).toContainText(seen.fingerprint)
    await expect(region).toContainText('Signed in as anna')
    await region.getByRole('button', { name: 'Trust it no more' }).click()
    await expect(() =>
      expect(asked('network.revoke')).toEqual([{ kind: 'pin', name: 'portal.office.test' }]),
    ).toPass()
  })

  test('take the address of a proxy', async () => {
    const { page, asked } = await openWindow('main', inNetwork({}), { hash: 'settings' })
    await page.getByRole('radiogroup', { name: 'Proxy' }).getByText('This one').click()
    await page.getByLabel('Proxy address').fill('proxy.office.test:3128')
    await page.getByRole('button', { name: 'Use this proxy' }).click()
    const choice = { mode: 'this', address: 'proxy.office.test:3128' }
    await expect(() => expect(asked('network.choose')).toEqual([choice])).toPass()
  })
})
