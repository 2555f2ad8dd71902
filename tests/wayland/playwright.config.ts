import { defineConfig } from '@playwright/test'

// Each worker has a compositor of its own, which draws by the processor: one is enough for two cores.
export default defineConfig<object, { desktopSession: 'x11' | 'wayland' }>({
  testDir: '.',
  globalSetup: '../support/temporary-folder.ts',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: { desktopSession: 'wayland' },
})
