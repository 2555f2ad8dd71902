import { pasteFile } from '../support/app/capture-window.ts'
import { expect, refusal, save, summon, test } from '../support/app/portal.ts'

test('a file whose upload lost its answer is on the Drive once', async ({ signedIn: { app }, portal }) => {
  let lost = 0
  portal.break(({ method }) =>
    method === 'disk.storage.uploadfile' && lost++ === 0 ? { kind: 'reset-after' } : undefined,
  )
  const capture = await summon(app)
  await app.type('With a file')
  await pasteFile(capture, 'report.txt', 'all of it')
  await app.press('Return')
  await expect
    .poll(async () => (await portal.task('With a file'))['ufTaskWebdavFiles'])
    .toEqual([expect.any(String)])
  expect(await portal.files()).toEqual([{ name: 'report.txt', size: 9 }])
})

test('tags that the portal refuses are told with the reason, and come with the next try', async ({
  signedIn: { app, main },
  portal,
}) => {
  portal.break(({ method }) =>
    method === 'tasks.task.update' ? refusal('ERROR_CORE', 'No tags on Sundays') : undefined,
  )
  await save(app, 'Tagged #call')
  await main.getByRole('button', { name: 'Sent' }).click()
  const row = main.getByRole('listitem').filter({ hasText: 'Tagged' })
  await expect(row.getByText('Needs attention')).toBeVisible()
  await expect(row.getByText('No tags on Sundays').first()).toBeVisible()
  expect((await portal.task('Tagged'))['tags']).toEqual([])
  portal.break(null)
  await main.getByRole('button', { name: 'Try again to send “Tagged”' }).click()
  await expect
    .poll(async () => Object.values((await portal.task('Tagged'))['tags'] as object))
    .toMatchObject([{ title: 'call' }])
})

test('a file that the portal refuses is told with the reason, and comes with the next try', async ({
  signedIn: { app, main },
  portal,
}) => {
  portal.break(({ method }) =>
    method === 'disk.storage.uploadfile' ? refusal('DISK_QUOTA', 'The Drive is full') : undefined,
  )
  const capture = await summon(app)
  await app.type('Heavy')
  await pasteFile(capture, 'report.txt', 'all of it')
  await app.press('Return')
  await main.getByRole('button', { name: 'Sent' }).click()
  await expect(main.getByText('The Drive is full').first()).toBeVisible()
  portal.break(null)
  await main.getByRole('button', { name: 'Try again to send “Heavy”' }).click()
  await expect
    .poll(async () => (await portal.task('Heavy'))['ufTaskWebdavFiles'])
    .toEqual([expect.any(String)])
})

test('a capture that the portal refuses does not hold up the one behind it', async ({
  signedIn: { app },
  portal,
}) => {
  portal.break(({ method, body }) =>
    method === 'tasks.task.add' && JSON.stringify(body).includes('Poison')
      ? { kind: 'html', status: 500 }
      : undefined,
  )
  for (const text of ['Poison', 'Healthy']) {
    await save(app, text)
    await expect.poll(app.captureIsUp).toBe(false)
  }
  await portal.task('Healthy')
  expect(await portal.tasksNamed('Poison')).toEqual([])
})

test.describe('on a portal without REST 3.0', () => {
  test.use({ rest3: false })

  test('every token becomes the one task', async ({ signedIn: { app }, portal }) => {
    await save(app, 'Old but good @john @emily +Marketing #call ! ~45m /later')
    await expect
      .poll(async () => {
        const { tags, ...task } = await portal.task('Old but good')
        return { ...task, tags: Object.values(tags as object) }
      })
      .toMatchObject({
        responsibleId: '5',
        accomplices: ['8'],
        groupId: '3',
        priority: '2',
        timeEstimate: '2700',
        tags: [{ title: 'call' }],
      })
    expect(await portal.tasksNamed('Old but good')).toHaveLength(1)
  })

  test('a lost answer is looked up and nothing is made twice', async ({
    signedIn: { app, main },
    portal,
  }) => {
    let lost = 0
    portal.break(({ method, api }) =>
      method === 'tasks.task.add' && api === 'v2' && lost++ === 0 ? { kind: 'reset-after' } : undefined,
    )
    await save(app, 'Only once')
    await main.getByRole('button', { name: 'Sent' }).click()
    await expect(main.getByRole('button', { name: 'Open “Only once” in the browser' })).toBeVisible()
    expect(await portal.tasksNamed('Only once')).toHaveLength(1)
  })
})
