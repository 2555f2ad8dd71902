import { summonKeys } from '../../scripts/desktop/hands.ts'
import type { Page } from 'playwright'
import type { Transport } from '../../electron/ipc/contract.ts'
import type { App } from '../../scripts/desktop/drive.ts'
import { waitFor } from '../../scripts/system/wait.ts'

/** Moments in milliseconds since 1970, with fractions. */
type Stamps = { pressed: number[]; focused: number[]; hidden: number[]; painted: number[]; enter: number[] }

/** The capture window's times, each a list with a number for each round, in milliseconds. */
export type CaptureTimes = { firstOpen: number[]; open: number[]; chips: number[]; save: number[] }

/** Opens, types and saves, again and again, with the keys of the real display. */
export async function measureCapture(app: App, rounds: number): Promise<CaptureTimes> {
  const page = await app.capture()
  await watchWindow(app)
  await watchPage(page)
  const times: CaptureTimes = { firstOpen: [], open: [], chips: [], save: [] }
  for (let round = 0; round <= rounds; round++) {
    ;(round === 0 ? times.firstOpen : times.open).push(await open(app, page))
    times.chips.push(await lastKeyOfADate(app, page, round))
    times.save.push(await save(app, page))
  }
  return times
}

async function open(app: App, page: Page): Promise<number> {
  const before = await stamps(app, page)
  await app.press(summonKeys)
  const after = await waitFor('the capture window', async () => {
    const now = await stamps(app, page)
    return now.painted.length > before.painted.length && now.focused.length > before.focused.length
      ? now
      : null
  })
  return Math.max(last(after.painted), last(after.focused)) - last(after.pressed)
}

/** From the key that completes a date to the frame that shows its chip. */
async function lastKeyOfADate(app: App, page: Page, round: number): Promise<number> {
  await app.type(`Round ${round} завтр`)
  await page.evaluate(() => {
    const key = new Promise<number>((resolve) =>
      addEventListener('input', (event) => resolve(event.timeStamp), { once: true, capture: true }),
    )
    const shown = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector('mark')) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const painted = new MessageChannel()
          painted.port1.onmessage = () => resolve(performance.now())
          painted.port2.postMessage(null)
        })
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    Object.assign(window, { chipTime: Promise.all([key, shown]).then((both) => both[1] - both[0]) })
  })
  await app.type('а')
  return page.evaluate(() => (window as unknown as { chipTime: Promise<number> }).chipTime)
}

async function save(app: App, page: Page): Promise<number> {
  const before = await stamps(app, page)
  await app.press('Return')
  const after = await waitFor('the window to be hidden', async () => {
    const now = await stamps(app, page)
    return now.hidden.length > before.hidden.length && now.enter.length > before.enter.length ? now : null
  })
  return last(after.hidden) - last(after.enter)
}

/** Notes in the main process when the shortcut arrives, and when the window has the focus or is hidden. */
async function watchWindow({ app }: App): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/capture/'))
    if (!window) throw new Error('There is no capture window')
    const noted = { pressed: [] as number[], focused: [] as number[], hidden: [] as number[] }
    Object.assign(globalThis, { benchStamps: noted })
    // Being shown is the first thing that the shortcut does.
    const show = window.show.bind(window)
    window.show = () => {
      noted.pressed.push(performance.timeOrigin + performance.now())
      show()
    }
    window.on('focus', () => noted.focused.push(performance.timeOrigin + performance.now()))
    window.on('hide', () => noted.hidden.push(performance.timeOrigin + performance.now()))
  })
}

/** Notes in the page when it has painted after it was shown, and when Enter arrives. */
async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted = { painted: [] as number[], enter: [] as number[] }
    Object.assign(window, { benchStamps: noted })
    const { transport } = window as unknown as { transport: Transport }
    transport.listen('capture.shown', () =>
      requestAnimationFrame(() => {
        const painted = new MessageChannel()
        painted.port1.onmessage = () => noted.painted.push(performance.timeOrigin + performance.now())
        painted.port2.postMessage(null)
      }),
    )
    addEventListener(
      'keydown',
      (event) => {
        if (event.code === 'Enter') noted.enter.push(performance.timeOrigin + event.timeStamp)
      },
      { capture: true },
    )
  })
}

async function stamps({ app }: App, page: Page): Promise<Stamps> {
  const [main, inPage] = await Promise.all([
    app.evaluate(() => (globalThis as unknown as { benchStamps: Stamps }).benchStamps),
    page.evaluate(() => (window as unknown as { benchStamps: Stamps }).benchStamps),
  ])
  return { ...main, painted: inPage.painted, enter: inPage.enter }
}

const last = (numbers: readonly number[]) => numbers.at(-1) ?? Number.NaN
