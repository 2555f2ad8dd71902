import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { App } from '../../support/app/app.ts'
import { attachments } from '../../support/app/capture-window.ts'
import { dropFiles } from '../../support/app/drop-files.ts'
import { signIn, test as base, type People } from '../../support/app/oauth.ts'
import { expect, summon } from '../../support/app/portal.ts'

/** A folder for the files of a test. */
const test = base.extend<{ folder: string }>({
  // Playwright reads from this pattern that the fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'quickplan-files-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
})

const click = (main: Page, name: string) => main.getByRole('button', { name, exact: true }).click()

/** Lets the token run out under the next call of a method; tells how often it was asked since. */
function expireUnder(people: People, wanted: string): () => number {
  let times = 0
  people.faults.before = ({ method, api }) => {
    if (method !== wanted) return undefined
    expect(api, 'REST 3.0 does not say that a token has expired').toBe('v3')
    return ++times === 1 ? { kind: 'expired-token' } : undefined
  }
  return () => times
}

/** A minute passes on the clock by which the app counts how old a token is; one that was just made is not exchanged. */
const minutePasses = ({ app }: App) =>
  app.evaluate(() => {
    const before = performance.now.bind(performance)
    performance.now = () => before() + 60_000
  })

test('a token that runs out under an open app is exchanged unseen by a capture, a file, an edit and a comment', async ({
  app,
  people,
  card,
  browserPage,
  folder,
}) => {
  await writeFile(join(folder, 'plan.csv'), '1;2;3')
  const main = await signIn(app, people, card, browserPage)
  const isSent = (title: string) =>
    expect(main.getByRole('button', { name: `Open “${title}” in the browser` })).toBeVisible()

  await minutePasses(app)
  const added = expireUnder(people, 'tasks.task.add')
  const capture = await summon(app)
  await app.type('Budget of the office')
  await app.press('Return')
  await main.getByRole('button', { name: /^Sent/ }).click()
  await isSent('Budget of the office')
  expect(added()).toBe(2)

  await minutePasses(app)
  const attached = expireUnder(people, 'tasks.task.file.attach')
  await summon(app)
  await app.type('Figures of the office')
  await dropFiles(capture, [join(folder, 'plan.csv')])
  await expect(attachments(capture)).toHaveCount(1)
  await app.press('Return')
  await isSent('Figures of the office')
  expect(attached()).toBe(2)
  expect((await taskNamed(people, 'Figures of the office'))?.['ufTaskWebdavFiles']).toHaveLength(1)

  await minutePasses(app)
  const changed = expireUnder(people, 'tasks.task.update')
  await click(main, 'More of “Budget of the office”')
  await click(main, 'Edit')
  await main.getByLabel('Title').fill('Budget of both offices')
  await click(main, 'Save')
  await isSent('Budget of both offices')
  expect(changed()).toBe(2)

  await minutePasses(app)
  const said = expireUnder(people, 'tasks.task.chat.message.send')
  await click(main, 'Comment')
  await main.getByLabel('Comment on “Budget of both offices”').fill('Agreed')
  await click(main, 'Send')
  await expect(main.getByText('The comment is on the task.')).toBeVisible()
  expect(said()).toBe(2)

  for (const page of [main, capture]) {
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0)
  }
})

/** The task of this title, as the old API tells it to the first user. */
async function taskNamed({ webhook }: People, title: string): Promise<Record<string, unknown> | undefined> {
  const body = JSON.stringify({ filter: { TITLE: title }, select: ['ID', 'TITLE', 'UF_TASK_WEBDAV_FILES'] })
  const headers = { 'Content-Type': 'application/json' }
  const reply = await fetch(`${webhook}tasks.task.list`, { method: 'POST', headers, body })
  return ((await reply.json()) as { result: { tasks: Record<string, unknown>[] } }).result.tasks[0]
}
