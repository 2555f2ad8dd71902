import type { Damaged, Problem } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'

/** The files that could not be read, and what can be done with each. */
export class DamagedState {
  all = $state.raw<Damaged[]>([])
  problem = $state.raw<Problem | null>(null)
  /** Whose text is on the clipboard. */
  copied = $state<string | null>(null)
  /** Which one a user is asked about before it is deleted for good. */
  asked = $state<string | null>(null)

  constructor(private readonly bridge: Bridge) {}

  async load(): Promise<void> {
    await this.#try(async () => {
      this.all = await this.bridge.ask('damaged.list')
    })
  }

  async copy(name: string): Promise<void> {
    await this.#try(async () => {
      await this.bridge.ask('damaged.copy', { name })
      this.copied = name
    })
  }

  /** Deletes it for good. */
  async remove(name: string): Promise<void> {
    this.asked = null
    await this.#try(async () => {
      await this.bridge.ask('damaged.remove', { name })
      this.all = this.all.filter((one) => one.name !== name)
    })
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.problem = null
    this.copied = null
    try {
      await work()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
