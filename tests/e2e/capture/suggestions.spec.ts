import type { Page } from '@playwright/test'
import type { App } from '../../support/app/app.ts'
import { chip, field } from '../../support/app/capture-window.ts'
import { expect, signIn, summon, test, type TestPortal } from '../../support/app/portal.ts'

const options = (capture: Page, list: string) =>
  capture.getByRole('listbox', { name: list }).getByRole('option')

/** A field that is up, in an app that has one capture with a tag behind it. */
async function fieldOf(app: App, portal: TestPortal): Promise<Page> {
  await signIn(app, portal)
  await summon(app)
  await app.type('Before #callback')
  await app.press('Return')
  await portal.task('Before')
  await expect.poll(app.captureIsUp).toBe(false)
  return summon(app)
}

/** Enter saves behind a new tag, and where the chip names already what is meant: there Tab and the arrows take one. */
const kinds = [
  { typed: '@sch', key: 'Return', list: 'People', first: 'Anna Schmidt', put: '@"Anna Schmidt" ' },
  { typed: '+mark', key: 'Tab', list: 'Projects', first: 'Marketing', put: '+Marketing ' },
  { typed: '#ca', key: 'Tab', list: 'Tags', first: 'callback', put: '#callback ' },
  { typed: '/th', key: 'Tab', list: 'Stages', first: 'This week', put: '/"This week" ' },
  {
    typed: '^renew',
    key: 'Tab',
    list: 'Tasks',
    first: 'Renew the office lease',
    put: '^"Renew the office lease" ',
  },
]

test('after each sign the list takes its best with Enter and with Tab', async ({ launch, portal }) => {
  const app = await launch()
  const capture = await fieldOf(app, portal)
  const taken: string[] = []
  for (const { typed, key, list, first } of kinds) {
    const before = await field(capture).inputValue()
    await app.type(typed)
    await expect(options(capture, list).first()).toContainText(first)
    await app.press(key)
    await expect(capture.getByRole('listbox')).toHaveCount(0)
    taken.push((await field(capture).inputValue()).slice(before.length))
  }
  expect(taken).toEqual(kinds.map(({ put }) => put))
})

test('after each sign the list is picked from with the mouse, and the field keeps the keys', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  const capture = await fieldOf(app, portal)
  for (const { typed, list, first } of kinds) {
    await app.type(typed)
    await options(capture, list).filter({ hasText: first }).click()
  }
  await app.type('go')
  await expect(field(capture)).toHaveValue(`${kinds.map(({ put }) => put).join('')}go`)
})

test('one Enter saves where the chip names already what is meant', async ({
  capturing: { app, capture },
  portal,
}) => {
  await app.type('Brief +mark')
  await expect(chip(capture, 'Project: Marketing')).toBeVisible()
  await expect(options(capture, 'Projects').first()).toContainText('Marketing')
  await app.press('Return')
  expect(await portal.task('Brief')).toMatchObject({ groupId: '3' })
})

test('the arrows choose, and Esc closes the list before it hides the window', async ({
  capturing: { app, capture },
}) => {
  await app.type('Ask @ann')
  await expect(options(capture, 'People').nth(1)).toBeVisible()
  await app.press('Down')
  await expect(options(capture, 'People').nth(1)).toHaveAttribute('aria-selected', 'true')
  await app.press('Escape')
  await expect(capture.getByRole('listbox')).toHaveCount(0)
  expect(await app.captureIsUp()).toBe(true)
  await app.press('Escape')
  await expect.poll(app.captureIsUp).toBe(false)
})

test('a name typed in the other layout, or in the other alphabet, is found', async ({
  capturing: { app, capture },
}) => {
  await app.type('@lvbnh')
  await expect(options(capture, 'People').first()).toContainText('Дмитрий Кузнецов')
  await app.press('ctrl+a', 'BackSpace')
  await app.type('@ekaterina')
  await expect(options(capture, 'People').first()).toContainText('Екатерина Смирнова')
})

test('the list covers neither the field nor leaves the window', async ({ capturing: { app, capture } }) => {
  await app.type('Ask @')
  const list = capture.getByRole('listbox', { name: 'People' })
  await expect(list).toBeVisible()
  await expect
    .poll(async () => {
      const [above, below] = await Promise.all([field(capture).boundingBox(), list.boundingBox()])
      const height = await capture.evaluate(() => innerHeight)
      return above && below && above.y + above.height <= below.y && below.y + below.height <= height
    })
    .toBe(true)
})
