import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// All attacks, the long ones too; the others run among the units as well.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/attack/**/*.{test,long}.ts'],
    environment: 'node',
    globalSetup: ['tests/support/temporary-folder.ts'],
    reporters: [fileURLToPath(new URL('reporter.ts', import.meta.url))],
    testTimeout: 120_000,
    fileParallelism: false,
  },
})
