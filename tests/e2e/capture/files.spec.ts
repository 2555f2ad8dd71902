import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { attachments, field } from '../../support/app/capture-window.ts'
import { dropFiles } from '../../support/app/drop-files.ts'
import { expect, signIn, summon, test as base, type TestPortal } from '../../support/app/portal.ts'

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

/** Pastes a picture that is no file, as a screenshot is none: it has bytes and no path. */
const pastePicture = (capture: Page) =>
  field(capture).evaluate(async (area) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 })
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([picture ?? ''], 'image.png', { type: 'image/png' }))
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })

/** The numbers of a task's attachments. */
const attachedTo = async (portal: TestPortal, title: string) =>
  (await portal.task(title))['ufTaskWebdavFiles'] as string[]

test('dropped files and a pasted picture are attached to the task', async ({ launch, portal, folder }) => {
  await writeFile(join(folder, 'смета.txt'), 'сто рублей')
  await writeFile(join(folder, 'plan.csv'), '1;2;3')
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await app.type('With files')
  await dropFiles(capture, [join(folder, 'смета.txt'), join(folder, 'plan.csv')])
  await expect(attachments(capture)).toHaveCount(2)
  await pastePicture(capture)
  await expect(attachments(capture)).toHaveCount(3)
  await app.press('Return')
  await expect.poll(() => attachedTo(portal, 'With files')).toHaveLength(3)
  const files = await portal.files()
  expect(files.slice(0, 2)).toEqual([
    { name: 'смета.txt', size: 19 },
    { name: 'plan.csv', size: 5 },
  ])
  expect(files[2]?.name).toMatch(/^\d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.png$/)
})

test('Enter waits for files that are still being copied', async ({ launch, portal, folder }) => {
  const paths = ['a', 'b'].map((name) => join(folder, `${name}.mov`))
  for (const path of paths) await writeFile(path, Buffer.alloc(60 * 1024 * 1024, 1))
  const app = await launch()
  await signIn(app, portal)
  portal.break(() => ({ kind: 'reset-before' })) // what counts here is what is kept
  const capture = await summon(app)
  await app.type('With films')
  await dropFiles(capture, paths)
  await app.press('Return')
  const main = await app.main()
  await main.getByRole('button', { name: /^Sent/ }).click()
  await expect(main.getByRole('listitem').filter({ hasText: 'With films' })).toContainText('2 files')
})

test('an attachment shows its size and can be removed again', async ({ launch, portal, folder }) => {
  await writeFile(join(folder, 'big.bin'), Buffer.alloc(250_000))
  await writeFile(join(folder, 'small.bin'), 'x')
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await app.type('One of two')
  await dropFiles(capture, [join(folder, 'big.bin'), join(folder, 'small.bin')])
  await expect(attachments(capture).first()).toHaveText(/big\.bin\s+250 kB/)
  await capture.getByRole('button', { name: 'Remove big.bin' }).click()
  await expect(attachments(capture)).toHaveText([/small\.bin/])
  await app.press('Return')
  await expect.poll(() => attachedTo(portal, 'One of two')).toHaveLength(1)
  expect(await portal.files()).toEqual([{ name: 'small.bin', size: 1 }])
})

test('a folder and a file of two gigabytes are refused in words, and the text stays', async ({
  launch,
  portal,
  folder,
}) => {
  await mkdir(join(folder, 'photos'))
  const huge = await open(join(folder, 'film.mkv'), 'w')
  await huge.truncate(2 * 1024 ** 3)
  await huge.close()
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await app.type('Too much')
  await dropFiles(capture, [join(folder, 'photos')])
  await expect(capture.getByRole('alert')).toContainText('“photos” is a folder and cannot be attached.')
  await dropFiles(capture, [join(folder, 'film.mkv')])
  await expect(capture.getByRole('alert')).toContainText('“film.mkv” is larger than 1 GB.')
  await expect(attachments(capture)).toHaveCount(0)
  await expect(field(capture)).toHaveValue('Too much')
})

test('of too many files the first twenty are taken, and it is said', async ({ launch, portal, folder }) => {
  const paths = Array.from({ length: 21 }, (_, index) => join(folder, `${String(index)}.txt`))
  for (const path of paths) await writeFile(path, path)
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await dropFiles(capture, paths)
  await expect(capture.getByRole('alert')).toContainText('One task takes 20 files, not more.')
  await expect(attachments(capture)).toHaveCount(20)
  await expect
    .poll(() => capture.evaluate(() => document.documentElement.scrollHeight <= innerHeight))
    .toBe(true)
})

test('a page that makes up a path, or a token, gets no file', async ({ launch, portal, folder }) => {
  await writeFile(join(folder, 'secret.txt'), 'not given')
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  const taken = await capture.evaluate(
    async (path) => {
      type Given = {
        transport: Record<'attach' | 'invoke', (...input: unknown[]) => Promise<{ ok: boolean }>>
      }
      const { attach, invoke } = (window as unknown as Given).transport
      const token = crypto.randomUUID()
      const attempts = [
        attach([path]),
        attach([{ path }]),
        attach([Object.create(File.prototype, { path: { value: path } })]),
        attach([{ token, path }]),
        invoke('../files:begin', { name: path, path, isOnDisk: true }),
        invoke('../files:part', { token, path }),
        invoke('../files:end', { token, problem: null }),
      ]
      const replies = await Promise.all(attempts.map((one) => one.then(({ ok }) => ok).catch(() => false)))
      // A file that a page makes itself is what is in it, whatever it is called.
      await attach([new File(['made up'], path)])
      return replies
    },
    join(folder, 'secret.txt'),
  )
  expect(taken).toEqual(Array(7).fill(false))
  await expect(attachments(capture)).toHaveText([/secret\.txt\s+7 byte/])
})
