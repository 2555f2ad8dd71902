import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Attacks that stand beside what they attack. */
const elsewhere = [
  ...['bitrix/oauth/token-store', 'bitrix/oauth/loopback', 'bitrix/rest/streamed-file', 'draft/file-name'],
  ...['ipc/hostile', 'outbox/delivery/blocked', 'outbox/delivery/uploads', 'store/writable-folder'],
].map((name) => `tests/electron/${name}.test.ts`)

// All attacks, the long ones too; the others run among the units as well.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/attack/**/*.{test,long}.ts', ...elsewhere],
    environment: 'node',
    globalSetup: ['tests/support/temporary-folder.ts'],
    reporters: [fileURLToPath(new URL('reporter.ts', import.meta.url))],
    testTimeout: 120_000,
    fileParallelism: false,
  },
})
