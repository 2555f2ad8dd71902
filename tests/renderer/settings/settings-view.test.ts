import { describe, test } from 'vitest'
import type { AutostartView, Problem, SettingsView, UpdateView } from '../../../electron/model.ts'
import type { Answers } from '../../support/fake-transport.ts'
import { anna, boris, diagnostics, session, settings } from '../../support/windows/answers.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

const openSettings = (answers: Answers = {}) => openWindow('main', answers, { hash: 'settings' })

/** A main process that takes every change, and says so as it does to every window. */
function changeable(first: SettingsView = settings()) {
  let current = first
  return {
    'settings.get': () => current,
    'settings.change': (change: Partial<SettingsView>) => (current = { ...current, ...change }),
  } satisfies Answers
}

const refuse = (problem: Problem) => () => {
  throw problem
}

test('once it is open it asks for nothing while nothing happens', async () => {
  const { page, main } = await openSettings()
  await expect(
    page.getByRole('region', { name: 'Diagnostics' }).getByRole('definition').first(),
  ).toBeVisible()
  const before = main.asked.length
  for (let turn = 0; turn < 20; turn += 1) await page.evaluate(() => null)
  expect(main.asked.slice(before)).toEqual([])
})

describe('a choice', () => {
  test('is kept at once', async () => {
    const { page, asked } = await openSettings(changeable())
    await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click()
    await expect(() => expect(asked('settings.change')).toEqual([{ theme: 'dark' }])).toPass()
  })

  test('that could not be kept says why', async () => {
    const { page } = await openSettings({ 'settings.change': refuse({ code: 'unexpected' }) })
    await page.getByRole('radiogroup', { name: 'Keep what was sent' }).getByText('7 days').click()
    await expect(page.getByRole('alert')).not.toBeEmpty()
  })

  test('made in another window shows', async () => {
    const { page, emit } = await openSettings()
    await emit('settings.changed', settings({ keepSent: '90' }))
    await expect(page.getByRole('radio', { name: '90 days' })).toBeChecked()
  })

  test('of a language changes the whole window', async () => {
    const { page, emit } = await openSettings(changeable())
    await emit('settings.changed', settings({ language: 'ru', locale: 'ru' }))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Настройки')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
  })

  test('of a theme colours the whole window', async () => {
    const { page, emit } = await openSettings()
    const ground = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
    const light = await ground()
    await emit('settings.changed', settings({ theme: 'dark' }))
    await expect(async () => expect(await ground()).not.toBe(light)).toPass()
  })
})

describe('the end of the working day', () => {
  test.each([
    ['18:30', '18:30'],
    ['9', '09:00'],
    ['930', '09:30'],
  ])('%s is understood as %s', async (typed, kept) => {
    const { page, asked } = await openSettings(changeable())
    const field = page.getByLabel('End of the working day')
    await field.fill(typed)
    await field.press('Enter')
    await expect(() => expect(asked('settings.change')).toEqual([{ endOfDay: kept }])).toPass()
  })

  test('what is no time is marked and not kept', async () => {
    const { page, asked } = await openSettings(changeable())
    const field = page.getByLabel('End of the working day')
    await field.fill('25:00')
    await field.press('Enter')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(/such as 19:00/)
    expect(asked('settings.change')).toEqual([])
  })

  test('the same time again is not kept again', async () => {
    const { page, asked } = await openSettings(changeable())
    const field = page.getByLabel('End of the working day')
    await field.press('Enter')
    await field.blur()
    await expect(field).toHaveValue('19:00')
    expect(asked('settings.change')).toEqual([])
  })
})

