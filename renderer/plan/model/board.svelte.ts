import type { BoardId, BoardRights, Plan, Problem, Stage, TaskAction } from '../../../electron/model.ts'
import type { Bridge } from '../../shared/bridge.ts'
import * as actions from './actions.ts'
import { applied, type Beside, type Change } from './changes.ts'
import { columnsOf, type Column } from './columns.ts'
import type { Conflict } from './conflicts.ts'
import { History, type Entry, type Origin } from './history.svelte.ts'
import type { Label } from './labels.ts'
import type { Action } from './action-queue.svelte.ts'
import type { BoardNotice } from './notices.ts'
import { insistedOn, OpenConflicts } from './open-conflicts.svelte.ts'
import { Reading } from './reading.svelte.ts'
import { refusalOf, type Refusal } from './refusals.ts'
import { UndoQueue } from './undo.ts'
import { Writes } from './writes.svelte.ts'

/** Everybody's own plan, where the rights of a project do not matter. */
export const myPlan: BoardId = { projectId: 0, asAdmin: false }

/**
 * One board on screen: what the portal has, with what is on its way to it on top. A change is seen at once; it is sent
 * when those before it have been answered, and if the portal refuses it is gone again and stands among `refusals`.
 */
export class Board {
  readonly history = new History()
  readonly reading: Reading
  readonly writes: Writes
  refusals = $state.raw<Refusal[]>([])
  notice = $state.raw<BoardNotice | null>(null)
  rights = $state.raw<BoardRights>({ canMove: true, isAdmin: false })
  /** The portal has refused to let this person change stages here. */
  isFixed = $state(false)
  /** Completed tasks as well; a refresh brings them. */
  showsCompleted = $state(false)
  readonly #conflicts = new OpenConflicts()
  #nextId = -1
  readonly #undoQueue = new UndoQueue(this)

  /** What the board shows. */
  readonly plan: Plan | null = $derived.by(
    () => this.reading.plan && this.writes.pending.reduce(applied, this.reading.plan),
  )
  readonly state = $derived.by(() => (this.plan ? 'ready' : this.reading.problem ? 'failed' : 'loading'))
  readonly columns: Column[] = $derived.by(() =>
    this.plan ? columnsOf(this.plan, this.writes.keys, this.showsCompleted) : [],
  )
  /** How many open tasks there are whose stage the portal does not tell. */
  readonly ungrouped = $derived(this.plan && !this.plan.grouped ? this.plan.tasks.length : 0)
  /** Tasks stand as they were put by hand, and can be put elsewhere. */
  readonly byHand = $derived(this.plan?.byHand ?? false)
  readonly isSaving = $derived.by(() => this.writes.pending.length > 0)

