import type { Page } from 'playwright'
import { describe, test } from 'vitest'
import type { Suggestions } from '../../../electron/model.ts'
import { deferred } from '../../support/deferred.ts'
import { anna, boris, session, settings, signedOut } from '../../support/windows/answers.ts'
import { expect, openWindow } from '../../support/windows/window.ts'
import { capture, parsed, people, span, type Answers } from './support.ts'

const openCapture = (answers: Answers = {}) =>
  openWindow('capture', {
    'capture.parse': ({ text }) => parsed(text),
    'capture.save': ({ text }) => [capture(text)],
    'capture.hide': () => null,
    'draft.discard': () => ({ text: '', plain: [], attachments: [] }),
    ...answers,
  })

const field = (page: Page) => page.getByRole('textbox', { name: 'New task' })
const chips = (page: Page) => page.getByRole('list', { name: 'Understood' })
/** “Report tomorrow”, with the deadline understood. */
const tomorrow: Answers = {
  'capture.parse': ({ text }) => {
    const from = text.indexOf('tomorrow')
    if (from < 0) return parsed(text)
    const deadline = '2026-11-24T19:00:00+03:00'
    return parsed(text, {
      title: text.slice(0, from).trim(),
      deadline,
      spans: [span('deadline', from, from + 8)],
    })
  },
}

describe('saving', () => {
  test.each([
    ['Enter', 'hide'],
    ['Control+Enter', 'open'],
    ['Alt+Enter', 'stay'],
  ])('%s saves, and then: %s', async (key, then) => {
    const { page, asked } = await openCapture()
    await field(page).fill('Call Anna')
    await page.keyboard.press(key)
    await expect(() =>
      expect(asked('capture.save')).toEqual([{ text: 'Call Anna', plain: [], then, as: 'one' }]),
    ).toPass()
  })

  test('Shift+Enter begins a new line and saves nothing', async () => {
    const { page, asked } = await openCapture()
    await field(page).fill('Call Anna')
    await page.keyboard.press('Shift+Enter')
    await expect(field(page)).toHaveValue('Call Anna\n')
    expect(asked('capture.save')).toEqual([])
  })

  test('the field is empty when it is on disk', async () => {
    const { page } = await openCapture()
    await field(page).fill('Call Anna')
    await page.keyboard.press('Enter')
    await expect(field(page)).toHaveValue('')
  })

  test('what could not be kept stays in the field, and why is said', async () => {
    const { page } = await openCapture({
      'capture.save': () => {
        throw { code: 'capture-not-kept' }
      },
    })
    await field(page).fill('Call Anna')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).not.toBeEmpty()
    await expect(field(page)).toHaveValue('Call Anna')
  })

  test('a slow disk is said, and a second Enter saves nothing twice', async () => {
    const gate = deferred<ReturnType<typeof capture>[]>()
    const { page, asked } = await openCapture({ 'capture.save': () => gate.promise })
    await field(page).fill('Call Anna')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Saving…')).toBeVisible()
    await page.keyboard.press('Enter')
    gate.resolve([capture('Call Anna')])
    await expect(field(page)).toHaveValue('')
    expect(asked('capture.save')).toHaveLength(1)
  })
})

describe('what was understood', () => {
  test('is a chip', async () => {
    const { page } = await openCapture(tomorrow)
    await field(page).fill('Report tomorrow')
    await expect(chips(page).getByRole('button', { name: /^Deadline: .*24/ })).toBeVisible()
  })

  test('is text again by a click, and the caret stays in the field', async () => {
    const { page, asked } = await openCapture(tomorrow)
    await field(page).fill('Report tomorrow')
    await chips(page).getByRole('button').click()
    await expect(field(page)).toBeFocused()
    await expect(() =>
      expect(asked('capture.parse').at(-1)).toEqual({
        text: 'Report tomorrow',
        plain: [{ from: 7, to: 15 }],
      }),
    ).toPass()
  })

  test('is marked in the field itself', async () => {
    const { page } = await openCapture(tomorrow)
    await field(page).fill('Report tomorrow')
    await expect(
      page.locator('mark, [class*="deadline"]').filter({ hasText: 'tomorrow' }).first(),
    ).toBeVisible()
  })
})

