import { expect as playwrightExpect } from '@playwright/test'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'
import { afterAll, inject, onTestFinished } from 'vitest'
import type { EventName, Events, RequestName } from '../../../electron/ipc/contract.ts'
import { fakeTransport, type Answers, type FakeTransport } from '../fake-transport.ts'
import { defaultAnswers } from './answers.ts'

/** Waits for what a page shows as long as a busy machine may need. */
export const expect = playwrightExpect.configure({ timeout: 30_000 })

type Part = 'main' | 'capture' | 'notice'

export type WindowOptions = Pick<BrowserContextOptions, 'colorScheme' | 'viewport'> & {
  /** The part of the address after `#`: the main window's view, the notice's captures. */
  hash?: string
}

/** A window of the app in Chromium. Its main process is the test: it replies from a table and says what was asked. */
export type OpenWindow = {
  page: Page
  main: FakeTransport
  /** The inputs of all requests of this name, in their order. */
  asked: (name: RequestName) => unknown[]
  /** Sends the page an event of the main process. */
  emit: <K extends EventName>(name: K, payload: Events[K]) => Promise<void>
}

let connecting: Promise<Browser> | null = null
/** Pages that no test uses now, by how they look: to make one takes longer than most tests. */
const idle = new Map<string, Tab[]>()
afterAll(async () => {
  await (await connecting)?.close()
  connecting = null
  idle.clear()
})

/**
 * Opens a window with replies to some requests; the rest are replied to as for a person who is signed in to a quiet
 * portal. After the test the window must have met no error and no violation of its policy.
 */
export async function openWindow(
  part: Part,
  answers: Answers = {},
  { hash = '', ...look }: WindowOptions = {},
): Promise<OpenWindow> {
  const origin = inject('windowServer')
  const tab = await takeTab(origin, look)
  const { page } = tab
  const main = fakeTransport({ ...defaultAnswers, ...answers })
  tab.main = main
  await go(tab, `${origin}/${part}/index.html`, hash)
  return {
    page,
    main,
    asked: (name) => main.asked.flatMap(([asked, input]) => (asked === name ? [input] : [])),
    emit: (name, payload) => page.evaluate(emitInPage, { name, payload: payload as unknown }),
  }
}

/**
 * Opens a page of tests/support/pages by its name. After the test it must have met no error and no violation of the
 * app's policy.
 */
export async function openComponent(name: string, { hash = '', ...look }: WindowOptions = {}): Promise<Page> {
  const origin = inject('windowServer')
  const tab = await takeTab(origin, look)
  await go(tab, `${origin}/components/${name}.html`, hash)
  return tab.page
}

/** Pages that have been built; the first one asked for may take longer than a browser waits. */
const built = new Map<string, Promise<unknown>>()

async function go(tab: Tab, address: string, hash: string): Promise<void> {
  const asking = built.get(address) ?? fetch(address)
  built.set(address, asking)
  await asking
  tab.opened += 1
  await tab.page.goto(`${address}?${String(tab.opened)}#${hash}`)
  await tab.page.locator('body > *').first().waitFor()
}

type Tab = { page: Page; main: FakeTransport; errors: string[]; opened: number }

async function takeTab(origin: string, look: Omit<WindowOptions, 'hash'>): Promise<Tab> {
  const key = JSON.stringify(look)
  const free = idle.get(key) ?? []
  idle.set(key, free)
  const tab = free.pop() ?? (await makeTab(origin, look))
  onTestFinished(() => {
    free.push(tab)
    playwrightExpect(tab.errors.splice(0), 'The window has met no error').toEqual([])
  })
  return tab
}

async function makeTab(origin: string, look: Omit<WindowOptions, 'hash'>): Promise<Tab> {
  connecting ??= fetch(`${origin}/browser`).then(async (reply) => chromium.connect(await reply.text()))
  const context = await (await connecting).newContext({ reducedMotion: 'reduce', ...look })
  const page = await context.newPage()
  const tab: Tab = { page, main: fakeTransport({}), errors: [], opened: 0 }
  page.on('pageerror', (error) => tab.errors.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) tab.errors.push(message.text())
  })
  await page.exposeFunction('invokeMain', (name: RequestName, input: unknown) => tab.main.invoke(name, input))
  await page.exposeFunction('attachMain', (files: unknown[]) => tab.main.attach(files))
  await page.addInitScript(transportInPage)
  return tab
}

type PageOfTest = typeof globalThis & {
  invokeMain: (name: string, input: unknown) => Promise<unknown>
  attachMain: (files: unknown[]) => Promise<unknown>
  transport: object
  emitted: EventTarget
}

/** What the preload script gives a page, on the two functions above; runs in the page. */
function transportInPage() {
  const page = globalThis as PageOfTest
  page.emitted = new EventTarget()
  page.transport = {
    invoke: (name: string, input: unknown) => page.invokeMain(name, input),
    attach: (files: File[]) => page.attachMain(files.map(({ name, size }) => ({ name, size }))),
    listen: (name: string, listener: (payload: unknown) => void) => {
      const forward = (event: Event) => listener((event as CustomEvent).detail)
      page.emitted.addEventListener(name, forward)
      return () => page.emitted.removeEventListener(name, forward)
    },
  }
}

function emitInPage({ name, payload }: { name: string; payload: unknown }) {
  ;(globalThis as PageOfTest).emitted.dispatchEvent(new CustomEvent(name, { detail: payload }))
}
