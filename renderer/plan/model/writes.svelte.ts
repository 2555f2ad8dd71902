import type { BoardId, Problem } from '../../../electron/model.ts'
import { problemOf, type Bridge } from '../../shared/bridge.ts'
import { without, type Change } from './changes.ts'
import { splitConflicts, type Conflict } from './conflicts.ts'
import { excludeStage, type RemoteChange } from './notices.ts'
import type { Entry, History, Origin } from './history.svelte.ts'
import { inverseOf, type Step } from './inverse.ts'
import type { Label } from './labels.ts'
import { ActionQueue, type Action } from './action-queue.svelte.ts'
import type { Reading } from './reading.svelte.ts'
import { sendChange, type SendResult } from './send-change.ts'

/** An action that ended half-way. `entry` takes back what was done of it; null if nothing was. */
export type Halted = {
  label: Label
  rest: Change[]
  entry: Entry | null
  origin: Origin
  wasStopped: boolean
}

/** How far an action with many parts has come. */
export type Progress = { label: Label; done: number; of: number }

type Deps = {
  bridge: Bridge
  board: BoardId
  reading: Reading
  history: History
  /** A change, or some tasks of one, that the portal did not take. */
  onRefused: (change: Change, problem: Problem) => void
  onRemoteChange: (found: RemoteChange[]) => void
  /** What was changed elsewhere too has not been made: a user has to choose. */
  onConflict: (conflict: Conflict) => void
  onDone: (entry: Entry, origin: Origin) => void
}

/** From so many changes on it is worth telling how far they have come. */
const worthTelling = 4

/** What is on its way to the portal: one action after the other, each seen on the board at once. */
export class Writes {
  readonly #waiting = new ActionQueue()
  readonly pending = $derived(this.#waiting.pending)
  progress = $state.raw<Progress | null>(null)
  halted = $state.raw<Halted | null>(null)
  /** The keys of stages whose column was there before the portal numbered them. */
  readonly keys: Record<number, number> = {}
  #queue = Promise.resolve()
  #isStopped = false
  /** What takes back the action that is under way, as far as it has come. */
  #steps: Step[] = []

  constructor(private readonly deps: Deps) {}

  /** Resolves when the portal has answered to all of it. Never throws. */
  do(action: Action): Promise<void> {
    return this.#line({ origin: 'do', strict: false, ...action }, [])
  }

  /** Resolves when all that was on its way until now has been answered. */
  settled(): Promise<void> {
    return this.#queue
  }

  /** Ends the action that is under way after the part that is being sent. */
  stop(): void {
    this.#isStopped = this.progress !== null
  }

  /** Does the rest of what ended half-way; both halves are then undone as one. */
  async resume(): Promise<void> {
    const { halted } = this
    this.halted = null
    if (!halted) return
    const { label, rest, origin, entry } = halted
    if (entry) this.deps.history.drop(entry)
    await this.#line({ label, changes: rest, origin, strict: true }, entry?.steps ?? [])
  }

  #line(action: Required<Action>, before: Step[]): Promise<void> {
    this.#waiting.push(action)
    this.#queue = this.#queue.then(() => this.#run(action, [...before]))
    return this.#queue
  }

