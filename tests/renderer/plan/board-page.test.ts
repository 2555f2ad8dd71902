import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { openComponent } from '../../support/windows/window.ts'

const viewport = { width: 1000, height: 700 }
const open = async (hash = '') => {
  const page = await openComponent('board', { hash, viewport })
  await page.locator('[data-task="11"]').waitFor()
  return page
}
const card = (page: Page, id: number) => page.locator(`[data-task="${id}"] [data-stop]`)
const asked = (page: Page, name: string) =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { asked: [string, unknown][] }).asked
        .filter(([request]) => request === wanted)
        .map(([, input]) => input),
    name,
  )
const goOffline = (page: Page) =>
  page.evaluate(() => (window as unknown as { offline: () => Promise<void> }).offline())

async function drag(page: Page, id: number, by: { x: number; y: number }) {
  const box = await card(page, id).boundingBox()
  const [x, y] = [(box?.x ?? 0) + 10, (box?.y ?? 0) + 5]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by.x, y + by.y, { steps: 6 })
  await page.mouse.up()
}

describe('a menu', () => {
  test('of a card opens by right click, and moves the card', async () => {
    const page = await open()
    await card(page, 11).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Later' }).click()
    await page.locator('[data-stage="3"] [data-task="11"]').waitFor()
    expect(await asked(page, 'tasks.move')).toMatchObject([{ taskIds: [11], stageId: 3 }])
  })

  test.each(['ContextMenu', 'Shift+F10'])('of a card opens by %s and gives the focus back', async (key) => {
    const page = await open()
    await card(page, 12).focus()
    await page.keyboard.press(key)
    await page.getByRole('menuitem', { name: /^Open in the browser/ }).waitFor()
    await page.keyboard.press('Escape')
    expect(await card(page, 12).evaluate((it) => it === document.activeElement)).toBe(true)
  })

  test('of a stage opens by right click on its empty part, with its keys', async () => {
    const page = await open()
    await page.locator('[data-stage="3"] [data-cards]').click({ button: 'right' })
    expect(await page.getByRole('menuitem', { name: /^Rename/ }).textContent()).toContain('F2')
  })

  test('of the board opens by right click beside the stages', async () => {
    const page = await open()
    await page.mouse.click(990, 400, { button: 'right' })
    await page.getByRole('menuitem', { name: 'Compact cards' }).click()
    expect(await asked(page, 'board-preferences.keep')).toMatchObject([{ preferences: { isCompact: true } }])
  })
})

describe('a task that demands a result', () => {
  const ask = async (page: Page) => {
    await card(page, 16).focus()
    await page.keyboard.press('Control+Enter')
    return page.getByRole('dialog')
  }

  test('asks for it when it is completed, in a line that has the focus', async () => {
    const page = await open('more')
    const dialog = await ask(page)
    await dialog.waitFor()
    const field = dialog.getByRole('textbox')
    expect(await field.evaluate((it) => it === document.activeElement)).toBe(true)
    expect(await dialog.getByRole('button').last().isDisabled()).toBe(true)
    await page.keyboard.type('Signed by both')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await asked(page, 'tasks.add-result')).toEqual([{ taskId: 16, text: 'Signed by both' }])
    await page.locator('[data-task="16"]').waitFor({ state: 'detached' })
  })

  test('keeps what was written where the portal refuses it, and says why', async () => {
    const page = await open('more')
    const dialog = await ask(page)
    await dialog.getByRole('textbox').fill('refuse this')
    await page.keyboard.press('Enter')
    await dialog.getByRole('alert').filter({ hasText: 'does not let you do this' }).waitFor()
    expect(await dialog.getByRole('textbox').inputValue()).toBe('refuse this')
  })

  test('stays as it is when the line is put away', async () => {
    const page = await open('more')
    const dialog = await ask(page)
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await asked(page, 'tasks.add-result')).toEqual([])
    expect(await card(page, 16).isVisible()).toBe(true)
  })
})

test('a card tells how many tasks of the board are a part of it', async () => {
  const page = await open('more')
  await page.locator('[data-task="16"]').getByText('3 subtasks').waitFor()
})

test('F2 on a card does not rename its stage', async () => {
  const page = await open()
  await card(page, 11).focus()
  await page.keyboard.press('F2')
  expect(await page.getByLabel('Name of the stage').count()).toBe(0)
})

describe('without a connection', () => {
  const reason = /The portal cannot be reached, so the board cannot be changed/

  test('completing says why it cannot be, once', async () => {
    const page = await open()
    await goOffline(page)
    await card(page, 11).focus()
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Enter')
    const notices = page.locator('.notices').getByText(reason)
    await notices.waitFor()
    expect(await notices.count()).toBe(1)
    expect(await asked(page, 'tasks.complete')).toEqual([])
  })

  test('dragging says why it cannot be', async () => {
    const page = await open()
    await goOffline(page)
    const box = await card(page, 11).boundingBox()
    await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 5)
    await page.mouse.down()
    await page.mouse.move((box?.x ?? 0) + 90, (box?.y ?? 0) + 60, { steps: 4 })
    await page.locator('.notices').getByText(reason).waitFor()
    expect(await page.locator('.ghost').count()).toBe(0)
    await page.mouse.up()
  })
})

