import { expect, test } from 'vitest'
import { sentCapture, settings } from '../../support/windows/answers.ts'
import { expect as see, openWindow } from '../../support/windows/window.ts'

const files = (state: 'doing' | 'failed') => [
  { name: 'files' as const, state, done: 0, of: 1, problem: null },
]
const sending = sentCapture('a', { title: 'With a film', state: 'sending', steps: files('doing') })

test('files on their way tell how far they have come, and are stopped', async () => {
  const { page, emit, asked } = await openWindow(
    'main',
    {
      'captures.list': () => [sending, sentCapture('other')],
      'upload.get': () => ({ id: 'a', sent: 3_000_000, of: 12_000_000 }),
      'upload.stop': () => null,
    },
    { hash: 'sent' },
  )
  const progress = page.getByRole('progressbar', { name: 'Upload of the files of “With a film”' })
  await see(progress).toHaveAttribute('value', '3000000')
  await emit('upload.changed', { id: 'a', sent: 6_000_000, of: 12_000_000 })
  await see(page.getByText('6 MB of 12 MB')).toBeVisible()
  await page.getByRole('button', { name: 'Stop the upload of “With a film”' }).click()
  expect(asked('upload.stop')).toEqual([{ id: 'a' }])
  await emit('upload.changed', null)
  await see(progress).toHaveCount(0)
})

test('files that were refused are left out by one press, in Russian too', async () => {
  const problem = { code: 'upload-stopped' as const }
  const stopped = sentCapture('a', { title: 'Кино', state: 'attention', problem, steps: files('failed') })
  const { page, asked } = await openWindow(
    'main',
    {
      'captures.list': () => [stopped],
      'captures.leave-out-files': () => null,
      'settings.get': () => settings({ locale: 'ru', language: 'ru' }),
    },
    { hash: 'sent' },
  )
  await see(page.getByText('Вы остановили отправку файла.')).toBeVisible()
  await page.getByRole('button', { name: 'Отправить «Кино» без файлов' }).click()
  expect(asked('captures.leave-out-files')).toEqual([{ id: 'a' }])
})
