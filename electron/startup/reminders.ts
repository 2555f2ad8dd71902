import { powerMonitor } from 'electron'
import type { Accounts } from '../accounts/set-up.ts'
import { dueTasks, type DueTask } from '../bitrix/tasks/due-tasks.ts'
import { taskActs } from '../bitrix/tasks/task-acts.ts'
import type { Reminder, ReminderAction } from '../model.ts'
import { watchReminders } from '../reminders/reminders.ts'
import { createReminderNotifications } from '../shell/reminder-notifications.ts'
import type { Windows } from '../shell/windows/windows.ts'
import type { ObjectFile } from '../store/settings.ts'
import type { EventBus } from './event-bus.ts'
import type { LocaleChoice } from './locale.ts'
import type { Logging } from './logging.ts'
import type { ShortcutParts } from './shortcut.ts'

type Deps = {
  locale: LocaleChoice
  logging: Pick<Logging, 'log'>
  events: EventBus
  openStore: (name: string) => ObjectFile
  settings: ShortcutParts['settings']
  accounts: Pick<Accounts, 'session' | 'clients' | 'openTask'>
  windows: Pick<Windows, 'showMain'>
}

export type ReminderParts = ReturnType<typeof setUpReminders>

/** Reminds of deadlines, and does what the user chooses then. */
export function setUpReminders({ locale, logging, events, openStore, settings, accounts, windows }: Deps) {
  const { session, clients, openTask } = accounts
  const acts = taskActs(clients.of())
  /** Those whose notification was clicked: the main window asks what is to be done. */
  let asked: Reminder[] = []
  const show = (next: Reminder[]) => {
    asked = next
    events.emit('reminders.changed', asked)
  }
  const act = async (taskId: number, action: ReminderAction) => {
    if (action === 'complete') await acts.act(taskId, 'complete')
    if (action === 'open') await openTask(taskId)
    if (action === 'snooze') reminders.snooze(taskId)
    show(asked.filter((one) => one.taskId !== taskId))
    return asked
  }
  const ask = ({ id: taskId, title, deadline }: DueTask) => {
    show([...asked.filter((one) => one.taskId !== taskId), { taskId, title, deadline }])
    windows.showMain('plan')
  }
  const lead = () => {
    const { reminder } = settings.get()
    return reminder === 'off' ? null : Number(reminder) * 60_000
  }
  const reminders = watchReminders({
    lead,
    account: () => session.get().account?.id ?? null,
    read: (from, to) => dueTasks(clients.of(), from, to),
    file: openStore('reminders'),
    tell: createReminderNotifications({
      locale: locale.get,
      onClick: ask,
      onAction: (task, action) =>
        void act(task.id, action).catch((error: unknown) => {
          logging.log('What a reminder offered could not be done', error)
          ask(task)
        }),
    }),
  })
  let lastLead = lead()
  events.on('settings.changed', () => {
    const isNew = lead() !== lastLead
    lastLead = lead()
    if (isNew) reminders.look(true)
  })
  const isReady = () => {
    const { account } = session.get()
    return account !== null && session.isReady(account.id)
  }
  let wasReady = isReady()
  events.on('session.changed', () => {
    const isNew = isReady() && !wasReady
    wasReady = isReady()
    reminders.look(isNew)
  })
  powerMonitor.on('resume', () => reminders.look())
  reminders.look()
  return { list: () => asked, act, stop: reminders.stop }
}
