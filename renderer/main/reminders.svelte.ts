import type { Problem, Reminder, ReminderAction } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'

/** Deadlines that the user was reminded of and has asked about, by a click on the notification. */
export class Reminders {
  all = $state.raw<Reminder[]>([])
  /** Why what was chosen last could not be done. */
  problem = $state.raw<Problem | null>(null)
  isBusy = $state(false)

  constructor(private readonly bridge: Bridge) {}

  /** Keeps up from now on. */
  async follow(): Promise<void> {
    this.bridge.on('reminders.changed', (all) => this.#show(all))
    const all = await this.bridge.ask('reminders.list').catch(() => null) // the next one comes by itself
    if (all) this.#show(all)
  }

  async act(taskId: number, action: ReminderAction): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    this.problem = null
    try {
      this.#show(await this.bridge.ask('reminders.act', { taskId, action }))
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.isBusy = false
    }
  }

  #show(all: Reminder[]): void {
    if (all[0]?.taskId !== this.all[0]?.taskId) this.problem = null
    this.all = all
  }
}