describe('a task of a Scrum project', () => {
  const reason = /stays in its backlog or sprint/

  test('cannot be dragged, and the board says why', async () => {
    const page = await open()
    await drag(page, 15, { x: 300, y: 0 })
    await page.locator('.notices').getByText(reason).waitFor()
    expect(await asked(page, 'tasks.move')).toEqual([])
  })

  test('cannot be moved by its menu, which says why, nor by key', async () => {
    const page = await open()
    await card(page, 15).click({ button: 'right' })
    const place = page.getByRole('menuitem', { name: /^This week/ })
    expect([await place.getAttribute('aria-disabled'), await place.textContent()]).toEqual([
      'true',
      expect.stringMatching(reason),
    ])
    await page.keyboard.press('Escape')
    await card(page, 15).focus()
    await page.keyboard.press('Control+Shift+ArrowRight')
    await page.locator('.notices').getByText(reason).waitFor()
    expect(await asked(page, 'tasks.move')).toEqual([])
  })

  test('keeps its stage, and what is beside it can go', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Move the stage “Later”' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Actions for “Inbox”' }).click()
    await page.getByRole('menuitem', { name: /^Delete/ }).click()
    await page.getByRole('dialog', { name: '“Inbox” cannot be deleted' }).waitFor()
    await page.getByRole('button', { name: 'Move 4 other tasks' }).click()
    await page.locator('[data-stage="3"] [data-task="11"]').waitFor()
    expect(await asked(page, 'stages.delete')).toEqual([])
  })
})

describe('order by hand', () => {
  test('a card is dragged between two others', async () => {
    const page = await open()
    const to = await page.locator('[data-task="14"]').boundingBox()
    const from = await card(page, 11).boundingBox()
    await drag(page, 11, { x: 20, y: (to?.y ?? 0) - (from?.y ?? 0) + 2 })
    await page.waitForFunction(
      () => document.querySelectorAll('[data-stage="1"] [data-task]')[2]?.getAttribute('data-task') === '11',
    )
    expect(await asked(page, 'tasks.place')).toEqual([{ taskId: 11, stageId: 1, beside: { before: 14 } }])
  })

  test('keys take a card up and down, and undo puts it back', async () => {
    const page = await open()
    await card(page, 12).focus()
    await page.keyboard.press('Control+Shift+ArrowUp')
    const first = (id: number) =>
      page.waitForFunction(
        (wanted) =>
          document.querySelector('[data-stage="1"] [data-task]')?.getAttribute('data-task') ===
          String(wanted),
        id,
      )
    await first(12)
    await page.keyboard.press('Control+z')
    await first(11)
  })
})

test('a task that awaits acceptance looks completed, says so, and can be accepted or returned', async () => {
  const page = await open()
  await page.locator('[data-task="14"].completed').getByText('Awaits acceptance').waitFor()
  await card(page, 14).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Return for rework' }).click()
  expect(await asked(page, 'tasks.act')).toEqual([{ taskId: 14, action: 'disapprove' }])
})

test('a started task says so, and its menu offers to pause it', async () => {
  const page = await open()
  await card(page, 11).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Start' }).click()
  await page.locator('[data-task="11"]').getByText('In progress').waitFor()
  await card(page, 11).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Pause' }).waitFor()
})

test('the filter understands signs, and shows how many it found and what is hidden', async () => {
  const page = await open()
  await page.getByLabel('Filter tasks').fill('@алекс')
  await page.getByText('2 tasks found').waitFor()
  await page.getByRole('button', { name: 'Actions for “Inbox”' }).click()
  await page.getByRole('menuitem', { name: 'Collapse' }).click()
  await page.getByText('2 in collapsed stages').waitFor()
})

test('Enter in the choice of a board takes the only hit', async () => {
  const page = await open()
  await page.getByRole('heading', { level: 1 }).getByRole('button').click()
  await page.getByLabel('Search projects').fill('webs')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('[popover]') === null)
  expect(await page.getByLabel('Search projects').count()).toBe(0)
})

test('hovering a card moves nothing, and no button covers its words', async () => {
  const page = await open()
  const title = page.locator('[data-task="12"] .title')
  const before = await title.boundingBox()
  await card(page, 12).hover()
  expect(await title.boundingBox()).toEqual(before)
  for (const id of [11, 12, 13, 14]) {
    const overlaps = await page.locator(`[data-task="${id}"]`).evaluate((it) => {
      const boxOf = (part: Element) => part.getBoundingClientRect()
      const text = document.createRange()
      text.selectNodeContents(it.querySelector('.title') ?? it)
      const words = [
        boxOf(it.querySelector('.title') ?? it),
        ...[...it.querySelectorAll('.facts > span')].map(boxOf),
      ]
      const over = [...it.querySelectorAll('.menu button, .select')].map(boxOf)
      return words.some((one) =>
        over.some(
          (b) => one.left < b.right && b.left < one.right && one.top < b.bottom && b.top < one.bottom,
        ),
      )
    })
    expect([id, overlaps]).toEqual([id, false])
  }
})

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('axe finds nothing, with a menu open too', async () => {
    const page = await openComponent('board', { colorScheme, viewport })
    await page.locator('[data-task="11"]').waitFor()
    await card(page, 12).click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  })
})