describe('what comes again and again', () => {
  const hint = /^(Repetition is set|Повторение задаётся)/
  const repeating: Answers = {
    'capture.parse': ({ text }) => parsed(text, text.startsWith('every') ? { recurring: true } : {}),
    'settings.change': (part) => settings({ ...part }),
  }
  const heightOf = (page: Page) => page.evaluate(() => document.body.getBoundingClientRect().height)

  test.each(['en', 'ru'] as const)('is told of in one quiet line, in %s', async (locale) => {
    const { page } = await openCapture({ ...repeating, 'settings.get': () => settings({ locale }) })
    const typed = page.getByRole('textbox')
    await typed.fill('report')
    const before = await heightOf(page)
    await typed.fill('every Monday report')
    const line = page.locator('p').filter({ hasText: hint }).first()
    await expect(line).toBeVisible()
    expect((await heightOf(page)) - before).toBeLessThanOrEqual(24)
    await typed.fill('report')
    await expect(line).toHaveCount(0)
    expect(await heightOf(page)).toBe(before)
  })

  test('is told of once: a person who saved such a text is told no more', async () => {
    const { page, asked } = await openCapture(repeating)
    const line = page.locator('p').filter({ hasText: hint })
    await field(page).fill('every Monday report')
    await expect(line.first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(field(page)).toHaveValue('')
    await expect(() => expect(asked('settings.change')).toEqual([{ toldOfRepetition: true }])).toPass()
    await field(page).fill('every Tuesday call')
    await expect(() =>
      expect(asked('capture.parse').at(-1)).toMatchObject({ text: 'every Tuesday call' }),
    ).toPass()
    await expect(line).toHaveCount(0)
  })

  test('is not told of to a person who knows', async () => {
    const { page, asked } = await openCapture({
      ...repeating,
      'settings.get': () => settings({ toldOfRepetition: true }),
    })
    await field(page).fill('every Monday report')
    await expect(() => expect(asked('capture.parse')).toHaveLength(1)).toPass()
    await expect(page.locator('p').filter({ hasText: hint })).toHaveCount(0)
  })
})

describe('suggestions', () => {
  const names: Suggestions = people(4, 7, 'Anna Petrova', 'Anna Schmidt')
  const suggesting: Answers = { 'capture.suggest': ({ text }) => (text === 'Ask @an' ? names : null) }
  const options = (page: Page) => page.getByRole('listbox').getByRole('option')

  test('come while a name is typed', async () => {
    const { page } = await openCapture(suggesting)
    await field(page).pressSequentially('Ask @an')
    await expect(options(page)).toHaveText([/Anna Petrova/, /Anna Schmidt/])
  })

  test('the second one is taken by keyboard', async () => {
    const { page } = await openCapture(suggesting)
    await field(page).pressSequentially('Ask @an')
    await options(page).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await expect(field(page)).toHaveValue('Ask @"Anna Schmidt" ')
  })

  test('one is taken by a click', async () => {
    const { page } = await openCapture(suggesting)
    await field(page).pressSequentially('Ask @an')
    await options(page).first().click()
    await expect(field(page)).toHaveValue('Ask @"Anna Petrova" ')
  })

  test('Esc closes them before it hides the window', async () => {
    const { page, asked } = await openCapture(suggesting)
    await field(page).pressSequentially('Ask @an')
    await options(page).first().waitFor()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('listbox')).toHaveCount(0)
    expect(asked('capture.hide')).toEqual([])
  })
})