  async #run({ label, origin, strict, changes }: Required<Action>, before: Step[]): Promise<void> {
    this.#steps = before
    this.halted = null
    this.#isStopped = false
    for (let [change] = this.#waiting.left; change; [change] = this.#waiting.left) {
      const done = changes.length - this.#waiting.left.length
      if (changes.length >= worthTelling) this.progress = { label, done, of: changes.length }
      const isMade = !this.#isStopped && (await this.#send(label, change))
      if (!isMade && (strict || this.#isStopped)) break
      this.#waiting.replaceLeft((all) => all.slice(1))
    }
    this.#end(label, origin)
  }

  /** Takes the action off the list, and what was not made of it off the board. */
  #end(label: Label, origin: Origin): void {
    const rest = this.#waiting.left
    const entry = { label, steps: this.#steps }
    const hasSteps = entry.steps.length > 0
    this.#waiting.shift()
    this.progress = null
    this.deps.history.record(entry, origin)
    if (rest.length === 0) {
      if (hasSteps) this.deps.onDone(entry, origin)
    } else if (hasSteps || this.#isStopped) {
      this.halted = { label, rest, origin, entry: hasSteps ? entry : null, wasStopped: this.#isStopped }
    }
  }

  /** Returns whether all of the change was made. */
  async #send(label: Label, asked: Change): Promise<boolean> {
    const { bridge, board, reading } = this.deps
    let change = asked
    let isWhole: boolean
    let done = 0
    try {
      const found = await reading.freshen()
      if (!reading.plan) return false
      const agreed = this.#agreed(label, change, found)
      if (!agreed) return false
      isWhole = agreed === change
      change = agreed
      for await (const part of sendChange({ bridge, board }, reading.plan, change)) {
        this.#settle(change, part)
        isWhole &&= part.refused.length === 0
        done += part.size
        if (part.of > 1) this.progress = { label, done, of: part.of }
        if (this.#isStopped && done < part.of) return false
      }
      return isWhole
    } catch (error) {
      await this.#fail(label, change, problemOf(error))
      return false
    }
  }

  async #fail(label: Label, change: Change, problem: Problem): Promise<void> {
    const { reading, onRefused, onConflict } = this.deps
    if (change.kind === 'edit' && change.seen && problem.code === 'not-found') {
      const { id, edit, seen } = change
      await reading.again() // it was deleted since the last answer
      return onConflict({ id, wanted: edit, seen, label })
    }
    onRefused(change, problem)
    if (change.kind === 'add') this.#waiting.forgetStage(change.stage.id)
    if (change.kind === 'edit') this.#undoInWaiting(change)
  }

  /** What of a change can be made; the rest, which was changed elsewhere too, is asked about. Tells what else was. */
  #agreed(label: Label, change: Change, found: RemoteChange[]): Change | null {
    const { reading, onRemoteChange, onConflict } = this.deps
    const { plan } = reading
    const { make, ask } =
      change.kind === 'edit' && plan ? splitConflicts(plan, change) : { make: {}, ask: null }
    const others =
      change.kind === 'edit' && ask ? excludeStage(found, change.id, ask.afterId !== undefined) : found
    if (others.length > 0) onRemoteChange(others)
    if (change.kind !== 'edit' || !ask || !change.seen) return change
    onConflict({ id: change.id, wanted: ask, seen: change.seen, label })
    return make && { ...change, edit: make }
  }

  /** Those that wait were made by a user who saw the refused edit as made. */
  #undoInWaiting({ id, edit }: Change & { kind: 'edit' }): void {
    const stage = this.deps.reading.plan?.stages.find((it) => it.id === id)
    if (stage) this.#waiting.rebase(edit, stage)
  }

  #settle(asked: Change, { done, refused }: SendResult): void {
    const { reading, onRefused } = this.deps
    const [first] = refused
    if (first) onRefused(aboutTasks(asked, refused), first.problem)
    if ('taskIds' in done && done.taskIds.length === 0) return
    if (reading.plan) this.#steps.unshift(...inverseOf(reading.plan, done))
    if (asked.kind === 'add' && done.kind === 'add') this.#renumber(asked.stage.id, done.stage.id)
    reading.settle(done)
    if (!('taskIds' in done)) return
    this.#waiting.replaceLeft(([it, ...others]) => (it ? [without(it, done.taskIds), ...others] : []))
  }

  #renumber(from: number, to: number): void {
    this.keys[to] = this.keys[from] ?? from
    this.#waiting.renumber(from, to)
    this.deps.history.renumber(from, to)
  }
}

/** The change as far as it is about these tasks. */
function aboutTasks(change: Change, refused: SendResult['refused']): Change {
  const taskIds = refused.map(({ taskId }) => taskId)
  if (change.kind === 'clear') return { kind: 'move', taskIds, from: change.id, to: change.to }
  return 'taskIds' in change ? { ...change, taskIds } : change
}
