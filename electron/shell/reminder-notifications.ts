import { Notification } from 'electron'
import type { DueTask } from '../bitrix/tasks/due-tasks.ts'
import type { ReminderAction } from '../model.ts'
import { words, type Locale } from './words.ts'

type Deps = {
  locale: () => Locale
  /** The user has clicked: what can be done is to be shown. */
  onClick: (task: DueTask) => void
  /** A button of the notification itself was pressed; macOS alone has them. */
  onAction: (task: DueTask, action: ReminderAction) => void
}

const actions = ['snooze', 'complete', 'open'] as const

/** Reminds of a deadline by the system's own notification, which keeps quiet where the user asked the system for quiet. */
export function createReminderNotifications({ locale, onClick, onAction }: Deps): (task: DueTask) => void {
  // Without a reference it is collected as garbage, and its click with it.
  const shown = new Set<Notification>()
  return (task) => {
    if (!Notification.isSupported()) return
    const t = words(locale())
    const time = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' })
    const isOver = Date.parse(task.deadline) <= Date.now()
    const notification = new Notification({
      title: task.title,
      body: t(isOver ? 'reminder.over' : 'reminder.due', { time: time.format(new Date(task.deadline)) }),
      actions: actions.map((action) => ({ type: 'button', text: t(`reminder.${action}`) })),
    })
    notification.on('click', () => onClick(task))
    notification.on('action', (_event, index) => {
      const action = actions[index]
      if (action) onAction(task, action)
    })
    notification.on('close', () => shown.delete(notification))
    shown.add(notification)
    notification.show()
  }
}
