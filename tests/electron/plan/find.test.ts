import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Plan } from '../../../electron/model.ts'
import { createTaskFinder } from '../../../electron/plan/find.ts'
import { demoPortal } from '../bitrix/support.ts'

let portal: Awaited<ReturnType<typeof demoPortal>>
beforeEach(async () => {
  portal = await demoPortal()
})
afterEach(() => portal.close())

const task = (id: number, title: string, isCompleted = false) => ({ id, title, stageId: 1, isCompleted })
const plan = {
  stages: [{ id: 1, title: 'Inbox', color: '00C4FB' }],
  tasks: [task(1, 'Позвонить Анне'), task(2, 'Call the customer'), task(3, 'Call back', true)],
} as unknown as Plan

const finder = (account: () => string = () => 'anna', last: Plan | null = plan) =>
  createTaskFinder({
    client: portal.client,
    account,
    plan: () => Promise.resolve(account() === 'anna' ? last : null),
    named: () => [{ id: 9, title: 'Customer survey' }],
  })

test.each([
  ['cust', ['Call the customer', 'Customer survey']],
  ['позв', ['Позвонить Анне']],
  ['gjpd', ['Позвонить Анне']],
  ['сгые', ['Call the customer', 'Customer survey']],
  ['zzz', []],
])('among what is kept “%s” finds open tasks, in any layout', async (words, titles) => {
  const found = await finder().kept(words)
  expect(found.map(({ title }) => title).sort()).toEqual(titles.sort())
})

test('what is kept tells the stage of a task', async () => {
  expect(await finder().kept('позвонить')).toEqual([{ id: 1, title: 'Позвонить Анне', stage: 'Inbox' }])
})

test('tasks of another account are not found, however soon it was changed', async () => {
  let account = 'anna'
  const find = finder(() => account)
  expect(await find.kept('позв')).toHaveLength(1)
  account = 'boris'
  expect(await find.kept('позв')).toEqual([])
})

test('the portal finds words in a title, and in the other layout where there is nothing', async () => {
  const fields = { TITLE: 'Согласовать договор', RESPONSIBLE_ID: 1 }
  await fetch(`${portal.webhook}tasks.task.add`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fields }),
  })
  const titles = async (words: string) => (await finder().asked(words)).map(({ title }) => title)
  expect(await titles('асовать дог')).toContain('Согласовать договор')
  expect(await titles('cjukfcjdfnm ljujdjh')).toContain('Согласовать договор')
  expect(await titles('100%_')).toEqual([])
})