describe('the draft', () => {
  test('that was there comes back with its files', async () => {
    const attachments = [{ id: 'a', name: 'plan.pdf', size: 2048 }]
    const { page } = await openCapture({
      'draft.get': () => ({ text: 'Half a thought', plain: [], attachments }),
    })
    await expect(field(page)).toHaveValue('Half a thought')
    await expect(page.getByRole('list', { name: 'Attachments' })).toContainText('plan.pdf')
  })

  test('is kept while it is typed', async () => {
    const { page, asked } = await openCapture()
    await field(page).fill('Half a thought')
    await expect(() =>
      expect(asked('draft.keep').at(-1)).toEqual({ text: 'Half a thought', plain: [] }),
    ).toPass()
  })

  test('a file is taken out of it', async () => {
    const draft = { text: 'x', plain: [], attachments: [{ id: 'a', name: 'plan.pdf', size: 2048 }] }
    const { page, asked } = await openCapture({
      'draft.get': () => draft,
      'draft.detach': () => ({ ...draft, attachments: [] }),
    })
    await page.getByRole('button', { name: 'Remove plan.pdf' }).click()
    await expect(page.getByRole('list', { name: 'Attachments' })).toHaveCount(0)
    expect(asked('draft.detach')).toEqual([{ id: 'a' }])
  })

  test('a pasted picture is seen beside its name, and one that claims to be huge is not decoded', async () => {
    let count = 0
    const { page } = await openCapture({
      attach: (files) => {
        count += files.length
        const named = Array.from({ length: count }, (_, at) => ({
          id: String(at),
          name: `${at}.png`,
          size: 90,
        }))
        return { text: '', plain: [], attachments: named }
      },
    })
    /** Pastes a picture of 400 × 100, or what claims to be much wider. */
    const paste = (claimed: number) =>
      field(page).evaluate(async (area, width) => {
        const canvas = new OffscreenCanvas(400, 100)
        canvas.getContext('2d')?.fillRect(0, 0, 400, 100)
        const bytes = await (await canvas.convertToBlob()).arrayBuffer()
        new DataView(bytes).setUint32(16, width)
        const clipboardData = new DataTransfer()
        clipboardData.items.add(new File([bytes], 'picture.png', { type: 'image/png' }))
        area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, claimed)
    const files = page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')
    await paste(400)
    await expect(files.locator('canvas')).toHaveJSProperty('width', 96)
    await paste(4_000_000)
    await expect(files).toHaveCount(2)
    await expect(files.nth(1).locator('canvas')).toHaveCount(0)
    await expect(files.locator('canvas')).toHaveCount(1)
  })

  test('that is thrown away can be had back', async () => {
    const { page } = await openCapture({
      'draft.restore': () => ({ text: 'Half a thought', plain: [], attachments: [] }),
    })
    await field(page).fill('Half a thought')
    await page.getByRole('button', { name: 'Throw the draft away' }).click()
    await expect(field(page)).toHaveValue('')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(field(page)).toHaveValue('Half a thought')
  })

  test('Esc hides the window and leaves it', async () => {
    const { page, asked } = await openCapture()
    await field(page).fill('Half a thought')
    await page.keyboard.press('Escape')
    await expect(() => expect(asked('capture.hide')).toHaveLength(1)).toPass()
    await expect(field(page)).toHaveValue('Half a thought')
  })

  test('a file that cannot go along says why', async () => {
    const { page, emit } = await openCapture()
    await emit('draft.changed', { text: '', plain: [], attachments: [{ id: 'a', name: 'x.png', size: 1 }] })
    await expect(page.getByRole('list', { name: 'Attachments' })).toContainText('x.png')
  })
})

describe('what comes from outside', () => {
  test('a link’s text is saved only when a person agrees', async () => {
    const { page, emit, asked } = await openCapture({ 'capture.add': ({ text }) => capture(text) })
    await emit('capture.shown', { link: null, text: { text: 'Buy a yacht', from: 'link' } })
    await expect(page.getByText('Buy a yacht')).toBeVisible()
    expect(asked('capture.add')).toEqual([])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(() => expect(asked('capture.add')).toEqual([{ text: 'Buy a yacht' }])).toPass()
  })

  test('a link’s text with a long title says where its rest goes before it is saved', async () => {
    const { page, emit } = await openCapture({
      'capture.parse': ({ text }) => parsed(text, { titleCut: true }),
    })
    await emit('capture.shown', { link: null, text: { text: 'Buy a yacht', from: 'link' } })
    await expect(page.getByText(/The rest of it goes into the description/)).toBeVisible()
  })

  test('a link’s text that is refused leaves nothing behind', async () => {
    const { page, emit, asked } = await openCapture()
    await emit('capture.shown', { link: null, text: { text: 'Buy a yacht', from: 'link' } })
    await page.getByRole('button', { name: 'Don’t save' }).click()
    await expect(field(page)).toHaveValue('')
    expect(asked('capture.add')).toEqual([])
  })

  test('an address on the clipboard is offered, never put in unasked', async () => {
    const { page, emit } = await openCapture()
    await emit('capture.shown', { link: 'https://example.com/a', text: null })
    await expect(field(page)).toHaveValue('')
    await page.getByRole('button', { name: 'Add link' }).click()
    await expect(field(page)).toHaveValue(/https:\/\/example\.com\/a/)
  })
})

describe('where it goes', () => {
  test('is said', async () => {
    const { page } = await openCapture()
    await expect(page.getByText('To My Plan · team.bitrix24.com')).toBeVisible()
  })

  test('of several accounts the person is named too', async () => {
    const { page } = await openCapture({
      'session.get': () => session({ account: boris, accounts: [anna, boris] }),
    })
    await expect(page.getByText(/второй\.bitrix24\.ru · Борис Смирнов/)).toBeVisible()
  })

  test('a keychain that is locked is said', async () => {
    const { page } = await openCapture({
      'session.get': () => session({ access: 'locked', keychain: 'locked' }),
    })
    await expect(page.getByText(/waits for the keychain/)).toBeVisible()
  })

  test('a sign-in that has ended is said', async () => {
    const ended = { ...boris, ended: 'signed-out' as const }
    const { page } = await openCapture({
      'session.get': () => session({ account: ended, accounts: [ended], access: 'ended' }),
    })
    await expect(page.getByText(/waits until you sign in again/)).toBeVisible()
  })

  test('before the first sign-in the way there is one button', async () => {
    const { page, asked } = await openCapture({ 'session.get': () => signedOut, 'window.show': () => null })
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(() => expect(asked('window.show')).toEqual([{ view: 'plan' }])).toPass()
  })
})
