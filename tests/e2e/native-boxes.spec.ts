import { summonKeys } from '../../scripts/desktop/hands.ts'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitFor } from '../../scripts/system/wait.ts'
import { field } from '../support/app/capture-window.ts'
import type { App } from '../support/app/app.ts'
import { expect, signIn, summon, test as base } from '../support/app/portal.ts'
import { startPlainly, type PlainApp } from '../support/app/plain-start.ts'

type Start = (options: { dataDir: string; args?: string[]; disk?: string }) => Promise<PlainApp>

/**
 * `plain` starts the app with nothing looking into it. Its native boxes are set to let the keyboard into their words (GTK's
 * caret navigation, for people who cannot use a mouse), so that they can be read.
 */
const test = base.extend<{ plain: Start; folder: string }>({
  // Playwright reads from this pattern that the fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'quickplan-boxes-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  plain: async ({ desktop, folder }, use) => {
    const apps: PlainApp[] = []
    const config = join(folder, 'config')
    await mkdir(join(config, 'gtk-3.0'), { recursive: true })
    await writeFile(join(config, 'gtk-3.0', 'settings.ini'), '[Settings]\ngtk-keynav-use-caret=1\n')
    await use(async (options) => {
      const app = await startPlainly({ ...options, desktop, env: { XDG_CONFIG_HOME: config } })
      apps.push(app)
      return app
    })
    for (const app of apps) await app.kill()
  },
})

/** Words that get the focus are selected, and so can be had by everybody on the display. */
const selected = ({ app }: App) =>
  app.evaluate(({ clipboard }) => {
    type Older = { readText: (type: 'selection') => string }
    const { selection } = clipboard as Partial<typeof clipboard> // older Electrons have none
    return selection ? selection.readText() : (clipboard as unknown as Older).readText('selection')
  })

/** What is in the files that hold what is the person's; others change while the first app lives. */
async function contentOf(dataDir: string): Promise<Record<string, string>> {
  const own = /^(accounts|draft|endpoint|settings|places)\.json$|^(attachments|captures)\//
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length + 1))
    .filter((name) => own.test(name))
  const hashes = names.map(async (name) => [name, hashOf(await readFile(join(dataDir, name)))] as const)
  return Object.fromEntries(await Promise.all(hashes))
}
/** Empty until one is kept. */
const draftIn = (dataDir: string) => readFile(join(dataDir, 'draft.json'), 'utf8').catch(() => '')

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')

test('an app whose data folder another one holds says so, ends, and changes nothing', async ({
  launch,
  portal,
  plain,
}) => {
  const first = await launch()
  await signIn(first, portal)
  const capture = await summon(first)
  await first.type('Half a thought')
  await expect.poll(() => draftIn(first.dataDir)).toContain('Half a thought')
  const before = await contentOf(first.dataDir)
  expect(Object.keys(before)).toContain('draft.json')
  // In another container Chromium does not see who else is there.
  for (const name of await readdir(first.dataDir)) {
    if (name.startsWith('Singleton')) await rm(join(first.dataDir, name))
  }
  const second = await plain({ dataDir: first.dataDir })
  await second.window('^Quickplan$')
  await second.press('Tab')
  await expect.poll(() => selected(first)).toBe('Quickplan is running already')
  await second.press('Tab')
  await expect
    .poll(() => selected(first))
    .toContain(`Another Quickplan is using ${first.dataDir}. Close it first`)
  await second.press('Tab', 'Return')
  expect(await second.ended()).toBe(1)
  expect(await contentOf(first.dataDir)).toEqual(before)
  await expect(field(capture)).toHaveValue('Half a thought')
})

for (const [name, disk] of [
  ['is read-only', 'ro'],
  ['has no room for another file', 'nr_inodes=1'],
] as const) {
  test(`a data folder that ${name} is told in a box, and the app does not start`, async ({
    launch,
    plain,
    folder,
  }) => {
    const reader = await launch({ args: ['--hidden'] })
    const dataDir = join(folder, 'data')
    await mkdir(dataDir)
    const app = await plain({ dataDir, disk })
    await app.window('^Quickplan$')
    await app.press('Tab')
    await expect.poll(() => selected(reader)).toBe('Quickplan cannot write in its data folder')
    await app.press('Tab')
    await expect.poll(() => selected(reader)).toContain(`${dataDir} takes no files`)
    await app.press('Tab', 'Return')
    expect(await app.ended()).toBe(1)
    expect(await readdir(dataDir)).toEqual([])
  })
}

test('a capture window that hangs is asked about, and comes back with its draft', async ({
  plain,
  folder,
}) => {
  const app = await plain({ dataDir: folder, args: ['--demo', '--hidden'] })
  const typed = () => app.inPage('capture', "document.querySelector('textarea')?.value")
  const hasKeyboard = () =>
    app.inPage('capture', "document.hasFocus() && document.activeElement.localName === 'textarea'")
  await waitFor('the capture page', async () => (await typed()) === '', 60_000)
  await app.press(summonKeys)
  const capture = await app.window('^Quickplan$')
  await waitFor('the field', async () => (await hasKeyboard()) === true)
  await app.type('Half a thought')
  await waitFor('the draft', async () => (await draftIn(folder)).includes('Half a thought'))
  await app.inPage('capture', 'setTimeout(() => { for (;;); }), null')
  await app.press('x')
  await app.window('^Quickplan$', capture)
  // Behind its two lines of words come its buttons: wait, load it again, open the folder of the log.
  await app.press('Tab', 'Return')
  await waitFor('the draft in the new page', async () => (await typed()) === 'Half a thought', 30_000)
  const log = await readFile(join(folder, 'logs', 'quickplan.log'), 'utf8')
  expect(log).toContain('The capture window does not answer')
})
