import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What is tried under Wine from outside; `npm run test:windows -- --installer` runs it. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/windows/**/*.test.ts'],
    globalSetup: ['tests/support/temporary-folder.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