describe('the shortcut', () => {
  const recording = (): Answers => ({ 'shortcut.pause': () => null, ...changeable() })

  test('rests while a new one is pressed', async () => {
    const { page, asked } = await openSettings(recording())
    await page.getByRole('button', { name: /^Change shortcut/ }).click()
    await expect(() => expect(asked('shortcut.pause')).toEqual([{ paused: true }])).toPass()
  })

  test('is what was pressed', async () => {
    const { page, asked } = await openSettings(recording())
    await page.getByRole('button', { name: /^Change shortcut/ }).click()
    await page.keyboard.press('Control+Alt+K')
    await expect(page.getByRole('button', { name: 'Change shortcut: Ctrl+Alt+K' })).toBeVisible()
    await expect(() =>
      expect(asked('shortcut.pause')).toEqual([{ paused: true }, { paused: false }]),
    ).toPass()
  })

  test('stays where Esc is pressed', async () => {
    const { page, asked } = await openSettings(recording())
    await page.getByRole('button', { name: /^Change shortcut/ }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^Change shortcut/ })).toBeVisible()
    expect(asked('settings.change')).toEqual([])
  })

  test('stays where the recorder loses the focus', async () => {
    const { page, asked } = await openSettings(recording())
    await page.getByRole('button', { name: /^Change shortcut/ }).click()
    await page.keyboard.press('Tab')
    await expect(() =>
      expect(asked('shortcut.pause')).toEqual([{ paused: true }, { paused: false }]),
    ).toPass()
  })

  test('wants a modifier, and says so', async () => {
    const { page } = await openSettings(recording())
    await page.getByRole('button', { name: /^Change shortcut/ }).click()
    await page.keyboard.press('K')
    await expect(page.getByText(/^Hold Ctrl or Alt/).first()).toBeVisible()
  })

  test('that is taken by another program stays the old one, and why is said', async () => {
    const { page } = await openSettings({
      ...recording(),
      'settings.change': refuse({ code: 'hotkey-taken', subject: 'Ctrl+Alt+K' }),
    })
    await page.getByRole('button', { name: /^Change shortcut/ }).click()
    await page.keyboard.press('Control+Alt+K')
    await expect(page.getByText('The shortcut stays Ctrl+Shift+Space.')).toBeVisible()
  })

  test('where it does not work, a command to bind is offered and copied', async () => {
    const broken = settings({ shortcutProblem: { code: 'hotkey-uncertain' } })
    const { page, asked } = await openSettings({
      'settings.get': () => broken,
      'shortcut.command': () => 'quickplan --capture',
      'clipboard.copy-command': () => null,
    })
    await expect(page.getByText('quickplan --capture')).toBeVisible()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(asked('clipboard.copy-command')).toHaveLength(1)
  })
})

describe('what differs from its default', () => {
  const other = settings({ theme: 'dark', endOfDay: '18:00', workdays: [1, 2, 3] })

  test('says what it was, and goes back to it', async () => {
    const { page, asked } = await openSettings(changeable(other))
    await page.getByRole('button', { name: 'End of the working day: back to “19:00”' }).click()
    await expect(() => expect(asked('settings.change')).toEqual([{ endOfDay: '19:00' }])).toPass()
    await expect(page.getByRole('button', { name: /^End of the working day: back/ })).toHaveCount(0)
  })

  test('is the shortcut, too, which goes back without being pressed', async () => {
    const mine = settings({ shortcut: 'CommandOrControl+Alt+K' })
    const { page, asked } = await openSettings({ 'shortcut.pause': () => null, ...changeable(mine) })
    await page.getByRole('button', { name: 'Shortcut: back to “Ctrl+Shift+Space”' }).click()
    await expect(page.getByRole('button', { name: 'Change shortcut: Ctrl+Shift+Space' })).toBeVisible()
    expect(asked('settings.change')).toEqual([{ shortcut: 'CommandOrControl+Shift+Space' }])
  })

  test('is counted, reset at once, and taken back at once', async () => {
    const { page, asked } = await openSettings(changeable(other))
    await expect(page.getByText('3 settings differ from their defaults.')).toBeVisible()
    await page.getByRole('button', { name: 'Reset all' }).click()
    await expect(page.getByText('3 settings were reset.')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('3 settings differ from their defaults.')).toBeVisible()
    expect(asked('settings.change')).toEqual([
      { endOfDay: '19:00', workdays: [1, 2, 3, 4, 5], theme: 'light' },
      { endOfDay: '18:00', workdays: [1, 2, 3], theme: 'dark' },
    ])
  })
})

