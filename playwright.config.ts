import { defineConfig } from '@playwright/test'

// Every worker has a desktop of its own (display, session bus, keyring), so the files run side by side.
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/temporary-folder.ts',
  outputDir: 'test-results',
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
})
