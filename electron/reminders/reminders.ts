import type { DueTask } from '../bitrix/tasks/due-tasks.ts'
import type { ObjectFile } from '../store/settings.ts'
import { openReminderFile } from './reminder-file.ts'

type Deps = {
  /** Milliseconds before a deadline; null: no reminders. */
  lead: () => number | null
  /** The id of the current account, or null. */
  account: () => string | null
  /** The account's own open tasks with a deadline between these moments. Rejects where the portal cannot be asked. */
  read: (from: Date, to: Date) => Promise<DueTask[]>
  file: ObjectFile
  tell: (task: DueTask) => void
  /** The clock on the wall, milliseconds since 1970. */
  now?: () => number
}

export type Reminders = {
  /** Something is not what it was: the settings, the account, or the computer has slept. `anew`: ask the portal in any case. */
  look(anew?: boolean): void
  /** Reminds of a task once more, a while from now. */
  snooze(taskId: number): void
  stop(): void
}

const minute = 60_000
/** No timer of an app that lives in the tray is shorter than this. Milliseconds. */
const shortestPause = minute
/** How long what was read is believed; so seldom the portal is asked. */
const believed = 30 * minute
/** A deadline that passed while the computer slept is still told for so long. */
const overdue = 60 * minute
const ahead = 25 * 60 * minute
export const snoozeFor = 10 * minute

const keyOf = ({ id, deadline }: DueTask) => `${id} ${deadline}`

/**
 * Reminds of deadlines, each once. One timer: until the next reminder, or until what was read is too old. Before anything is
 * told the portal is asked once more, so that nothing is said of what was completed elsewhere; where it cannot be
 * reached, what was read last counts.
 */
export function watchReminders({ lead, account, read, file, tell, now = Date.now }: Deps): Reminders {
  const kept = openReminderFile(file)
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | null = null
  let isAskedAgain = false
  // By either clock: one may be set back, the other stands still while the computer sleeps.
  let asked = {
    wall: now() - believed + shortestPause,
    running: performance.now() - believed + shortestPause,
  }

  const age = () => Math.max(now() - asked.wall, performance.now() - asked.running)
  const known = () => (kept.get().accountId === account() ? kept.get().tasks : [])
  const timeOf = (task: DueTask) =>
    kept.get().snoozed[keyOf(task)] ?? Date.parse(task.deadline) - (lead() ?? 0)
  const isToCome = (task: DueTask) =>
    !kept.get().told.includes(keyOf(task)) &&
    now() < Math.max(Date.parse(task.deadline), kept.get().snoozed[keyOf(task)] ?? 0) + overdue
  const due = () => known().filter((task) => isToCome(task) && timeOf(task) <= now())

  const refresh = async () => {
    const accountId = account()
    asked = { wall: now(), running: performance.now() }
    const tasks = await read(new Date(now() - overdue), new Date(now() + ahead)).catch(() => null)
    // Out of reach, or another account meanwhile: what was read last counts.
    if (!tasks || accountId !== account()) return
    const { told, snoozed } = kept.get()
    const keys = new Set(tasks.map(keyOf))
    const stays = (key: string) => keys.has(key)
    kept.keep({
      accountId,
      tasks,
      told: told.filter(stays),
      snoozed: Object.fromEntries(Object.entries(snoozed).filter(([key]) => stays(key))),
    })
  }
  const tellDue = () => {
    const tasks = due()
    if (tasks.length === 0) return
    kept.keep({ ...kept.get(), told: [...kept.get().told, ...tasks.map(keyOf)] })
    tasks.forEach(tell)
  }
  const once = async (anew: boolean) => {
    const isOld = age() >= believed || kept.get().accountId !== account()
    if (anew || isOld || (due().length > 0 && age() >= shortestPause)) await refresh()
    tellDue()
  }
  const wait = () => {
    clearTimeout(timer)
    const next = known()
      .filter(isToCome)
      .map((task) => timeOf(task) - now())
    timer = setTimeout(look, Math.max(shortestPause, Math.min(believed - age(), ...next))).unref()
  }
  const look = (anew = false) => {
    clearTimeout(timer)
    if (lead() === null || account() === null) return
    if (looking) {
      isAskedAgain ||= anew
      return
    }
    looking = once(anew).finally(() => {
      looking = null
      const again = isAskedAgain
      isAskedAgain = false
      if (again) look(true)
      else if (lead() !== null) wait()
    })
  }
  return {
    look: (anew) => look(anew),
    snooze: (taskId) => {
      const task = known().find(({ id }) => id === taskId)
      if (!task) return
      const { told, snoozed, ...rest } = kept.get()
      const key = keyOf(task)
      kept.keep({
        ...rest,
        told: told.filter((one) => one !== key),
        snoozed: { ...snoozed, [key]: now() + snoozeFor },
      })
      if (!looking && lead() !== null) wait()
    },
    stop: () => clearTimeout(timer),
  }
}
