import type { BoardId, Plan, Problem } from '../../../electron/model.ts'
import { BridgeError, problemOf, type Bridge } from '../../shared/bridge.ts'
import { applied, type Change } from './changes.ts'
import { remoteChanges, type RemoteChange } from './notices.ts'

/** How long an answer is trusted before a write, in milliseconds. */
const trusted = 5_000

type Deps = { bridge: Bridge; board: BoardId; showsCompleted: () => boolean; now: () => number }

/** What the portal has of one board, as far as it is known. */
export class Reading {
  plan = $state.raw<Plan | null>(null)
  isReading = $state(false)
  /** Why the last reading failed, or null. What was read before stays. */
  problem = $state.raw<Problem | null>(null)
  /** What is shown was kept on disk and the portal has not been asked yet. */
  isKept = $state(false)
  /** When the portal had what is shown, ISO 8601; null before the first answer. */
  asOf = $state<string | null>(null)
  /** What is shown is not yet all of the board. */
  isPart = $state(false)
  #reading: Promise<void> | null = null
  #readAt = Number.NEGATIVE_INFINITY
  /** The `asOf` of the last whole answer, while `plan` is that answer and nothing was changed in it. */
  #answered: string | null = null
  /** What was written while the portal was being read; its answer may be older than that. */
  #meanwhile: Change[] = []

  constructor(private readonly deps: Deps) {}

  /** Shows the answer of the last time, if there is one and the portal has not answered yet. Never throws. */
  async recall(): Promise<void> {
    const { bridge, board } = this.deps
    const kept = await bridge.ask('plan.last', { board }).catch(() => null)
    if (this.plan !== null || kept === null) return
    this.plan = kept
    this.asOf = kept.asOf
    this.isKept = true
  }

  /** Reads the board; `whole` also what does not seem to have changed. Never throws; see `problem`. */
  refresh(whole = false): Promise<void> {
    this.#reading ??= this.#read(whole).finally(() => (this.#reading = null))
    return this.#reading
  }

  /** Reads the board again, also where it is being read at this moment. */
  async again(): Promise<void> {
    if (this.#reading) await this.#reading
    await this.refresh()
  }

  /**
   * Before a write: reads the stages again unless the last answer is fresh, and tells what was changed elsewhere.
   * Throws a {@link BridgeError} where the portal cannot be asked.
   */
  async freshen(): Promise<RemoteChange[]> {
    if (!this.plan || this.isKept) {
      await this.refresh()
      if (this.problem) throw new BridgeError(this.problem)
    }
    if (!this.plan || this.deps.now() - this.#readAt < trusted) return []
    const { bridge, board } = this.deps
    const stages = await bridge.ask('stages.list', { board })
    const found = remoteChanges(this.plan.stages, stages)
    this.#readAt = this.deps.now()
    this.problem = null
    if (found.length > 0) {
      this.plan = { ...this.plan, stages }
      this.#answered = null
    }
    return found
  }

  /** A write was made: the portal has it now. */
  settle(change: Change): void {
    this.#meanwhile.push(change)
    this.plan = this.plan && applied(this.plan, change)
    this.#answered = null
  }

  /** A part of a large board, while there is nothing newer to be shown. */
  takePart(plan: Plan): void {
    if (!this.isReading || (this.plan && !this.isKept && !this.isPart)) return
    this.#show(plan)
    this.isPart = true
  }

  async #read(whole: boolean): Promise<void> {
    const { bridge, board, showsCompleted } = this.deps
    this.isReading = true
    this.#meanwhile = []
    try {
      const known = this.#answered === null || this.isPart ? {} : { known: this.#answered }
      const answer = await bridge.ask('plan.get', { board, completed: showsCompleted(), whole, ...known })
      if ('isUnchanged' in answer) this.#confirm(answer.asOf)
      else this.#show(answer)
      this.isPart = false
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.isReading = false
    }
  }

  #show(answer: Plan): void {
    this.plan = this.#meanwhile.reduce(applied, answer)
    this.#answered = this.#meanwhile.length === 0 ? answer.asOf : null
    this.#confirm(answer.asOf)
  }

  /** What is shown is what the portal has. */
  #confirm(asOf: string): void {
    this.asOf = asOf
    this.isKept = false
    this.#readAt = this.deps.now()
  }
}
