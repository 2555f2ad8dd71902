import * as z from 'zod'
import type { ObjectFile } from '../store/settings.ts'

const due = z.object({ id: z.number().int(), title: z.string(), deadline: z.string() })
const kept = z.object({
  /** Whose tasks these are. */
  accountId: z.string().nullable(),
  tasks: z.array(due),
  /** Task and deadline of which was reminded. */
  told: z.array(z.string()),
  /** Until when a reminder was put off, milliseconds since 1970, by task and deadline. */
  snoozed: z.record(z.string(), z.number()),
})

/** What reminders need to know after a restart, also without a network. */
export type KeptReminders = z.infer<typeof kept>

const nothing: KeptReminders = { accountId: null, tasks: [], told: [], snoozed: {} }

/** What was read last and what was told; a file that cannot be read is as none. */
export function openReminderFile(file: ObjectFile) {
  let current: KeptReminders = kept.catch(nothing).parse(file.store)
  return {
    get: () => current,
    keep: (next: KeptReminders) => {
      if (JSON.stringify(next) === JSON.stringify(current)) return
      current = next
      file.store = { ...file.store, ...next }
    },
  }
}
