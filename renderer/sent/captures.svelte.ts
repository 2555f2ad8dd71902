import type { Capture, Problem } from '../../electron/ipc/contract.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import { daysOf } from './days.ts'

/** Everything captured, newest first, as the main process has it. */
export class Captures {
  /** Null until the main process has answered. */
  all = $state.raw<Capture[] | null>(null)
  /** Why the list, or what was asked of a capture, failed. */
  problem = $state.raw<Problem | null>(null)

  readonly days = $derived(daysOf(this.all ?? []))
  /** How many need a person. */
  readonly attention = $derived((this.all ?? []).filter(({ state }) => state === 'attention').length)

  constructor(private readonly bridge: Bridge) {}

  /** Keeps up with every change from now on, and answers when the list has been read. */
  async follow(): Promise<void> {
    this.bridge.on('captures.changed', (captures) => (this.all = captures))
    await this.load()
  }

  /** Asks again; news that arrived meanwhile are younger than the answer and stay. */
  async load(): Promise<void> {
    const before = this.all
    await this.#try(async () => {
      const all = await this.bridge.ask('captures.list')
      if (this.all === before) this.all = all
    })
  }

  /** Opens the task of a sent capture in the browser. */
  open(id: string): Promise<void> {
    return this.#try(() => this.bridge.ask('captures.open', { id }))
  }

  /** Puts a capture that needs attention back into the queue. */
  retry(id: string): Promise<void> {
    return this.#try(() => this.bridge.ask('captures.retry', { id }))
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    this.problem = null
    try {
      await work()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
