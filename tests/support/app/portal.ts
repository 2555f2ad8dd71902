import { encodeEmoji } from '../../../electron/demo/data/titles.ts'
import { summonKeys } from '../../../scripts/desktop/hands.ts'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { waitFor } from '../../../scripts/system/wait.ts'
import { startDemoPortal, type DemoPortal } from '../../../electron/demo/portal.ts'
import type { SeedSize } from '../../../electron/demo/data/seed-large.ts'
import type { FaultedCall, Fault } from '../../../electron/demo/http/faults.ts'
import { expect, test as base, type App } from './app.ts'

type Row = Record<string, unknown>
type StageRow = { ID: string; TITLE: string; COLOR: string; SORT: string }

/** A demo portal beside the app, and another client's view of what it holds. */
export type TestPortal = DemoPortal & {
  /** The first user's webhook code: what must never be found anywhere but in the keychain. */
  secret: string
  /** Calls a method of the old REST API as the first user and returns its `result`. */
  call: (method: string, params?: Row) => Promise<unknown>
  /** Tasks with this title: all that the old API tells of them, tags and attachments too. */
  tasksNamed: (title: string) => Promise<Row[]>
  /** The task with this title; waits until there is one. */
  task: (title: string) => Promise<Row>
  /** The items of a task's checklist. */
  checklistOf: (task: Row) => Promise<string[]>
  /** The files on the first user's Drive. */
  files: () => Promise<{ name: string; size: number }[]>
  /** The stages of the first user's plan, in their order. */
  stages: () => Promise<StageRow[]>
  /** The ids of the open tasks in a stage. */
  tasksIn: (stageId: string) => Promise<string[]>
  /** What goes wrong from now on; null for nothing. */
  break: (choose: ((call: FaultedCall) => Fault | undefined) | null) => void
  /** What this method was asked, first to last; refused calls too. */
  asked: (method: string) => unknown[]
}

type Fixtures = {
  portal: TestPortal
  rest3: boolean
  size: SeedSize | null
  signedIn: { app: App; main: Page }
  capturing: { app: App; capture: Page }
}

/**
 * `launch` of the real app, and a portal of this test's own; without `rest3` it is one from before REST 3.0, with `size` the
 * plan is as large as that and the portal limits how often it may be asked. `signedIn` is the app on that portal, at its
 * board; `capturing` has the capture window up as well.
 */
export const test = base.extend<Fixtures>({
  rest3: [true, { option: true }],
  size: [null, { option: true }],
  portal: async ({ secrets, rest3, size }, use) => {
    const portal = await startTestPortal(rest3, size)
    for (const { webhook } of portal.users) secrets.add(codeOf(webhook))
    await use(portal)
    await portal.close()
  },
  signedIn: async ({ launch, portal }, use) => {
    const app = await launch()
    await use({ app, main: await signIn(app, portal) })
  },
  capturing: async ({ signedIn: { app } }, use) => {
    await use({ app, capture: await summon(app) })
  },
})

export { expect }

/** The old REST API's way to refuse a call. */
export const refusal = (code: string, message: string): Fault => ({
  kind: 'error',
  shape: 'v2',
  status: 400,
  code,
  message,
})

async function startTestPortal(rest3: boolean, size: SeedSize | null): Promise<TestPortal> {
  let choose: ((call: FaultedCall) => Fault | undefined) | null = null
  const calls: FaultedCall[] = []
  const portal = await startDemoPortal({
    file: null,
    key: 'the key of a portal in a test',
    rest3,
    // A large plan is for a look at the pace as well.
    ...(size ? { size, limits: true } : {}),
    faults: {
      before: (call) => {
        calls.push(call)
        return choose?.(call)
      },
    },
  })
  const call = async (method: string, params: Row = {}) => {
    const reply = await fetch(`${portal.webhook}${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    })
    const { result } = (await reply.json()) as { result: unknown }
    return result
  }
  const select = ['*', 'TAGS', 'UF_TASK_WEBDAV_FILES']
  const list = async (filter: Row) =>
    ((await call('tasks.task.list', { filter, select })) as { tasks: Row[] }).tasks
  // A filter compares with what is stored, where emoji are encoded.
  const tasksNamed = async (title: string) =>
    (await list({ TITLE: encodeEmoji(title) })).filter((task) => task['title'] === title)
  return {
    ...portal,
    secret: codeOf(portal.webhook),
    call,
    tasksNamed,
    task: (title) => waitFor(`the task “${title}”`, async () => (await tasksNamed(title))[0] ?? null),
    checklistOf: async ({ id }) => {
      const items = (await call('task.checklistitem.getlist', { TASKID: id })) as Record<string, string>[]
      return items.flatMap(({ PARENT_ID, TITLE }) => (Number(PARENT_ID) > 0 && TITLE ? [TITLE] : []))
    },
    files: async () => {
      const [drive] = (await call('disk.storage.getlist')) as [{ ID: string }]
      const rows = (await call('disk.storage.getchildren', { id: drive.ID })) as Record<string, string>[]
      return rows.map(({ NAME = '', SIZE }) => ({ name: NAME, size: Number(SIZE) }))
    },
    stages: async () =>
      Object.values((await call('task.stages.get', { entityId: 0 })) as Record<string, StageRow>).sort(
        (a, b) => Number(a.SORT) - Number(b.SORT),
      ),
    tasksIn: async (stageId) =>
      (await list({ STAGES_ID: stageId, '!REAL_STATUS': 5 })).map(({ id }) => String(id)),
    break: (next) => {
      choose = next
    },
    asked: (method) => calls.filter((call) => call.method === method).map(({ body }) => body),
  }
}

const codeOf = (webhook: string) => webhook.split('/').at(-2) ?? ''

/** Pastes a webhook into the first-run page and sends it off. */
export async function pasteWebhook(main: Page, address: string): Promise<void> {
  await main.getByLabel('Webhook address', { exact: true }).fill(address)
  await main.getByRole('button', { name: 'Connect' }).click()
}

/** Signs the app in to the portal, up to the board and the names that can be typed. */
export async function signIn(app: App, portal: TestPortal): Promise<Page> {
  const main = await showPlan(app, portal)
  await expect.poll(() => readdir(join(app.dataDir, 'names')).catch(() => [])).not.toEqual([])
  return main
}

/** Signs the app in to the portal, up to the board; who and what can be named may be unknown yet. */
export async function showPlan(app: App, portal: TestPortal): Promise<Page> {
  const main = await app.main()
  await pasteWebhook(main, portal.webhook)
  await expect(main.getByRole('heading', { name: 'My Plan' })).toBeVisible()
  await expect(main.getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
  return main
}

/** Presses the global shortcut and waits until the field is up and has the keyboard; `name`: what it is called. */
export async function summon(app: App, name = 'New task'): Promise<Page> {
  const capture = await app.capture()
  // A main window that is about to appear would take the keyboard.
  await expect.poll(() => mainIsThere(app)).toBe(true)
  await app.press(summonKeys)
  await expect.poll(app.captureIsUp).toBe(true)
  await expect(capture.getByRole('textbox', { name })).toBeFocused()
  return capture
}

/** Types a text into the capture window, presses Enter and returns the window. */
export async function save(app: App, text: string): Promise<Page> {
  const capture = await summon(app)
  await app.type(text)
  await app.press('Return')
  return capture
}

/** Whether the main window is on the screen, or there is none. */
const mainIsThere = (app: App): Promise<boolean> =>
  app.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().every(
      (window) =>
        !window.webContents.getURL().includes('/main/') || window.isVisible() || window.isMinimized(),
    ),
  )
