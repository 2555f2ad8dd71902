import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test, type App } from './app.ts'

/** Looks at a page as it is now, in the light theme and in the dark one; `state` names what is seen in what is found. */
export type Look = (state: string, page: Page) => Promise<void>

/** Axe, for one running app: it walks from state to state, and all that is found anywhere is told at the end of the test. */
export function lookerOf({ app }: App): Look {
  return (state, page) =>
    test.step(state, async () => {
      for (const scheme of ['light', 'dark'] as const) {
        await app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), scheme)
        await page.waitForFunction(
          (isDark) => matchMedia('(prefers-color-scheme: dark)').matches === isDark,
          scheme === 'dark',
        )
        await atRest(page)
        expect.soft(await findings(page, scheme), `${state}, ${scheme}`).toEqual([])
      }
    })
}

/** Half-way through a transition a colour is one that nobody chose. What turns for ever is not waited for. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ).then(() => null),
  )
}

/** What axe finds on a page, as `rule: element`. All but colours is the same in the second theme. */
async function findings(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  // In Electron there is no new page to merge results in; the legacy mode needs none.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    ...(scheme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}),
  })
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
