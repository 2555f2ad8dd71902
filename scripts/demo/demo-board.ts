import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { startDemoPortal } from '../../electron/demo/portal.ts'
import type { Desktop } from '../desktop/desktop.ts'
import { type App, startApp } from '../desktop/drive.ts'

/** Runs one step, times it, and takes a picture where there is an app to take it of. */
export type Step = (name: string, app: App | null, act: () => Promise<void>) => Promise<void>

/** Shows what a board asks before it changes much, and changes nothing. */
export async function playBoard(app: App, main: Page, step: Step): Promise<void> {
  const leave = () => main.keyboard.press('Escape')
  await step('The deletion of a stage that holds tasks', app, async () => {
    await main.getByRole('button', { name: 'Actions for “Today”' }).click()
    await main.getByRole('menuitem', { name: 'Delete' }).click()
    await main.getByRole('dialog', { name: 'Delete “Today”' }).waitFor()
  })
  await leave()
  await step('The preview of a stage set', app, async () => {
    await main.getByRole('button', { name: 'Stage sets' }).click()
    await main.getByRole('menuitem', { name: 'Priorities' }).click()
    await main.getByRole('dialog', { name: 'Apply “Priorities”' }).waitFor()
  })
  await leave()
  await step('Suggested colours', app, async () => {
    await main.getByRole('button', { name: 'View', exact: true }).click()
    await main.getByRole('menuitem', { name: 'Suggest colours…' }).click()
    await main.getByRole('dialog', { name: 'Suggest colours' }).waitFor()
  })
  await leave()
  await step('The board of a project', app, async () => {
    await chooseBoard(main, 'Website relaunch')
    await main.getByRole('group', { name: 'Stages of “Website relaunch”' }).waitFor()
    await main.getByText(/^As of/).waitFor()
  })
  await chooseBoard(main, 'My Plan')
  await main.getByRole('group', { name: 'Stages of My Plan' }).waitFor()
}

/** Opens the plan of somebody with very much to do, on a portal and with an app of its own. */
export async function playLargePlan(desktop: Desktop, step: Step): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-demo-'))
  const size = { stages: 50, tasks: 5_000 }
  const portal = await startDemoPortal({ file: null, key: 'the key of a large plan', size, limits: true })
  const app = await startApp({ desktop, dataDir, env: { LANGUAGE: 'en' } })
  try {
    const main = await app.main()
    await maximize(app)
    await main.getByLabel('Webhook address', { exact: true }).fill(portal.webhook)
    await step('The first tasks of 50 stages and 5,000 tasks', null, async () => {
      await main.getByRole('button', { name: 'Connect' }).click()
      await main.locator('[data-task]').first().waitFor()
    })
    await step('50 stages and 5,000 tasks', app, async () => {
      await main.getByText(/^As of/).waitFor({ timeout: 120_000 })
    })
  } finally {
    await app.close()
    await portal.close()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Gives the main window all of the display. */
export async function maximize({ app }: App): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.webContents.getURL().includes('/main/'))
      ?.maximize()
  })
}

async function chooseBoard(main: Page, name: string): Promise<void> {
  await main.getByRole('heading', { level: 1 }).getByRole('button').click()
  await main.getByRole('dialog', { name: 'Board' }).getByRole('button', { name }).click()
}
