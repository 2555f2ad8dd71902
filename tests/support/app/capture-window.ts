import type { Locator, Page } from '@playwright/test'

/** The field of the capture window. */
export const field = (capture: Page): Locator => capture.getByRole('textbox', { name: 'New task' })

/** The chip with this name among what was understood. */
export const chip = (capture: Page, name: string | RegExp): Locator =>
  capture.getByRole('list', { name: 'Understood' }).getByRole('button', { name })

/** The files that go with the capture, as they are shown. */
export const attachments = (capture: Page): Locator =>
  capture.getByRole('list', { name: 'Attachments' }).getByRole('listitem')

/** Pastes a file that lies nowhere on disk, as a screenshot does not: the page has its name and its bytes. */
export async function pasteFile(capture: Page, name: string, content: string): Promise<void> {
  await field(capture).evaluate(
    (area, file) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([file.content], file.name))
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { name, content },
  )
  await attachments(capture).filter({ hasText: name }).waitFor()
}
