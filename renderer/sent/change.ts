import type { Input } from '../../electron/ipc/contract.ts'
import type { Capture, Priority } from '../../electron/model.ts'

/** What stands in the form. `deadline`: ISO 8601 with offset, null for none. */
export type Edited = { title: string; deadline: string | null; priority: Priority }

/** What of a capture was changed, and nothing else of it; null where nothing was. An empty title is no change. */
export function changeOf(
  before: Pick<Capture, 'title' | 'deadline' | 'priority'>,
  { title, deadline, priority }: Edited,
): Omit<Input<'captures.edit'>, 'id'> | null {
  const name = title.trim()
  const change = {
    ...(name !== '' && name !== before.title ? { title: name } : {}),
    ...(deadline !== before.deadline ? { deadline } : {}),
    ...(priority !== (before.priority ?? 'average') ? { priority } : {}),
  }
  return Object.keys(change).length > 0 ? change : null
}
