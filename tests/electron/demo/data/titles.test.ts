import { afterEach, expect, test } from 'vitest'
import type { TitleStorage } from '../../../../electron/demo/data/titles.ts'
import { demoPortal } from '../../bitrix/support.ts'

type Portal = Awaited<ReturnType<typeof demoPortal>>
let portal: Portal
afterEach(() => portal.close())

const add = async (title: string, titles: TitleStorage = 'encoding') => {
  portal = await demoPortal({ titles })
  const fields = { TITLE: title, RESPONSIBLE_ID: 1 }
  const { result } = await portal.client.v2('tasks.task.add', { fields }, { kind: 'write' })
  return (result as { task: { title: string } }).task.title
}
const count = async (pattern: string) => {
  const { result } = await portal.client.v2(
    'tasks.task.list',
    { filter: { TITLE: pattern } },
    { kind: 'read' },
  )
  return (result as { tasks: unknown[] }).tasks.length
}

test('the end of a long title is lost without a word', async () => {
  expect(await add('x'.repeat(423))).toBe('x'.repeat(250))
})

test('emoji count as they are stored', async () => {
  expect(await add('😀'.repeat(30))).toBe('😀'.repeat(25))
})

test('a title with an emoji is not found by its own text', async () => {
  expect(await add('Zip 😀')).toBe('Zip 😀')
  expect([await count('Zip 😀'), await count('Zip %')]).toEqual([0, 1])
})

test('an old portal loses emoji and stores entities', async () => {
  expect(await add('Q&A 😀', 'dropping')).toBe('Q&amp;A ')
})