describe('a file with settings', () => {
  test('changes what it has, which can be taken back', async () => {
    const { page, asked } = await openSettings({
      ...changeable(),
      'settings.import': () => ({ theme: 'dark', endOfDay: '19:00' }),
    })
    await page.getByRole('button', { name: 'Import…' }).click()
    await expect(page.getByText('1 setting was changed by the file.')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(() =>
      expect(asked('settings.change')).toEqual([{ theme: 'dark' }, { theme: 'light' }]),
    ).toPass()
  })

  test('whose shortcut is taken changes the rest, and says so', async () => {
    const { 'settings.change': change, ...rest } = changeable()
    const { page, asked } = await openSettings({
      ...rest,
      'settings.import': () => ({ theme: 'dark', shortcut: 'Control+K' }),
      'settings.change': (wish) => {
        if (wish.shortcut) throw { code: 'hotkey-taken', subject: 'Ctrl+K' } satisfies Problem
        return change(wish)
      },
    })
    await page.getByRole('button', { name: 'Import…' }).click()
    await expect(page.getByText('Ctrl+K belongs to another program.')).toBeVisible()
    await expect(page.getByText('1 setting was changed by the file.')).toBeVisible()
    expect(asked('settings.change').at(-1)).toEqual({ theme: 'dark' })
  })

  test('that is none is told, and nothing changes', async () => {
    const { page, asked } = await openSettings({
      'settings.import': refuse({ code: 'settings-file-malformed', subject: 'endOfDay' }),
    })
    await page.getByRole('button', { name: 'Import…' }).click()
    await expect(page.getByRole('alert')).toContainText('No setting has changed.')
    expect(asked('settings.change')).toEqual([])
  })

  test('is written where one chooses', async () => {
    const { page } = await openSettings({ 'settings.export': () => true })
    await page.getByRole('button', { name: 'Export…' }).click()
    await expect(page.getByText('The settings are in the file.')).toBeVisible()
  })
})

test('settings are found by their words, in the wrong keyboard layout too, and all come back with Esc', async () => {
  const { page } = await openSettings()
  await page.keyboard.press('Control+F')
  await page.keyboard.type('lfhr')
  await expect(page.getByText('No setting fits “lfhr”.')).toBeVisible()
  await page.getByRole('searchbox').fill('вфкл')
  await expect(page.getByRole('radiogroup', { name: 'Theme' })).toBeVisible()
  await expect(page.getByRole('radiogroup', { name: 'Language' })).toBeHidden()
  await expect(page.getByRole('region', { name: 'Capture' })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Capture' })).toBeVisible()
})

describe('the start with the computer', () => {
  test('is switched on', async () => {
    let view: AutostartView = { isOn: false, place: null, fault: null }
    const { page, asked } = await openSettings({
      'autostart.get': () => view,
      'autostart.set': ({ on }) => (view = { ...view, isOn: on }),
    })
    const control = page.getByRole('switch', { name: 'Start with the computer' })
    await control.click()
    await expect(control).toBeChecked()
    expect(asked('autostart.set')).toEqual([{ on: true }])
  })

  test('that the system did not take in is off, and where it should have stood is said', async () => {
    const { page } = await openSettings({
      'autostart.set': () => ({ isOn: false, place: '~/.config/autostart/x.desktop', fault: 'not-added' }),
    })
    const control = page.getByRole('switch', { name: 'Start with the computer' })
    await control.click()
    await expect(page.getByText(/x\.desktop could not be written/)).toBeVisible()
    await expect(control).not.toBeChecked()
  })
})

describe('accounts', () => {
  const two = session({ accounts: [anna, boris] })
  const list = /team\.bitrix24\.com/

  test('the current one is marked, another one a click away', async () => {
    const { page, asked } = await openSettings({
      'session.get': () => two,
      'session.switch': () => session({ account: boris, accounts: [anna, boris] }),
    })
    const section = page.getByRole('region', { name: 'Accounts' })
    await expect(section.getByRole('listitem').filter({ hasText: list })).toContainText('Current')
    await section.getByRole('button', { name: /^Switch to Борис Смирнов/ }).click()
    await expect(section.getByRole('listitem').filter({ hasText: 'Борис' })).toContainText('Current')
    expect(asked('session.switch')).toEqual([{ id: 'boris' }])
  })

  test('signing out is asked first, and says what is kept and who is next', async () => {
    const { page, asked } = await openSettings({ 'session.get': () => two })
    await page.getByRole('button', { name: 'Sign out…' }).click()
    const question = page.getByRole('group', { name: 'Sign out of team.bitrix24.com?' })
    await expect(question).toBeFocused()
    await expect(question).toContainText('Captures that still wait and your draft are kept')
    await expect(question).toContainText('Борис Смирнов at второй.bitrix24.ru becomes the current account')
    expect(asked('session.sign-out')).toEqual([])
  })

  test('the question can be taken back, and the focus is where it was', async () => {
    const { page } = await openSettings()
    await page.getByRole('button', { name: 'Sign out…' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('button', { name: 'Sign out…' })).toBeFocused()
  })

  test('signing out of the last one leads to the first page', async () => {
    const { page } = await openSettings({
      'session.sign-out': () => session({ account: null, accounts: [], access: 'signed-out' }),
    })
    await page.getByRole('button', { name: 'Sign out…' }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible()
  })

  test('a sign-out that failed says why and changes nothing', async () => {
    const { page } = await openSettings({ 'session.sign-out': refuse({ code: 'keychain-refused' }) })
    await page.getByRole('button', { name: 'Sign out…' }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Accounts' }).getByRole('alert')).not.toBeEmpty()
  })

  test('where the secret lives is said', async () => {
    const { page } = await openSettings({
      'session.get': () => session({ keptIn: 'memory', keychain: 'absent' }),
    })
    await expect(page.getByText('In memory only, gone when Quickplan quits')).toBeVisible()
  })
})

describe('updates', () => {
  const view = (state: UpdateView['state'], held: UpdateView['held'] = null): UpdateView => ({
    version: '1.2.3',
    state,
    held,
  })

  test('are looked for when that is asked', async () => {
    const { page } = await openSettings({
      'updates.get': () => view({ kind: 'idle' }),
      'updates.check': () => view({ kind: 'current' }),
    })
    await page.getByRole('button', { name: 'Check for updates' }).click()
    await expect(page.getByText('This is the newest version.')).toBeVisible()
  })

  test('that are being fetched tell how far they are', async () => {
    const { page, emit } = await openSettings({ 'updates.get': () => view({ kind: 'checking' }) })
    await emit('updates.changed', view({ kind: 'downloading', found: '1.3.0', percent: 40 }))
    await expect(page.getByText(/1\.3\.0.*40 %/)).toBeVisible()
  })

  test('wait for a draft, and say so', async () => {
    const ready = { kind: 'ready', found: '1.3.0' } as const
    const { page } = await openSettings({
      'updates.get': () => view(ready),
      'updates.install': () => view(ready, 'draft'),
    })
    await page.getByRole('button', { name: 'Restart and update' }).click()
    await expect(page.getByText(/a thought that is not saved yet/)).toBeVisible()
  })

  test('that are not ours are refused in words', async () => {
    const { page } = await openSettings({
      'updates.get': () => view({ kind: 'failed', fault: 'unsigned', found: null }),
    })
    await expect(page.getByText(/is not signed by the makers/)).toBeVisible()
  })

  test('that a proxy or a certificate keeps away name it, as accounts do', async () => {
    const problem = { code: 'certificate-untrusted', subject: 'updates.office.test' } as const
    const { page } = await openSettings({
      'updates.get': () => view({ kind: 'failed', fault: 'unreachable', found: null, problem }),
    })
    const told = /vouches for the certificate of updates\.office\.test\. Nothing was sent\./
    await expect(page.getByText(told)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Check for updates' })).toBeVisible()
  })

  test('have no button where nobody named a place for them', async () => {
    const { page } = await openSettings()
    await expect(page.getByText('Version 1.2.3')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Check for updates' })).toHaveCount(0)
  })
})

describe('diagnostics', () => {
  const section = 'Diagnostics'

  test('name what the portal can do', async () => {
    const { page } = await openSettings()
    const rows = page.getByRole('region', { name: section })
    await expect(rows.getByRole('definition').filter({ hasText: 'task, user' })).toBeVisible()
  })

  test('are copied as a report, and say that no secret is in it', async () => {
    const { page, asked } = await openSettings({ 'diagnostics.copy': () => null })
    await page.getByRole('button', { name: 'Copy report' }).click()
    await expect(page.getByText('Copied. There is no secret in it.')).toBeVisible()
    expect(asked('diagnostics.copy')).toHaveLength(1)
  })

  test('ask the portal again', async () => {
    const older = diagnostics()
    const { page } = await openSettings({
      'diagnostics.probe': () => ({
        ...older,
        portal: older.portal && {
          ...older.portal,
          abilities: { ...older.portal.abilities, scopes: ['task', 'user', 'disk'] },
        },
      }),
    })
    await page.getByRole('button', { name: 'Ask the portal again' }).click()
    await expect(page.getByRole('definition').filter({ hasText: 'task, user, disk' })).toBeVisible()
  })

  test('say why they could not be had', async () => {
    const { page } = await openSettings({ 'diagnostics.get': refuse({ code: 'unexpected' }) })
    await expect(page.getByRole('region', { name: section }).getByRole('alert')).not.toBeEmpty()
  })
})
