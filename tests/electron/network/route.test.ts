import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRoutes } from '../../../electron/network/route.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('another way is found soon, also after the clock was set back', async () => {
  let says = 'PROXY office.test:3128'
  const routes = createRoutes({
    resolveProxy: () => Promise.resolve(says),
    env: {},
    choice: () => ({ mode: 'system', address: '' }),
  })
  const url = new URL('https://portal.office.test')
  expect(await routes.to(url)).toMatchObject([{ host: 'office.test' }])
  says = 'DIRECT'
  vi.setSystemTime(Date.now() - 3 * 3_600_000)
  vi.advanceTimersByTime(5_000)
  expect(await routes.to(url)).toEqual([{ kind: 'direct' }])
})
