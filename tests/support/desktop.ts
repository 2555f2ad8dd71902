import { randomBytes } from 'node:crypto'
import { test as base } from '@playwright/test'
import { type Desktop, startDesktop } from '../../scripts/desktop/desktop.ts'

/** Of the worker's keyring; to be found nowhere else. */
export const keyringPassword = randomBytes(12).toString('hex')

/** Each worker has a desktop of its own: display, session bus, window manager, unlocked keyring, private HOME. */
export const test = base.extend<object, { desktop: Desktop }>({
  desktop: [
    // Playwright reads from this pattern that the fixture needs no other.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const desktop = await startDesktop({ keyring: 'unlocked', keyringPassword, home: 'private' })
      await use(desktop)
      await desktop.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

export { expect } from '@playwright/test'
