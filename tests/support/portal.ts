import type { Page } from '@playwright/test'
import { startDemoPortal, type DemoPortal } from '../../electron/demo/portal.ts'
import type { FaultedCall, Fault } from '../../electron/demo/faults.ts'
import { expect, test as base, type App } from './app.ts'

type Row = Record<string, unknown>
type StageRow = { ID: string; TITLE: string; COLOR: string; SORT: string }

/** A demo portal beside the app, and another client's view of what it holds. */
export type TestPortal = DemoPortal & {
  /** The first user's webhook code: what must never be found anywhere but in the keychain. */
  secret: string
  /** Calls a method of the old REST API as the first user and answers its `result`. */
  call: (method: string, params?: Row) => Promise<unknown>
  /** Tasks with this title. */
  tasksNamed: (title: string) => Promise<Row[]>
  /** The stages of the first user's plan, in their order. */
  stages: () => Promise<StageRow[]>
  /** The ids of the open tasks in a stage. */
  tasksIn: (stageId: string) => Promise<string[]>
  /** What goes wrong from now on; null for nothing. */
  break: (choose: ((call: FaultedCall) => Fault | undefined) | null) => void
}

/** `launch` of the real app, and a portal of this test's own. */
export const test = base.extend<{ portal: TestPortal }>({
  portal: async ({ secrets }, use) => {
    const portal = await startTestPortal()
    for (const { webhook } of portal.users) secrets.add(codeOf(webhook))
    await use(portal)
    await portal.close()
  },
})

export { expect }

async function startTestPortal(): Promise<TestPortal> {
  let choose: ((call: FaultedCall) => Fault | undefined) | null = null
  const portal = await startDemoPortal({
    file: null,
    key: 'the key of a portal in a test',
    faults: { before: (call) => choose?.(call) },
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
  const list = async (filter: Row) =>
    (
      (await call('tasks.task.list', { filter, select: ['ID', 'TITLE', 'DEADLINE', 'DESCRIPTION'] })) as {
        tasks: Row[]
      }
    ).tasks
  return {
    ...portal,
    secret: codeOf(portal.webhook),
    call,
    tasksNamed: async (title) => (await list({ TITLE: title })).filter((task) => task['title'] === title),
    stages: async () =>
      Object.values((await call('task.stages.get', { entityId: 0 })) as Record<string, StageRow>).sort(
        (a, b) => Number(a.SORT) - Number(b.SORT),
      ),
    tasksIn: async (stageId) =>
      (await list({ STAGES_ID: stageId, '!REAL_STATUS': 5 })).map(({ id }) => String(id)),
    break: (next) => {
      choose = next
    },
  }
}

const codeOf = (webhook: string) => webhook.split('/').at(-2) ?? ''

/** Pastes a webhook into the first-run page and sends it off. */
export async function pasteWebhook(main: Page, address: string): Promise<void> {
  await main.getByLabel('Webhook address', { exact: true }).fill(address)
  await main.getByRole('button', { name: 'Connect' }).click()
}

/** Signs the app in to the portal, up to the board. */
export async function signIn(app: App, portal: TestPortal): Promise<Page> {
  const main = await app.main()
  await pasteWebhook(main, portal.webhook)
  await expect(main.getByRole('heading', { name: 'My Plan' })).toBeVisible()
  await expect(main.getByRole('group', { name: 'Inbox', exact: true })).toBeVisible()
  return main
}

/** Presses the global shortcut and waits until the field is up and has the keyboard. */
export async function summon(app: App): Promise<Page> {
  const capture = await app.capture()
  await app.press('ctrl+shift+space')
  await expect.poll(app.captureIsUp).toBe(true)
  await expect(capture.getByRole('textbox', { name: 'New task' })).toBeFocused()
  return capture
}
