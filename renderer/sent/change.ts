import type { Input } from '../../electron/ipc/contract.ts'
import type { Capture, Priority } from '../../electron/model.ts'
import { fromLocalInput, toLocalInput } from './local-moment.ts'

/** What stands in the form: a deadline is that of a `datetime-local` input, empty for none. */
export type Edited = { title: string; deadline: string; priority: Priority }

/** What of a capture was changed, and nothing else of it; null where nothing was. An empty title is no change. */
export function changeOf(
  before: Pick<Capture, 'title' | 'deadline' | 'priority'>,
  { title, deadline, priority }: Edited,
): Omit<Input<'captures.edit'>, 'id'> | null {
  const name = title.trim()
  const change = {
    ...(name !== '' && name !== before.title ? { title: name } : {}),
    // Compared as the form shows it: it knows no seconds.
    ...(deadline !== toLocalInput(before.deadline) ? { deadline: fromLocalInput(deadline) } : {}),
    ...(priority !== (before.priority ?? 'average') ? { priority } : {}),
  }
  return Object.keys(change).length > 0 ? change : null
}
