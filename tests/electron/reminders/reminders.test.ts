import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DueTask } from '../../../electron/bitrix/tasks/due-tasks.ts'
import { watchReminders } from '../../../electron/reminders/reminders.ts'

const minute = 60_000
const start = Date.parse('2026-11-23T09:00:00Z')
beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A task whose deadline is so many minutes after nine. */
const dueAt = (minutes: number, id = minutes): DueTask => ({
  id,
  title: `Task ${String(id)}`,
  deadline: new Date(start + minutes * minute).toISOString(),
})

/** A portal with these tasks, `null` for one that cannot be reached, and an app that reminds 15 minutes before. */
function reminding(tasks: DueTask[] | null = [], store: Record<string, unknown> = {}) {
  const portal = { tasks, asked: 0 }
  const settings = { lead: (15 * minute) as number | null, account: 'anna' as string | null }
  const told: string[] = []
  const file = { store }
  const reminders = watchReminders({
    lead: () => settings.lead,
    account: () => settings.account,
    read: () => {
      portal.asked++
      return portal.tasks ? Promise.resolve(portal.tasks) : Promise.reject(new Error('Out of reach'))
    },
    file,
    tell: ({ title }) => told.push(title),
  })
  const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * minute)
  return { reminders, portal, settings, told, file, pass, look: () => reminders.look(true) }
}

test('a deadline is told once, as long before as was chosen', async () => {
  const { look, told, pass } = reminding([dueAt(60)])
  look()
  await pass(44)
  expect(told).toEqual([])
  await pass(2)
  expect(told).toEqual(['Task 60'])
  await pass(180)
  expect(told).toEqual(['Task 60'])
})

test('nothing is told of what was completed, or put off, elsewhere meanwhile', async () => {
  const { look, told, pass, portal } = reminding([dueAt(60), dueAt(61)])
  look()
  await pass(40)
  portal.tasks = [dueAt(300, 61)]
  await pass(60)
  expect(told).toEqual([])
  await pass(200)
  expect(told).toEqual(['Task 61'])
})

test('where the portal cannot be reached, what was read last is told, also after a restart', async () => {
  const first = reminding([dueAt(60)])
  first.look()
  await first.pass(1)
  first.reminders.stop()
  const later = reminding(null, first.file.store)
  later.reminders.look()
  await later.pass(46)
  expect(later.told).toEqual(['Task 60'])
})

test('what was told is not told again after a restart', async () => {
  const first = reminding([dueAt(10)])
  first.look()
  await first.pass(1)
  expect(first.told).toEqual(['Task 10'])
  first.reminders.stop()
  const later = reminding([dueAt(10)], first.file.store)
  later.look()
  await later.pass(5)
  expect(later.told).toEqual([])
})

test('a reminder that is put off comes again after ten minutes, also past the deadline', async () => {
  const { reminders, look, told, pass } = reminding([dueAt(15)])
  look()
  await pass(1)
  reminders.snooze(15)
  await pass(8)
  expect(told).toEqual(['Task 15'])
  await pass(3)
  expect(told).toEqual(['Task 15', 'Task 15'])
  reminders.snooze(15)
  await pass(11)
  expect(told).toHaveLength(3)
})

test('after a sleep what passed a short while ago is told, and what is long past is not', async () => {
  const { reminders, look, told, pass } = reminding([dueAt(60), dueAt(200)])
  look()
  await pass(1)
  vi.setSystemTime(start + 230 * minute) // the timers stood still
  reminders.look()
  await pass(0)
  expect(told).toEqual(['Task 200'])
})

test('a clock that is set back tells nothing twice', async () => {
  const { reminders, look, told, pass } = reminding([dueAt(20)])
  look()
  await pass(6)
  expect(told).toEqual(['Task 20'])
  vi.setSystemTime(start)
  reminders.look()
  await pass(30)
  expect(told).toEqual(['Task 20'])
})

test('a deadline that was moved is told anew', async () => {
  const { look, told, pass, portal } = reminding([dueAt(10, 7)])
  look()
  await pass(1)
  portal.tasks = [dueAt(60, 7)]
  await pass(60)
  expect(told).toEqual(['Task 7', 'Task 7'])
})

test('without deadlines the portal is asked twice an hour, and never more often than once a minute', async () => {
  const { look, portal, pass } = reminding([])
  look()
  await pass(8 * 60)
  expect(portal.asked).toBeGreaterThanOrEqual(15)
  expect(portal.asked).toBeLessThanOrEqual(17)
})

test('a portal that cannot be reached is not asked more often', async () => {
  const { look, portal, pass } = reminding(null)
  look()
  await pass(8 * 60)
  expect(portal.asked).toBeLessThanOrEqual(17)
})

test('switched off, nothing is asked, told or waited for', async () => {
  const { look, settings, told, portal, pass } = reminding([dueAt(60)])
  look()
  await pass(1)
  settings.lead = null
  look()
  expect(vi.getTimerCount()).toBe(0)
  await pass(120)
  expect([told, portal.asked]).toEqual([[], 1])
})

test('tasks of another account are not told', async () => {
  const { reminders, look, settings, told, portal, pass } = reminding([dueAt(60)])
  look()
  await pass(1)
  settings.account = 'boris'
  portal.tasks = null
  reminders.look()
  await pass(120)
  expect(told).toEqual([])
})

test('what lies in the file and makes no sense is as nothing', async () => {
  const { look, told, pass } = reminding([dueAt(10)], { tasks: 'many', told: 5 })
  look()
  await pass(1)
  expect(told).toEqual(['Task 10'])
})
