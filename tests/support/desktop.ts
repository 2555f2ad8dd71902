import { randomBytes } from 'node:crypto'
import { test as base } from '@playwright/test'
import { type Desktop, startDesktop } from '../../scripts/desktop/desktop.ts'

/** Of the worker's keyring; to be found nowhere else. */
export const keyringPassword = randomBytes(12).toString('hex')

/** Each worker has a desktop of its own: display, session bus, window manager, unlocked keyring, private HOME. */
export const test = base.extend<object, { desktopSession: 'x11' | 'wayland'; desktop: Desktop }>({
  desktopSession: ['x11', { option: true, scope: 'worker' }],
  desktop: [
    async ({ desktopSession: session }, use) => {
      const desktop = await startDesktop({ session, keyring: 'unlocked', keyringPassword, home: 'private' })
      await use(desktop)
      await desktop.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

export { expect } from '@playwright/test'
