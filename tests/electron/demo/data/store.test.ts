import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PortalData } from '../../../../electron/demo/data/data.ts'
import { seed } from '../../../../electron/demo/data/seed.ts'
import { openStore } from '../../../../electron/demo/data/store.ts'
import { addTask, startPortal, tasksIn, v2, v3 } from '../support.ts'
import { othersWithAccess } from '../../../support/privacy.ts'

let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-portal-'))
  file = join(folder, 'deeper', 'portal.json')
})

afterEach(() => rm(folder, { recursive: true }))

describe('the data file', () => {
  test('keeps tasks, stages, places and idempotency keys between starts', async () => {
    const body = { fields: { title: 'Once only', creatorId: 1, responsibleId: 1 } }
    const first = await startPortal({ file })
    const id = (await v3(first, 'tasks.task.add', body, { key: 'k' })).body.result.item.id
    const stage = (await v2(first, 'task.stages.add', { fields: { TITLE: 'New', AFTER_ID: 5 } })).body.result
    await v2(first, 'task.stages.movetask', { id, stageId: stage })
    await first.close()

    const second = await startPortal({ file })
    expect(await tasksIn(second, Number(stage))).toEqual([id])
    const again = await v3(second, 'tasks.task.add', body, { key: 'k' })
    expect([again.headers.get('idempotent-replayed'), again.body.result.item.id]).toEqual(['true', id])
    expect(second.webhook.split('/').at(-2)).toBe(first.webhook.split('/').at(-2))
  })

  test('holds a change as soon as it is answered', async () => {
    const portal = await startPortal({ file })
    await addTask(portal, { title: 'Survives a power cut' })
    expect(await readFile(file, 'utf8')).toContain('Survives a power cut')
  })

  test('holds no webhook code and no key, and is for its owner only', async () => {
    const portal = await startPortal({ file, key: 'the key of the portal' })
    await addTask(portal)
    const text = await readFile(file, 'utf8')
    for (const { webhook } of portal.users) expect(text).not.toContain(webhook.split('/').at(-2))
    expect(text).not.toContain('the key of the portal')
    expect(await othersWithAccess(file)).toEqual([])
  })

  test('fresh starts over', async () => {
    const first = await startPortal({ file })
    await addTask(first, { title: 'Forgotten' })
    await first.close()
    const second = await startPortal({ file, fresh: true })
    expect((await v2(second, 'tasks.task.list', {})).body.total).toBe(40)
    expect(await readFile(file, 'utf8')).not.toContain('Forgotten')
  })

  test.each(['', '{"version":1', '{"version":2}', '[]', '\u0000\u0001'])(
    'with %j inside is set aside',
    async (content) => {
      await mkdir(join(folder, 'deeper'))
      await writeFile(file, content)
      const setAside: (string | null)[] = []
      const portal = await startPortal({ file, onDamaged: (path) => setAside.push(path) })
      expect((await v2(portal, 'tasks.task.list', {})).body.total).toBe(40)
      expect(setAside[0]).toMatch(/portal\.json\.damaged-\d{4}-/)
      expect(await readFile(setAside[0] ?? '', 'utf8')).toBe(content)
    },
  )

  test('that cannot be written does no harm, and is written when it can be', async () => {
    await writeFile(join(folder, 'deeper'), 'a file where the folder should be')
    let failures = 0
    const portal = await startPortal({ file, onWriteFailed: () => (failures += 1) })
    expect(await addTask(portal, { title: 'Kept in memory' })).toBe(41)
    expect(failures).toBe(2)
    await rm(join(folder, 'deeper'))
    await portal.close()
    expect(await readFile(file, 'utf8')).toContain('Kept in memory')
  })

  test('is written once for a burst of changes', async () => {
    const now = () => new Date('2026-11-22T10:00:00Z')
    const store = await openStore({ file, fresh: false, seed: () => seed('en', now()), now })
    const writes: Promise<void>[] = []
    for (let change = 0; change < 100; change += 1) {
      store.data.next.tag += 1
      store.changed()
      writes.push(store.saved())
    }
    const before = store.data.next.tag
    await Promise.all(writes)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ next: { tag: before } })
    await chmod(file, 0o600)
    expect(await readdir(join(folder, 'deeper'))).toEqual(['portal.json'])
  })
})

describe('the seed', () => {
  const now = new Date('2026-11-22T10:00:00Z')

  test('is a company of 12 people, 7 projects and 40 tasks in 5 stages', () => {
    const data = seed('en', now)
    expect([data.users.length, data.projects.length, data.tasks.length]).toEqual([12, 7, 40])
    const plan = data.stages.filter((stage) => stage.entityType === 'U')
    expect(new Set(plan.map((stage) => stage.color)).size).toBe(5)
    for (const stage of plan) expect(data.placements.some((place) => place.stageId === stage.id)).toBe(true)
    expect(new Set(data.placements.map((place) => place.taskId)).size).toBe(40)
  })

  test('places only tasks that the first user has a part in', () => {
    for (const task of seed('en', now).tasks) expect([task.creatorId, task.responsibleId]).toContain(1)
  })

  test('is the same every time, and its deadlines follow the clock', () => {
    expect(seed('en', now)).toEqual(seed('en', now))
    const later = seed('en', new Date(now.getTime() + 86_400_000))
    expect(later.tasks.map(({ title }) => title)).toEqual(seed('en', now).tasks.map(({ title }) => title))
    const deadlines = seed('en', now).tasks.map(({ deadline }) => deadline)
    expect(deadlines.some((deadline) => deadline === null)).toBe(true)
    expect(deadlines.some((deadline) => deadline !== null && Date.parse(deadline) < now.getTime())).toBe(true)
    expect(deadlines.some((deadline) => deadline !== null && Date.parse(deadline) > now.getTime())).toBe(true)
  })

  test('speaks the language that is asked for, in stages, tasks, tags and checklists', () => {
    const isRussian = (text: string) => /[а-яё]/i.test(text)
    const textsOf = ({ stages, tasks, checklistItems }: PortalData) => [
      ...stages.filter(({ entityType }) => entityType === 'U').map(({ title }) => title),
      ...tasks.flatMap(({ title, description, tags }) => [
        title,
        description,
        ...tags.map((tag) => tag.title),
      ]),
      ...checklistItems.map(({ title }) => title),
    ]
    expect(textsOf(seed('en', now)).filter(isRussian)).toEqual([])
    expect(textsOf(seed('ru', now)).filter((text) => text !== '' && !isRussian(text))).toEqual([])
  })

  test('has names of both kinds in either language', () => {
    for (const language of ['en', 'ru'] as const) {
      const names = seed(language, now).users.map(({ lastName }) => lastName)
      expect(names.some((name) => /[а-я]/.test(name)) && names.some((name) => /[a-z]/.test(name))).toBe(true)
    }
  })
})
