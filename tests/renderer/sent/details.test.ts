import { describe, test } from 'vitest'
import type { Capture } from '../../../electron/model.ts'
import { deferred } from '../../support/deferred.ts'
import type { Answers } from '../../support/fake-transport.ts'
import { sentCapture } from '../../support/windows/answers.ts'
import { parsed } from '../capture/support.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

/** The list with one capture, unfolded. */
async function openDetails(part: Partial<Capture> = {}, answers: Answers = {}) {
  const capture = sentCapture('Report', part)
  const opened = await openWindow('main', { 'captures.list': () => [capture], ...answers }, { hash: 'sent' })
  await opened.page.getByRole('button', { name: 'More of “Report”' }).click()
  return opened
}

test('what was typed is shown as it was written', async () => {
  const { page } = await openDetails({ text: 'Report tomorrow 15:00 #monthly' })
  await expect(page.getByText('Report tomorrow 15:00 #monthly')).toBeVisible()
})

test('files that go along are named with their sizes', async () => {
  const { page } = await openDetails({ attachments: [{ id: 'a', name: 'plan.pdf', size: 2048 }] })
  await expect(page.getByRole('listitem').filter({ hasText: 'plan.pdf' }).last()).toContainText('2 kB')
})

test('completing is asked for once, however often the button is pressed', async () => {
  const gate = deferred<null>()
  const { page, asked } = await openDetails({}, { 'captures.complete': () => gate.promise })
  const complete = page.getByRole('button', { name: 'Complete', exact: true })
  await complete.click()
  await complete.click({ force: true })
  gate.resolve(null)
  await expect(() => expect(asked('captures.complete')).toEqual([{ id: 'Report' }])).toPass()
})

test.each<[string, Partial<Capture>, string[]]>([
  ['sent', {}, ['Edit', 'Complete', 'Comment', 'Delete']],
  ['sent and completed', { completed: true }, ['Edit', 'Comment', 'Delete']],
  ['waiting', { state: 'waiting', taskId: null }, ['Edit', 'Undo']],
  ['being sent', { state: 'sending', taskId: null }, ['Undo']],
  ['undone', { state: 'undone', taskId: null }, []],
])('a capture that is %s offers what can be done with it', async (_state, part, names) => {
  const { page } = await openDetails(part)
  await expect(page.getByText('As you wrote it')).toBeVisible()
  await expect(page.locator('.details .actions').getByRole('button')).toHaveText(names)
})

describe('the form to edit', () => {
  const edited: Answers = { 'captures.edit': ({ id }) => sentCapture(id) }

  test('saves only what was changed', async () => {
    const { page, asked } = await openDetails({}, edited)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('Monthly report')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveCount(0)
    expect(asked('captures.edit')).toEqual([{ id: 'Report', title: 'Monthly report' }])
  })

  test('takes a deadline in words, says what it means, and refuses what it does not understand', async () => {
    const friday = '2026-11-27T19:00:00+03:00'
    const { page, asked } = await openDetails(
      {},
      {
        ...edited,
        'capture.parse': ({ text }) =>
          parsed(text, { title: '…', deadline: text.endsWith('Friday') ? friday : null }),
      },
    )
    await page.getByRole('button', { name: 'Edit' }).click()
    const deadline = page.getByRole('textbox', { name: 'Deadline' })
    await deadline.fill('some day')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(deadline).toHaveAccessibleDescription('Not understood. Try “tomorrow 15:00”.')
    expect(asked('captures.edit')).toEqual([])
    await deadline.fill('Friday')
    await expect(page.getByRole('status').filter({ hasText: /Fri 27 Nov/ })).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(() => expect(asked('captures.edit')).toEqual([{ id: 'Report', deadline: friday }])).toPass()
  })

  test('closes without a request where nothing was changed', async () => {
    const { page, asked } = await openDetails({}, edited)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
    expect(asked('captures.edit')).toEqual([])
  })

  test('Esc leaves everything as it was, and the focus on the button that opened it', async () => {
    const { page, asked } = await openDetails({}, edited)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('Something else')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Edit' })).toBeFocused()
    expect(asked('captures.edit')).toEqual([])
  })

  test('keeps what was typed where the change was refused, and says why', async () => {
    const { page } = await openDetails(
      {},
      {
        'captures.edit': () => {
          throw { code: 'access-denied' }
        },
      },
    )
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('Monthly report')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert')).not.toBeEmpty()
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Monthly report')
  })

  test('news of the capture do not change what is being typed', async () => {
    const { page, emit } = await openDetails({}, edited)
    await page.getByRole('button', { name: 'Edit' }).click()
    const title = page.getByRole('textbox', { name: 'Title' })
    await title.fill('Monthly report')
    await emit('captures.changed', [sentCapture('Report', { title: 'Changed elsewhere' })])
    await expect(page.getByText('Changed elsewhere').first()).toBeVisible()
    await expect(title).toHaveValue('Monthly report')
  })

  test('takes the deadline away', async () => {
    const { page, asked } = await openDetails({ deadline: '2026-12-02T15:00:00+03:00' }, edited)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('button', { name: 'No deadline' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(() => expect(asked('captures.edit')).toEqual([{ id: 'Report', deadline: null }])).toPass()
  })

  test('changes the priority', async () => {
    const { page, asked } = await openDetails({}, edited)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByText('High', { exact: true }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(() => expect(asked('captures.edit')).toEqual([{ id: 'Report', priority: 'high' }])).toPass()
  })
})

describe('the form to comment', () => {
  async function openForm(answers: Answers) {
    const opened = await openDetails({}, answers)
    await opened.page.getByRole('button', { name: 'Comment', exact: true }).click()
    return { ...opened, field: opened.page.getByRole('textbox', { name: 'Comment on “Report”' }) }
  }

  test('has the caret when it opens', async () => {
    const { field } = await openForm({})
    await expect(field).toBeFocused()
  })

  test('sends by Ctrl+Enter and says that it arrived', async () => {
    const { page, asked, field } = await openForm({ 'captures.comment': () => null })
    await field.fill('  Done by Friday ')
    await field.press('Control+Enter')
    await expect(page.getByText('The comment is on the task.')).toBeVisible()
    expect(asked('captures.comment')).toEqual([{ id: 'Report', text: 'Done by Friday' }])
  })

  test('sends no empty comment', async () => {
    const { asked, field, page } = await openForm({})
    await field.fill('   ')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(field).toBeVisible()
    expect(asked('captures.comment')).toEqual([])
  })

  test('keeps a comment that did not arrive', async () => {
    const { page, field } = await openForm({
      'captures.comment': () => {
        throw { code: 'offline' }
      },
    })
    await field.fill('Important')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByRole('alert')).not.toBeEmpty()
    await expect(field).toHaveValue('Important')
  })
})
