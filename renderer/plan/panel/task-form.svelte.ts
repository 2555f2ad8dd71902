import type { Priority, TaskDetails, TaskEdit } from '../../../electron/model.ts'
import type { Bridge } from '../../shared/bridge.ts'
import { DeadlineText } from '../../sent/deadline-text.svelte.ts'
import { captureOf, deadlineIn } from '../../sent/written-deadline.ts'
import { PersonText } from './person-text.svelte.ts'

/** What stands in the fields of a task, and what of it differs from the task. */
export class TaskForm {
  title = $state('')
  description = $state('')
  priority = $state<Priority>('average')
  readonly deadline: DeadlineText
  readonly responsible: PersonText
  /** What was to be saved and is not understood. */
  unclear = $state.raw<readonly ('deadline' | 'responsible')[]>([])
  readonly isChanged = $derived.by(
    () =>
      this.title !== this.before.title ||
      this.description !== this.before.description ||
      this.priority !== this.before.priority ||
      this.deadline.isTouched ||
      this.responsible.text !== (this.before.responsible?.name ?? ''),
  )

  constructor(
    private readonly before: TaskDetails,
    bridge: Bridge,
  ) {
    this.title = before.title
    this.description = before.description
    this.priority = before.priority
    this.deadline = new DeadlineText(before.deadline, async (text) =>
      deadlineIn(await bridge.ask('capture.parse', { text: captureOf(text), plain: [] })),
    )
    this.responsible = new PersonText(before.responsible, bridge)
  }

  /** What is to be changed; null where nothing is, or where something is not understood. */
  async change(): Promise<TaskEdit | null> {
    const { before, title, description, priority } = this
    const deadline = await this.deadline.understand()
    const person = await this.responsible.understand()
    const isPerson = person !== null || this.responsible.text === (before.responsible?.name ?? '')
    this.unclear = [
      ...(deadline === 'unclear' ? (['deadline'] as const) : []),
      ...(isPerson ? [] : (['responsible'] as const)),
    ]
    if (deadline === 'unclear' || !isPerson) return null
    const change: TaskEdit = {
      ...(title === before.title ? {} : { title: title.trim() }),
      ...(description === before.description ? {} : { description }),
      ...(priority === before.priority ? {} : { priority }),
      ...(deadline === before.deadline ? {} : { deadline }),
      ...(person === null || person.id === before.responsible?.id ? {} : { responsibleId: person.id }),
    }
    return Object.keys(change).length > 0 ? change : null
  }
}
