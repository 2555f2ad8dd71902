import type { Diagnostics, Problem } from '../../../electron/model.ts'
import { problemOf, type Bridge } from '../../shared/bridge.ts'

/** What Quickplan runs on, as the main process tells it, and what the portal can do once it has been asked. */
export class DiagnosticsState {
  /** Null until the main process has answered. */
  found = $state.raw<Diagnostics | null>(null)
  problem = $state.raw<Problem | null>(null)
  asking = $state(false)
  /** The report is on the clipboard. */
  copied = $state(false)

  constructor(private readonly bridge: Bridge) {}

  /** Reads what is known; asks the portal too when nobody has yet. */
  async load(): Promise<void> {
    await this.#take(() => this.bridge.ask('diagnostics.get'))
    const portal = this.found?.portal
    if (portal?.access === 'ready' && portal.abilities.askedAt === null) await this.probe()
  }

  /** Asks the portal again what it can do. */
  async probe(): Promise<void> {
    if (this.asking) return
    this.asking = true
    await this.#take(() => this.bridge.ask('diagnostics.probe'))
    this.asking = false
  }

  /** Walks to the portal, step by step. */
  async test(): Promise<void> {
    if (this.asking) return
    this.asking = true
    await this.#take(() => this.bridge.ask('diagnostics.test'))
    this.asking = false
  }

  async copy(): Promise<void> {
    await this.#do(async () => {
      await this.bridge.ask('diagnostics.copy')
      this.copied = true
    })
  }

  /** Shows the log's folder in the file manager. */
  async openLog(): Promise<void> {
    await this.#do(() => this.bridge.ask('diagnostics.open-log'))
  }

  async #take(ask: () => Promise<Diagnostics>): Promise<void> {
    this.copied = false
    await this.#do(async () => {
      this.found = await ask()
    })
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.problem = null
    try {
      await work()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
