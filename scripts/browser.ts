import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { runForeground } from './system/children.ts'
import { root, tool } from './system/project.ts'

const known = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A browser of this computer that the tests can drive, or null. */
export function findBrowser(): string | null {
  return [...known, chromium.executablePath()].find((path) => existsSync(path)) ?? null
}

/** Fetches Playwright's own browser where the computer has none. Throws when that fails. */
export async function ensureBrowser(): Promise<void> {
  if (findBrowser() !== null) return
  console.log('Fetching a browser for the sign-in tests …')
  await runForeground(process.execPath, [tool('@playwright/test', 'playwright'), 'install', 'chromium'], {
    cwd: root,
  })
  if (findBrowser() === null) {
    throw new Error('The end-to-end tests need a browser: install Chromium or Google Chrome, then try again.')
  }
}
