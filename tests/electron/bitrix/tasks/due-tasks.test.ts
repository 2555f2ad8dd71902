import { expect, test } from 'vitest'
import { dueTasks } from '../../../../electron/bitrix/tasks/due-tasks.ts'
import { demoPortal } from '../support.ts'

const minute = 60_000

test('a portal tells the caller’s own open tasks with a deadline between two moments, the nearest first', async () => {
  const portal = await demoPortal()
  const now = Date.now()
  const at = (minutes: number) => new Date(now + minutes * minute).toISOString()
  const add = async (title: string, minutes: number, more: object = {}) => {
    const fields = { TITLE: title, RESPONSIBLE_ID: 1, DEADLINE: at(minutes), ...more }
    await fetch(`${portal.webhook}tasks.task.add`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ fields }),
    })
  }
  await add('Later', 20)
  await add('Soon', 10)
  await add('Tomorrow', 3000)
  await add('Completed', 10, { STATUS: 5 })
  await add('Somebody else’s', 10, { RESPONSIBLE_ID: 2 })
  const found = await dueTasks(portal.client, new Date(now), new Date(now + 60 * minute))
  const titles = found.map(({ title }) => title)
  expect(titles.filter((title) => ['Soon', 'Later', 'Tomorrow', 'Somebody else’s'].includes(title))).toEqual([
    'Soon',
    'Later',
  ])
  await portal.close()
})
