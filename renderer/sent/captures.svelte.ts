import type { Capture, Input, Problem } from '../../electron/ipc/contract.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import { daysOf } from './days.ts'
import { passing, type Filter } from './filter.ts'

/** Everything captured, newest first, as the main process has it, and what can be done with each. */
export class Captures {
  /** Null until the main process has answered. */
  all = $state.raw<Capture[] | null>(null)
  /** Why the list could not be read. */
  problem = $state.raw<Problem | null>(null)
  /** Why what was asked of one capture failed; gone with the next request. */
  refused = $state.raw<{ id: string; problem: Problem } | null>(null)
  /** The capture whose comment has just arrived. */
  commented = $state<string | null>(null)
  filter = $state<Filter>('all')

  readonly days = $derived(daysOf(passing(this.all ?? [], this.filter)))
  /** How many need a person. */
  readonly attention = $derived(this.count('attention'))
  #busy = $state.raw<string[]>([])

  constructor(private readonly bridge: Bridge) {}

  /** Keeps up with every change from now on, and answers when the list has been read. */
  async follow(): Promise<void> {
    this.bridge.on('captures.changed', (captures) => (this.all = captures))
    await this.load()
  }

  /** Asks again; news that arrived meanwhile are younger than the answer and stay. */
  async load(): Promise<void> {
    const before = this.all
    this.problem = null
    try {
      const all = await this.bridge.ask('captures.list')
      if (this.all === before) this.all = all
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** How many captures a filter lets through. */
  count(filter: Filter): number {
    return passing(this.all ?? [], filter).length
  }

  /** Something was asked of it, and the answer is not there yet. */
  isBusy(id: string): boolean {
    return this.#busy.includes(id)
  }

  /** Opens the task of a sent capture in the browser. */
  open(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.open', { id }))
  }

  /** Sends what needs attention, or what is left of it, again. */
  retry(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.retry', { id }))
  }

  /** Takes it out of the queue, or deletes its task. */
  undo(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.undo', { id }))
  }

  /** Brings back what was undone. */
  restore(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.restore', { id }))
  }

  complete(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.complete', { id }))
  }

  /** False: the change did not arrive, and `refused` says why. */
  edit(id: string, change: Omit<Input<'captures.edit'>, 'id'>): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.edit', { id, ...change }))
  }

  /** False: the comment did not arrive, and `refused` says why. */
  async comment(id: string, text: string): Promise<boolean> {
    const arrived = await this.#try(id, () => this.bridge.ask('captures.comment', { id, text }))
    if (arrived) this.commented = id
    return arrived
  }

  /** Says which task of the portal it is, null for none of them, where its answer was lost. */
  identify(id: string, taskId: number | null): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.identify', { id, taskId }))
  }

  async #try(id: string, work: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy(id)) return false
    this.refused = null
    this.commented = null
    this.#busy = [...this.#busy, id]
    try {
      await work()
      return true
    } catch (error) {
      this.refused = { id, problem: problemOf(error) }
      return false
    } finally {
      this.#busy = this.#busy.filter((one) => one !== id)
    }
  }
}
