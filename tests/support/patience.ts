import { vi } from 'vitest'

// A condition is waited for as long as a busy machine may need; Vitest gives up after a second.
const { waitFor } = vi
vi.waitFor = (condition, options = {}) =>
  waitFor(condition, { timeout: 30_000, ...(typeof options === 'number' ? { timeout: options } : options) })
