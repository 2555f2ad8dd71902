import type { Locator } from 'playwright'
import type { Plan } from '../../../electron/model.ts'
import type { Answers } from '../../support/fake-transport.ts'
import { openWindow, type WindowOptions } from '../../support/windows/window.ts'
import { plan, smallPortal } from './fixtures.ts'

type Opened = Pick<WindowOptions, 'viewport'> & {
  from?: Plan
  answers?: Answers
}

/** My Plan in the main window, over the smallest portal; `portal` is what that holds, to be changed elsewhere. */
export async function openBoard({ from = plan, answers = {}, ...look }: Opened = {}) {
  const small = smallPortal(from)
  const window = await openWindow('main', { ...small.answers, ...answers }, { hash: 'plan', ...look })
  const { page } = window
  const inStage = (name: string) => page.getByRole('group', { name, exact: true })
  return {
    ...window,
    portal: small.portal,
    stage: inStage,
    /** The button of a stage by which it is renamed. */
    title: (name: string) => inStage(name).getByRole('heading').getByRole('button'),
    card: (id: number): Locator => page.locator(`[data-task="${id}"] [data-stop]`),
    /** Says aloud what was done. */
    spoken: page.locator('p[aria-live="polite"]'),
    /** Chooses in the menu of a stage. */
    pick: async (stage: string, item: RegExp) => {
      await page.getByRole('button', { name: `Actions for “${stage}”` }).click()
      await page.getByRole('menuitem', { name: item }).click()
    },
  }
}
