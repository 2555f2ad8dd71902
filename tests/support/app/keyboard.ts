import { expect, type Locator, type Page } from '@playwright/test'

/** More presses than these to get somewhere are no way to work. */
const bearable = 25

/**
 * Presses Tab, or Shift+Tab, until this has the focus, as somebody without a mouse does. Fails where the focus is lost
 * on the way, and where the way is too long to be gone many times a day.
 */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const way: string[] = []
  while (way.length < bearable) {
    await page.keyboard.press(key)
    if (await isFocused(target)) return
    way.push(await focusOf(page))
    if (way.at(-1) === nothing) break
  }
  const end = way.at(-1) === nothing ? 'the focus is lost' : 'it is still not there'
  throw new Error(`${target} by ${key}: after ${way.length} presses ${end}. The way: ${way.join(' → ')}`)
}

/** Presses these keys one after the other; after each of them something has to have the focus. */
export async function pressAll(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await expect.poll(() => focusOf(page), `after ${key} something has the focus`).not.toBe(nothing)
  }
}

const nothing = 'nothing'

/** The name of what has the focus, for a person who reads why a test failed. */
const focusOf = (page: Page): Promise<string> =>
  page.evaluate((nothing) => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return nothing
    return focused.getAttribute('aria-label') ?? (focused.textContent.trim() || focused.tagName)
  }, nothing)

const isFocused = async (target: Locator): Promise<boolean> =>
  (await target.and(target.page().locator(':focus')).count()) > 0
