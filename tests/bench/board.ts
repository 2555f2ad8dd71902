import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { SeedSize } from '../../electron/demo/data/seed-large.ts'
import { startDemoPortal } from '../../electron/demo/portal.ts'
import type { Desktop } from '../../scripts/desktop/desktop.ts'
import { startApp } from '../../scripts/desktop/drive.ts'
import { privateMemory } from './memory.ts'

/** Milliseconds from frame to frame, and of each task that kept the page busy for more than 50 ms. */
type Smoothness = { frames: number[]; longTasks: number[] }
export type BoardTimes = {
  /** Milliseconds from signing in to the first cards, and to the last of them. */
  first: number
  whole: number
  scroll: Smoothness
  drag: Smoothness
  /** Private megabytes of all processes, with the board on screen. */
  memory: number
}

/** Opens a large board, scrolls a column of a large board and carries a card over it, as somebody with a mouse does. */
export async function measureBoard(desktop: Desktop, size: SeedSize): Promise<BoardTimes> {
  const key = 'the key of a portal in a benchmark'
  const portal = await startDemoPortal({ file: null, key, size, limits: true })
  const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-bench-'))
  const app = await startApp({ desktop, dataDir })
  try {
    const main = await app.main()
    await main.getByLabel('Webhook address', { exact: true }).fill(portal.webhook)
    const begun = performance.now()
    await main.getByRole('button', { name: 'Connect' }).click()
    await main.locator('[data-task]').first().waitFor()
    const first = performance.now() - begun
    await main.getByText(/^As of/).waitFor({ timeout: 120_000 })
    const whole = performance.now() - begun
    const place = await main.locator('[data-task]').first().boundingBox()
    if (!place) throw new Error('There is no card to carry')
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2]
    await main.mouse.move(x, y)
    const scroll = await watched(main, async () => {
      for (let step = 0; step < 60; step++) await main.mouse.wheel(0, 120)
      for (let step = 0; step < 60; step++) await main.mouse.wheel(0, -120)
    })
    const drag = await watched(main, async () => {
      await main.mouse.down()
      await main.mouse.move(x + 700, y + 200, { steps: 120 })
      await main.keyboard.press('Escape')
      await main.mouse.up()
    })
    return { first, whole, scroll, drag, memory: await privateMemory(app.app) }
  } finally {
    await app.close()
    await portal.close()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** What a page shows of itself while something is done to it. */
async function watched(page: Page, act: () => Promise<void>): Promise<Smoothness> {
  await page.evaluate(() => {
    const found = {
      frames: [] as number[],
      longTasks: [] as number[],
      last: performance.now(),
      isOver: false,
    }
    Object.assign(window, { benchFound: found })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) found.longTasks.push(duration)
    }).observe({ type: 'longtask' })
    // Without a name of its own, which tsx would mark with a helper that the page does not have.
    const [note] = [
      (now: number) => {
        found.frames.push(now - found.last)
        found.last = now
        if (!found.isOver) requestAnimationFrame(note)
      },
    ]
    requestAnimationFrame(note)
  })
  await act()
  return page.evaluate(() => {
    const found = (window as unknown as { benchFound: Smoothness & { isOver: boolean } }).benchFound
    found.isOver = true
    return { frames: found.frames.slice(1), longTasks: found.longTasks }
  })
}
