import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['tests/{docs,electron,renderer,scripts,contract,support,soak,attack}/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/support/temporary-folder.ts', 'tests/support/windows/server.ts'],
    setupFiles: ['tests/support/patience.ts'],
    testTimeout: 120_000,
    // Vitest leaves one core to itself, which of two is half of them.
    maxWorkers: '100%',
  },
})
