import type { Problem, TaskDetails, TaskEdit, TaskRights } from '../../../electron/model.ts'
import { problemOf, type Bridge } from '../../shared/bridge.ts'

/** One task as the portal has it, read whole and changed there. */
export class OpenTask {
  /** Null until it was read. */
  details = $state.raw<TaskDetails | null>(null)
  /** Null where the portal does not tell beforehand what is allowed. */
  rights = $state.raw<TaskRights | null>(null)
  /** Why it could not be read, or not be read again. */
  unread = $state.raw<Problem | null>(null)
  /** Why the last change did not arrive. */
  refused = $state.raw<Problem | null>(null)
  isReading = $state(false)
  isWriting = $state(false)
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly bridge: Bridge,
    private readonly taskId: number,
    /** The task is another one now. */
    private readonly onchanged: () => void,
  ) {}

  async read(): Promise<void> {
    const { taskId } = this
    this.isReading = true
    try {
      // What is forbidden is told by the portal once more when it is tried.
      void this.bridge.ask('tasks.rights', { taskId }).then(
        (rights) => (this.rights = rights),
        () => null,
      )
      this.details = await this.bridge.ask('tasks.details', { taskId })
      this.unread = null
    } catch (error) {
      this.unread = problemOf(error)
    } finally {
      this.isReading = false
    }
  }

  /** These return false where the change did not arrive; `refused` says why. */
  change(change: TaskEdit): Promise<boolean> {
    return this.#write(() => this.bridge.ask('tasks.change', { taskId: this.taskId, change }))
  }

  comment(text: string): Promise<boolean> {
    return this.#write(() => this.bridge.ask('tasks.comment', { taskId: this.taskId, text }))
  }

  check(itemId: number, completed: boolean): Promise<boolean> {
    return this.#write(() => this.bridge.ask('tasks.check', { taskId: this.taskId, itemId, completed }))
  }

  /** One after the other, in the order in which they were asked for. */
  #write(work: () => Promise<unknown>): Promise<boolean> {
    const written = this.#last.then(() => this.#writeNow(work))
    this.#last = written
    return written
  }

  async #writeNow(work: () => Promise<unknown>): Promise<boolean> {
    this.isWriting = true
    this.refused = null
    try {
      await work()
    } catch (error) {
      this.refused = problemOf(error)
      return false
    } finally {
      this.isWriting = false
    }
    await this.read()
    this.onchanged()
    return true
  }
}
