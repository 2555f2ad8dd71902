import type { Plan, Problem, Stage } from '../../electron/ipc/contract.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import { applied, needsStage, renumbered, type Change } from './changes.ts'
import { columnsOf, type Column } from './columns.ts'
import { sent } from './send.ts'

/** A change that the portal did not take. The board already shows what it was before. */
export type Refusal = { change: Change; problem: Problem; name: string; place: string }

/**
 * My Plan on screen: what the portal has, with what is on its way to it on top. A change is seen at once; it is sent
 * when those before it have been answered, and if the portal refuses it is gone again and stands among `refusals`.
 */
export class Board {
  #portal = $state.raw<Plan | null>(null)
  #pending = $state.raw<Change[]>([])
  #keys: Record<number, number> = {}
  #nextId = -1
  #writes = Promise.resolve()
  #reading: Promise<void> | null = null
  /** What was written while the portal was being read; its answer may be older than that. */
  #meanwhile: Change[] = []

  isReading = $state(false)
  /** Why the last reading failed, or null. What was read before stays on screen. */
  problem = $state.raw<Problem | null>(null)
  refusals = $state.raw<Refusal[]>([])

  readonly #plan = $derived(this.#portal && this.#pending.reduce(applied, this.#portal))
  readonly state = $derived(this.#plan ? 'ready' : this.problem ? 'failed' : 'loading')
  /** How many open tasks there are whose stage the portal does not tell. */
  readonly ungrouped = $derived(this.#plan && !this.#plan.grouped ? this.#plan.tasks.length : 0)
  readonly asOf = $derived(this.#portal?.asOf ?? null)
  readonly isSaving = $derived(this.#pending.length > 0)
  readonly columns: Column[] = $derived(this.#plan ? columnsOf(this.#plan, this.#keys) : [])

  constructor(readonly bridge: Bridge) {}

  /** Reads the portal. What is shown, and what is on its way, stays. Never throws; see `problem`. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = null))
    return this.#reading
  }

  /** Adds a stage behind another one (0: as the first) and tells the key of its column. */
  add(title: string, color: string, afterId: number): number {
    const stage = { id: this.#nextId--, title: title.trim(), color }
    if (stage.title !== '') void this.#write({ kind: 'add', stage, afterId })
    return stage.id
  }

  /** Resolves, like all changes, when the portal has answered. A blank title changes nothing. */
  async rename(id: number, title: string): Promise<void> {
    const wanted = title.trim()
    if (wanted !== '' && wanted !== this.#stage(id)?.title) {
      await this.#write({ kind: 'edit', id, edit: { title: wanted } })
    }
  }

  async recolor(id: number, color: string): Promise<void> {
    if (color !== this.#stage(id)?.color) await this.#write({ kind: 'edit', id, edit: { color } })
  }

  /** Deletes a stage, unless {@link whyKept} has a reason against it. */
  async remove(id: number): Promise<void> {
    if (this.#stage(id) && this.whyKept(id) === null) await this.#write({ kind: 'delete', id })
  }

  /** Why a stage cannot be deleted: new tasks arrive in the `first`, or it still holds `tasks`. */
  whyKept(id: number): 'first' | 'tasks' | null {
    const index = this.columns.findIndex((column) => column.stage.id === id)
    if (index === 0) return 'first'
    return this.columns[index]?.tasks.length ? 'tasks' : null
  }

  async move(taskId: number, stageId: number): Promise<void> {
    const task = this.#plan?.tasks.find((it) => it.id === taskId)
    if (task && task.stageId !== stageId) await this.#write({ kind: 'move', taskId, stageId })
  }

  /** Takes a refusal off the screen. */
  dismiss(refusal: Refusal): void {
    this.refusals = this.refusals.filter((it) => it !== refusal)
  }

  async #read(): Promise<void> {
    this.isReading = true
    this.#meanwhile = []
    try {
      const answer = await this.bridge.ask('plan.get')
      this.#portal = this.#meanwhile.reduce(applied, answer)
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.isReading = false
    }
  }

  #write(change: Change): Promise<void> {
    this.#pending = [...this.#pending, change]
    this.#writes = this.#writes.then(() => this.#sendFirst())
    return this.#writes
  }

  async #sendFirst(): Promise<void> {
    const [change] = this.#pending
    if (!change || !this.#portal) return
    try {
      this.#settle(change, await sent(this.bridge, this.#portal, change))
    } catch (error) {
      this.#refuse(change, problemOf(error))
    }
  }

  #settle(change: Change, settled: Change): void {
    this.#meanwhile.push(settled)
    this.#pending = this.#pending.slice(1)
    if (change.kind === 'add' && settled.kind === 'add') this.#renumber(change.stage.id, settled.stage.id)
    this.#portal = this.#portal && applied(this.#portal, settled)
  }

  #renumber(from: number, to: number): void {
    this.#keys[to] = from
    this.#pending = this.#pending.map((it) => renumbered(it, from, to))
  }

  #refuse(change: Change, problem: Problem): void {
    const rest = this.#pending.slice(1)
    this.#pending = change.kind === 'add' ? rest.filter((it) => !needsStage(it, change.stage.id)) : rest
    this.refusals = [...this.refusals, { change, problem, ...this.#named(change) }]
    // The refusal may mean that the board is no longer what we think, or that the change was made after all.
    void (this.#reading ?? Promise.resolve()).then(() => this.refresh())
  }

  #named(change: Change): { name: string; place: string } {
    if (change.kind === 'add') return { name: change.stage.title, place: '' }
    if (change.kind !== 'move') return { name: this.#stage(change.id)?.title ?? '', place: '' }
    const task = this.#plan?.tasks.find((it) => it.id === change.taskId)
    return { name: task?.title ?? '', place: (task && this.#stage(task.stageId)?.title) ?? '' }
  }

  #stage(id: number): Stage | undefined {
    return this.#plan?.stages.find((it) => it.id === id)
  }
}
