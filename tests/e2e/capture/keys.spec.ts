import { summonKeys } from '../../../scripts/desktop/hands.ts'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Desktop } from '../../../scripts/desktop/desktop.ts'
import { waitFor } from '../../../scripts/system/wait.ts'
import type { App } from '../../support/app/app.ts'
import { field } from '../../support/app/capture-window.ts'
import { expect, signIn, summon, test } from '../../support/app/portal.ts'

const run = promisify(execFile)

/** Keys by their place on the keyboard (evdev's numbers), whatever the layout makes of them. */
const physical = { z: '52', enter: '36', '6': '15', space: '65', l: '46', j: '44', u: '30' }

/** While `work` runs the keyboard is a Russian one. */
async function onRussianKeyboard({ env }: Desktop, work: () => Promise<void>) {
  await run('setxkbmap', ['ru,us'], { env })
  try {
    await work()
  } finally {
    await run('setxkbmap', ['us,ru'], { env })
  }
}

const save = async (app: App, text: string) => {
  await summon(app)
  await app.type(text)
  await app.press('Return')
  await expect.poll(app.captureIsUp).toBe(false)
}

test('Alt+Enter saves and stays, with the chips of project, people and stage', async ({
  capturing: { app, capture },
  portal,
}) => {
  await app.type('First @john +Marketing /later #once tomorrow')
  await app.press('alt+Return')
  await expect(field(capture)).toHaveValue('@john +Marketing /later ')
  await app.type('second')
  await app.press('Return')
  expect(await portal.task('First')).toMatchObject({ responsibleId: '5', groupId: '3' })
  expect(await portal.task('second')).toMatchObject({ responsibleId: '5', groupId: '3', deadline: null })
})

test('Esc after Alt+Enter leaves no tokens behind in the field', async ({ capturing: { app, capture } }) => {
  await app.type('First @john +Marketing')
  await app.press('alt+Return')
  await expect(field(capture)).toHaveValue('@john +Marketing ')
  await app.press('Escape')
  await expect.poll(app.captureIsUp).toBe(false)
  await summon(app)
  await expect(field(capture)).toHaveValue('')
})

test('Ctrl+Z after saving takes the capture back, and its text into the field', async ({
  signedIn: { app },
  portal,
}) => {
  await save(app, 'Too hasty tomorrow')
  await portal.task('Too hasty')
  const capture = await summon(app)
  await app.press('ctrl+z')
  await expect(field(capture)).toHaveValue('Too hasty tomorrow')
  await expect.poll(() => portal.tasksNamed('Too hasty')).toEqual([])
})

test('the arrow up in an empty field walks the earlier captures, and Esc leaves them', async ({
  signedIn: { app },
}) => {
  await save(app, 'Older one')
  await save(app, 'Newer one')
  const capture = await summon(app)
  const seen: string[] = []
  for (const key of ['Up', 'Up', 'Down', 'Escape']) {
    const before = await field(capture).inputValue()
    await app.press(key)
    seen.push(
      await waitFor('another text', async () => {
        const value = await field(capture).inputValue()
        return value !== before && `${key}: ${value}`
      }),
    )
  }
  expect(seen).toEqual(['Up: Newer one', 'Up: Older one', 'Down: Newer one', 'Escape: '])
  expect(await app.captureIsUp()).toBe(true)
})

test('Shift+Enter makes a line of description, in a field that grows with it', async ({
  capturing: { app, capture },
  portal,
}) => {
  const height = async () => (await field(capture).boundingBox())?.height ?? 0
  const before = await height()
  await app.type('Title')
  await app.press('shift+Return')
  await app.type('More about it')
  await expect.poll(height).toBeGreaterThan(before)
  await app.press('Return')
  expect(await portal.task('Title')).toMatchObject({ description: 'More about it' })
})

test('the shortcut pressed many times in a row does no harm', async ({ capturing: { app, capture } }) => {
  await app.type('half a thought')
  await app.xdotool('key', '--repeat', '9', '--repeat-delay', '5', summonKeys)
  // It may be up or away after that; either way it is brought up again.
  await expect(async () => {
    if (!(await app.captureIsUp())) await app.press(summonKeys)
    await expect.poll(app.captureIsUp, { timeout: 2_000 }).toBe(true)
  }).toPass()
  await expect(field(capture)).toHaveValue('half a thought')
})

test('every key works on a Russian layout, by its place', async ({ signedIn: { app }, portal, desktop }) => {
  await onRussianKeyboard(desktop, async () => {
    const capture = await summon(app)
    await app.press(physical.z)
    await expect(field(capture)).toHaveValue('я')
    await app.press(`alt+${physical.enter}`)
    await expect(field(capture)).toHaveValue('')
    await portal.task('я')
    await app.press(`ctrl+${physical.z}`)
    await expect(field(capture)).toHaveValue('я')
    await expect.poll(() => portal.tasksNamed('я')).toEqual([])
    await app.press('ctrl+shift+BackSpace')
    await expect(field(capture)).toHaveValue('')
    await app.press(`ctrl+${physical.z}`)
    await expect(field(capture)).toHaveValue('я')
  })
})

test('on a Russian layout the key of ^ names the task that a thought is a part of', async ({
  launch,
  portal,
  desktop,
}) => {
  const fields = { TITLE: 'Договор с банком', RESPONSIBLE_ID: 1 }
  const { task } = (await portal.call('tasks.task.add', { fields })) as { task: { id: string } }
  const app = await launch()
  await signIn(app, portal)
  await onRussianKeyboard(desktop, async () => {
    const capture = await summon(app)
    await app.press(physical.z, physical.space, `shift+${physical[6]}`, physical.l, physical.j, physical.u)
    await expect(field(capture)).toHaveValue('я :дог')
    await expect(capture.getByRole('listbox', { name: 'Tasks' })).toBeVisible()
    await app.press('Tab')
    await expect(field(capture)).toHaveValue('я ^"Договор с банком" ')
    await app.press(physical.enter)
    expect(await portal.task('я')).toMatchObject({ parentId: task.id })
  })
})

test('what is thrown away comes back with Ctrl+Z, and with Undo', async ({ capturing: { app, capture } }) => {
  await app.type('never mind')
  await app.press('ctrl+shift+BackSpace')
  await expect(field(capture)).toHaveValue('')
  await app.press('ctrl+z')
  await expect(field(capture)).toHaveValue('never mind')
  await capture.getByRole('button', { name: 'Throw the draft away' }).click()
  await expect(field(capture)).toHaveValue('')
  await capture.getByRole('button', { name: 'Undo' }).click()
  await expect(field(capture)).toHaveValue('never mind')
})
