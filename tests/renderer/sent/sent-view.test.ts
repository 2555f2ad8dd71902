import { describe, test } from 'vitest'
import type { Capture, Damaged } from '../../../electron/model.ts'
import type { Answers } from '../../support/fake-transport.ts'
import { sentCapture, settings } from '../../support/windows/answers.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

const openSent = (captures: Capture[], answers: Answers = {}) =>
  openWindow('main', { 'captures.list': () => captures, ...answers }, { hash: 'sent' })

const waiting = sentCapture('Call Anna', { state: 'waiting', taskId: null, problem: { code: 'offline' } })
const refused = sentCapture('Order paper', {
  state: 'attention',
  taskId: null,
  problem: { code: 'access-denied' },
})
const doubtful = sentCapture('Pay rent', {
  state: 'attention',
  taskId: null,
  problem: { code: 'capture-in-doubt' },
  candidates: [{ taskId: 7, title: 'Pay rent' }],
})

describe('the list', () => {
  test('a capture that waits says that it goes out by itself', async () => {
    const { page } = await openSent([waiting])
    await expect(page.getByRole('listitem').filter({ hasText: 'Call Anna' })).toContainText(
      'goes out by itself',
    )
  })

  test('captures stand under the days they were made on', async () => {
    const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString()
    const { page } = await openSent([sentCapture('New'), sentCapture('Old', { capturedAt: yesterday })])
    await expect(page.getByRole('region', { name: 'Today' })).toContainText('New')
    await expect(page.getByRole('region', { name: 'Yesterday' })).toContainText('Old')
  })

  test('an empty list teaches the shortcut', async () => {
    const { page } = await openSent([])
    await expect(page.getByText('Nothing captured yet')).toBeVisible()
    await expect(page.getByRole('main').locator('kbd')).toHaveText(['Ctrl', 'Shift', 'Space'])
  })

  test('the filter shows how many there are of a kind, and only those', async () => {
    const { page } = await openSent([waiting, refused, sentCapture('Done')])
    await page.getByText('Needs attention · 1').click()
    await expect(page.getByRole('main').getByText('Order paper', { exact: true })).toBeVisible()
    await expect(page.getByText('Call Anna', { exact: true })).toBeHidden()
  })

  test('a filter that lets nothing through says so', async () => {
    const { page } = await openSent([sentCapture('Done')])
    await page.getByText('Waiting', { exact: true }).click()
    await expect(page.getByText('Nothing is waiting.')).toBeVisible()
  })

  test('a capture that is saved meanwhile appears at the top', async () => {
    const { page, emit } = await openSent([sentCapture('Old')])
    await emit('captures.changed', [sentCapture('New')])
    await expect(page.getByRole('main').locator('.title')).toHaveText(['New', 'Old'])
  })

  test('a capture that was kept long enough leaves the list', async () => {
    const { page, emit } = await openSent([sentCapture('Old'), sentCapture('New')])
    await emit('captures.removed', ['Old'])
    await expect(page.getByText('Old', { exact: true })).toHaveCount(0)
  })

  test('a list that cannot be read can be asked for again', async () => {
    let asked = 0
    const { page } = await openSent([], {
      'captures.list': () => {
        if ((asked += 1) === 1) throw { code: 'unexpected' }
        return [sentCapture('Back again')]
      },
    })
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('Back again', { exact: true })).toBeVisible()
  })

  test('titles are text, whatever stands in them', async () => {
    const { page } = await openSent([sentCapture('<img src=x onerror=alert(1)>')])
    await expect(page.getByText('<img src=x onerror=alert(1)>', { exact: true })).toBeVisible()
  })

  test('of more than two hundred captures the rest is shown on demand', async () => {
    const many = Array.from({ length: 201 }, (_, index) => sentCapture(`Task ${index}`))
    const { page } = await openSent(many)
    await expect(page.getByText('Task 200', { exact: true })).toHaveCount(0)
    await page.getByRole('button', { name: 'Show earlier ones' }).click()
    await expect(page.getByText('Task 200', { exact: true })).toHaveCount(1)
  })

  test('all that is not delivered can be copied, and how much that was is said', async () => {
    const { page } = await openSent([waiting, refused], { 'captures.copy-undelivered': () => 2 })
    await page.getByRole('button', { name: 'Copy all that is not delivered' }).click()
    await expect(page.getByText('2 captures are on the clipboard.')).toBeVisible()
  })

  test('where all is delivered there is nothing to copy', async () => {
    const { page } = await openSent([sentCapture('Done')])
    await expect(page.getByText('Done', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Copy all that is not delivered' })).toHaveCount(0)
  })

  test('it speaks the language of the settings', async () => {
    const { page } = await openSent([waiting], {
      'settings.get': () => settings({ locale: 'ru', language: 'ru' }),
    })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Отправленные')
  })
})

describe('what can be done with a capture', () => {
  test('a sent one is opened in the browser', async () => {
    const { page, asked } = await openSent([sentCapture('Done')], { 'captures.open': () => null })
    await page.getByRole('button', { name: 'Open “Done” in the browser' }).click()
    await expect(() => expect(asked('captures.open')).toEqual([{ id: 'Done' }])).toPass()
  })

  test('a refused one is sent again', async () => {
    const { page, asked } = await openSent([refused], { 'captures.retry': () => null })
    await page.getByRole('button', { name: 'Try again to send “Order paper”' }).click()
    await expect(() => expect(asked('captures.retry')).toEqual([{ id: 'Order paper' }])).toPass()
  })

  test('one that waits is taken back', async () => {
    const { page, asked } = await openSent([waiting], { 'captures.undo': () => null })
    await page.getByRole('button', { name: 'Undo “Call Anna”' }).click()
    await expect(() => expect(asked('captures.undo')).toEqual([{ id: 'Call Anna' }])).toPass()
  })

  test('one that was taken back is restored', async () => {
    const undone = sentCapture('Gone', { state: 'undone', taskId: null })
    const { page, asked } = await openSent([undone], { 'captures.restore': () => sentCapture('again') })
    await page.getByRole('button', { name: 'Restore “Gone”' }).click()
    await expect(() => expect(asked('captures.restore')).toEqual([{ id: 'Gone' }])).toPass()
  })

  test('what could not be done is said at the capture', async () => {
    const { page } = await openSent([sentCapture('Done')], {
      'captures.open': () => {
        throw { code: 'link-refused' }
      },
    })
    await page.getByRole('button', { name: 'Open “Done” in the browser' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Done' }).getByRole('alert')).not.toBeEmpty()
  })

  test('the portal’s own words stand with a refusal', async () => {
    const problem = { code: 'refused', detail: 'The stage is <b>gone</b>' } as const
    const { page } = await openSent([
      sentCapture('Order paper', { state: 'attention', taskId: null, problem }),
    ])
    await expect(page.getByText('The portal says: “The stage is <b>gone</b>”')).toBeVisible()
  })
})

describe('a capture whose answer was lost', () => {
  test('may be told from the tasks that look like it', async () => {
    const { page, asked } = await openSent([doubtful], { 'captures.identify': () => null })
    await page.getByRole('button', { name: 'It is “Pay rent”, task 7' }).click()
    await expect(() => expect(asked('captures.identify')).toEqual([{ id: 'Pay rent', taskId: 7 }])).toPass()
  })

  test('is sent when it is none of them', async () => {
    const { page, asked } = await openSent([doubtful], { 'captures.identify': () => null })
    await page.getByRole('button', { name: 'None of these: send it' }).click()
    await expect(() =>
      expect(asked('captures.identify')).toEqual([{ id: 'Pay rent', taskId: null }]),
    ).toPass()
  })

  test('offers no plain repetition, which might make it twice', async () => {
    const { page } = await openSent([doubtful])
    await expect(page.getByText('Is it one of these tasks?')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Try again/ })).toHaveCount(0)
  })
})

describe('follow-up steps', () => {
  const partly = sentCapture('Report', {
    steps: [
      { name: 'checklist', state: 'done', done: 3, of: 3, problem: null },
      { name: 'files', state: 'doing', done: 1, of: 2, problem: null },
      { name: 'stage', state: 'failed', done: 0, of: 1, problem: { code: 'access-denied' } },
    ],
  })

  test('each says how far it is', async () => {
    const { page } = await openSent([partly])
    await expect(page.getByRole('listitem').filter({ hasText: /^\s*Attachments/ })).toContainText('1 of 2')
    await expect(page.getByRole('progressbar', { name: 'Attachments' })).toHaveAttribute('value', '1')
  })

  test('one that failed says why', async () => {
    const { page } = await openSent([partly])
    await expect(page.getByRole('listitem').filter({ hasText: /^\s*Stage/ })).toContainText(/not done\. .+/)
  })

  test('where all are done nothing is said of them', async () => {
    const done = { ...partly, steps: partly.steps.slice(0, 1) }
    const { page } = await openSent([done])
    await expect(page.getByText('Report', { exact: true })).toBeVisible()
    await expect(page.getByText('Checklist')).toHaveCount(0)
  })
})

describe('files that could not be read', () => {
  const damaged: Damaged = {
    name: 'x.json',
    at: '2026-11-23T09:00:00Z',
    size: 2048,
    text: '{"tit',
    isWhole: false,
  }
  const openDamaged = (answers: Answers = {}) => openSent([], { 'damaged.list': () => [damaged], ...answers })

  test('are shown with their text, and that it is not all of it', async () => {
    const { page } = await openDamaged()
    const list = page.getByRole('region', { name: 'Could not be read' })
    await expect(list.locator('pre')).toHaveText('{"tit')
    await expect(list).toContainText('Only the beginning is shown.')
  })

  test('are removed only after a question', async () => {
    const { page, asked } = await openDamaged({ 'damaged.remove': () => null })
    await page.getByRole('button', { name: /^Remove the file/ }).click()
    await expect(page.getByRole('alert')).toHaveText('Remove this file for good?')
    expect(asked('damaged.remove')).toEqual([])
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Could not be read' })).toHaveCount(0)
  })

  test('are copied, and the button says so', async () => {
    const { page, asked } = await openDamaged({ 'damaged.copy': () => null })
    const copy = page.getByRole('button', { name: /^Copy the text of the file/ })
    await copy.click()
    await expect(copy).toHaveText('Copied')
    expect(asked('damaged.copy')).toEqual([{ name: 'x.json' }])
  })
})