  /** What was changed here and elsewhere, until a user has chosen. */
  readonly conflicts = $derived.by(() => (this.plan ? this.#conflicts.on(this.plan) : []))

  /** Why stages and tasks cannot be changed now, or null. */
  readonly frozen = $derived.by(() => (this.reading.problem ? 'offline' : this.isFixed ? 'fixed' : null))

  constructor(
    readonly bridge: Bridge,
    readonly id: BoardId = myPlan,
    now: () => number = () => performance.now(),
  ) {
    const { history } = this
    const reading = new Reading({ bridge, board: id, showsCompleted: () => this.showsCompleted, now })
    this.reading = reading
    this.writes = new Writes({
      bridge,
      board: id,
      reading,
      history,
      onRefused: (change, problem) => this.#refuse(change, problem),
      onConflict: (conflict) => this.#conflicts.add(conflict),
      onRemoteChange: (found) => (this.notice = { kind: 'elsewhere', found }),
      onDone: (entry, origin) => this.#tell(entry, origin),
    })
  }

  /** Reads the portal; `whole` also what does not seem to have changed. What is shown, and what is on its way, stays. Never throws; see `reading.problem`. */
  refresh(whole = false): Promise<void> {
    return this.reading.refresh(whole)
  }

  /**
   * Whether a stage holds tasks, completed ones that are not shown too: it cannot be deleted before they have gone. What
   * the portal does not tell now it tells when the stage is to be deleted. Never throws.
   */
  async holdsTasks(stageId: number): Promise<boolean> {
    if (this.plan?.tasks.some((task) => task.stageId === stageId)) return true
    const input = { board: this.id, id: stageId }
    const ids = stageId > 0 ? await this.bridge.ask('stages.tasks', input).catch(() => []) : []
    return ids.length > 0
  }

  /** Asks what may be done here; what cannot be told is allowed until the portal refuses it. Never throws. */
  async askRights(): Promise<void> {
    const rights = await this.bridge.ask('boards.rights', { board: this.id }).catch(() => null)
    if (rights) this.rights = rights
  }

  /** Adds a stage behind another one (0: as the first) and tells the key of its column. */
  add(title: string, color: string, afterId: number): number {
    const stage = { id: this.newId(), title: title.trim(), color }
    const label = { kind: 'add', name: stage.title } as const
    if (stage.title !== '') void this.do({ label, changes: [{ kind: 'add', stage, afterId }] })
    return stage.id
  }

  /** An id for a stage that the portal has not numbered yet. */
  newId(): number {
    return this.#nextId--
  }

  /**
   * Resolves, like all changes, when the portal has answered. `from` is the title when the user began to write, where
   * it may have changed since.
   */
  rename(id: number, title: string, from?: string): Promise<void> {
    return this.#want((plan) => actions.renaming(plan, id, title, from))
  }

  recolor(id: number, color: string, from?: string): Promise<void> {
    return this.#want((plan) => actions.recoloring(plan, id, color, from))
  }

  recolorAll(colors: readonly Pick<Stage, 'id' | 'color'>[]): Promise<void> {
    return this.#want((plan) => actions.recoloringAll(plan, colors))
  }

  /** Puts a stage behind another one; 0 makes it the first, in which new tasks arrive. */
  place(id: number, afterId: number): Promise<void> {
    return this.#want((plan) => actions.placing(plan, id, afterId))
  }

  /** Deletes a stage, unless it is the first. `to` takes its tasks; a stage that shows none needs no other. */
  async remove(id: number, to: number | null = null): Promise<void> {
    if (this.columns[0]?.stage.id !== id) await this.#want((plan) => actions.deleting(plan, id, to))
  }

  move(taskIds: readonly number[], to: number): Promise<void> {
    return this.#want((plan) => actions.moving(plan, taskIds, to))
  }

  complete(taskIds: readonly number[], completed = true): Promise<void> {
    return this.#want((plan) => actions.completing(plan, taskIds, completed))
  }

  /** Puts a task above or below another one, where `byHand` says that the portal keeps such an order. */
  order(taskId: number, to: number, beside: Beside): Promise<void> {
    return this.#want((plan) => actions.ordering(plan, taskId, to, beside))
  }

  /** Changes the state of a task. */
  act(taskId: number, action: TaskAction): Promise<void> {
    return this.#want((plan) => actions.acting(plan, taskId, action))
  }

  /** Takes back the last thing, when all that is on its way has arrived. */
  undo(): Promise<void> {
    return this.#undoQueue.run('undo')
  }

  redo(): Promise<void> {
    return this.#undoQueue.run('redo')
  }

  /** Does something that other parts of the board have made up. Refused at once while the portal is out of reach. */
  async do(action: Action): Promise<void> {
    const { problem } = this.reading
    const [first] = action.changes
    if (!problem || !first) return this.writes.do(action)
    const isPlain = action.changes.length === 1 && (action.origin ?? 'do') === 'do'
    this.#refuse(first, problem, isPlain ? undefined : action.label)
  }

  /** Settles a conflict: makes the change after all, with a new stage where the old one is gone, or leaves it. */
  async choose(conflict: Conflict, whose: 'mine' | 'theirs'): Promise<void> {
    if (whose === 'theirs' || !this.plan) return this.#conflicts.remove(conflict)
    // While nothing can be sent the wish is refused, and the question stays.
    if (this.reading.problem === null) this.#conflicts.remove(conflict)
    await this.do(insistedOn(this.plan, conflict, () => this.newId()))
  }

  /** Takes a refusal off the screen. */
  dismiss(refusal: Refusal): void {
    this.refusals = this.refusals.filter((it) => it !== refusal)
  }

  async #want(make: (plan: Plan) => Action | null): Promise<void> {
    const action = this.plan && make(this.plan)
    if (action) await this.do(action)
  }

  #tell(entry: Entry, origin: Origin): void {
    if (this.notice?.kind !== 'lost' && this.notice?.kind !== 'elsewhere')
      this.notice = { kind: 'done', entry, origin }
    // A task that was taken up again may be one that had left the board.
    if (entry.steps.some(({ change }) => change.kind === 'complete' && change.completed)) void this.refresh()
  }

  #refuse(change: Change, problem: Problem, label?: Label): void {
    this.refusals = [...this.refusals, refusalOf(this.reading.plan, change, { problem, label })]
    const isOfStages = ['add', 'edit', 'delete'].includes(change.kind)
    if (problem.code === 'access-denied' && isOfStages) this.isFixed = true
    // The refusal may mean that the board is no longer what we think, or that the change was made after all.
    void this.reading.again()
  }
}
