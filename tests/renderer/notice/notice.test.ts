import { test } from 'vitest'
import type { Capture } from '../../../electron/model.ts'
import type { Answers } from '../../support/fake-transport.ts'
import { sentCapture, settings } from '../../support/windows/answers.ts'
import { expect, openWindow } from '../../support/windows/window.ts'

const openNotice = (captures: Capture[], answers: Answers = {}) =>
  openWindow(
    'notice',
    { 'captures.list': () => captures, ...answers },
    { hash: captures.map(({ id }) => id).join(',') },
  )

test('what was saved is named', async () => {
  const { page } = await openNotice([sentCapture('a', { title: 'Call Anna' })])
  await expect(page.getByRole('status')).toHaveText('Saved: Call Anna')
})

test('several that were saved at once are counted', async () => {
  const { page } = await openNotice([sentCapture('One'), sentCapture('Two')])
  await expect(page.getByRole('status')).toHaveText('Saved: 2 tasks')
})

test('only the captures that it is about count', async () => {
  const all = [sentCapture('Old'), sentCapture('New')]
  const { page } = await openWindow('notice', { 'captures.list': () => all }, { hash: 'New' })
  await expect(page.getByRole('status')).toHaveText('Saved: New')
})

test('one click takes all of them back', async () => {
  const { page, asked, emit } = await openNotice([sentCapture('One'), sentCapture('Two')], {
    'captures.undo': () => null,
  })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status')).toHaveText('Taking it back…')
  await emit('captures.changed', [
    sentCapture('One', { state: 'undone' }),
    sentCapture('Two', { state: 'undone' }),
  ])
  await expect(page.getByRole('status')).toHaveText('Undone')
  expect(asked('captures.undo')).toEqual([{ id: 'One' }, { id: 'Two' }])
})

test('what could not be taken back says why, and can be tried again', async () => {
  const { page } = await openNotice([sentCapture('One')], {
    'captures.undo': () => {
      throw { code: 'undo-impossible' }
    },
  })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status')).not.toHaveText(/Saved|Undone|Taking/)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
})

test('what was taken back elsewhere is no longer offered', async () => {
  const { page, emit } = await openNotice([sentCapture('One')])
  await emit('captures.changed', [sentCapture('One', { state: 'undone' })])
  await expect(page.getByRole('status')).toHaveText('Undone')
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
})

test('what the portal refuses while it is read is said, and leads to the reason', async () => {
  const { page, emit, asked } = await openNotice([sentCapture('a', { title: 'Call Anna' })], {
    'window.show': () => null,
  })
  await emit('captures.changed', [
    sentCapture('a', { title: 'Call Anna', state: 'attention', problem: { code: 'access-denied' } }),
  ])
  await expect(page.getByRole('status')).toHaveText('Needs you: Call Anna')
  await page.getByRole('button', { name: 'See why' }).click()
  await expect.poll(() => asked('window.show')).toEqual([{ view: 'sent' }])
})

test('a title in Russian is said in Russian words', async () => {
  const { page } = await openNotice([sentCapture('a', { title: 'Позвонить Анне' })], {
    'settings.get': () => settings({ locale: 'ru', language: 'ru' }),
  })
  await expect(page.getByRole('status')).toContainText('Позвонить Анне')
  await expect(page.getByRole('button', { name: 'Отменить' })).toBeVisible()
})
