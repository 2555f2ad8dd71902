import type { Parsed, Range } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import type { Draft } from './draft.svelte.ts'
import { linesOf } from './field/lines.ts'

type Then = 'hide' | 'open' | 'stay'
/** The last thing that was done to the draft as a whole. */
type Step =
  | { kind: 'saved'; ids: string[]; text: string; plain: Range[]; withFiles: boolean }
  | { kind: 'discarded' }
  | { kind: 'plain'; before: Range[] }

/** Saves the draft once, or throws it away, and takes back the last of such steps until something is typed. */
export class Saver {
  saving = $state(false)
  /** What was chosen for several lines: one task with a description, or a task each. */
  as = $state<'one' | 'lines'>('one')
  #pasted = $state(false)
  /** The lines to choose for, where several were pasted into an empty field; empty where there is no choice. */
  readonly lines = $derived.by(() => {
    const lines = this.#pasted ? linesOf(this.draft.text) : []
    return lines.length > 1 ? lines : []
  })
  /** What has just happened, for those who cannot see it. */
  said = $state<'discarded' | 'taken-back' | null>(null)
  #last = $state.raw<{ step: Step; at: number } | null>(null)

  constructor(
    private readonly bridge: Bridge,
    private readonly draft: Draft,
  ) {}

  /** What Ctrl+Z would take back now. Reads the draft, so that typing ends it. */
  get last(): Step['kind'] | null {
    void this.draft.text
    void this.draft.plain
    return this.#last?.at === this.draft.changes ? this.#last.step.kind : null
  }

  /** Several lines are about to arrive in the empty field, all at once: they may be meant as several tasks. */
  offerLines(): void {
    this.#pasted = true
  }

  /** What a line would become by itself; null where that cannot be told. */
  understand(line: string): Promise<Parsed | null> {
    return this.bridge.ask('capture.parse', { text: line, plain: [] }).catch(() => null)
  }

  /** The field is empty, and nothing is chosen for what comes next. */
  reset(): void {
    this.#pasted = false
    this.as = 'one'
  }

  /** True when the captures are on disk; otherwise the text stays and the draft's `problem` says why. */
  async save(then: Then): Promise<boolean> {
    if (this.saving) return false
    this.saving = true
    this.draft.problem = null
    const { text, plain } = this.draft
    const as = this.lines.length > 0 ? this.as : 'one'
    try {
      // A file that is still being copied would else go with the next thought.
      const { filesTaken } = this.draft
      if (filesTaken && !(await filesTaken)) return false
      const withFiles = this.draft.attachments.length > 0
      const captures = await this.bridge.ask('capture.save', { text, plain, then, as })
      const ids = captures.map(({ id }) => id)
      await this.#goOn({ kind: 'saved', ids, text, plain, withFiles }, then)
      return true
    } catch (error) {
      this.draft.problem = problemOf(error)
      return false
    } finally {
      this.saving = false
    }
  }

  /** Throws text and files away; `takeBack` brings them again. */
  async discard(): Promise<void> {
    if (this.draft.isEmpty) return
    try {
      const view = await this.bridge.ask('draft.discard')
      this.reset()
      const shown = this.draft.adopt(view)
      this.#remember({ kind: 'discarded' })
      this.said = 'discarded'
      await shown
    } catch (error) {
      this.draft.problem = problemOf(error)
    }
  }

  /** Turns what was understood back into text. */
  async toPlain(ranges: Range[]): Promise<void> {
    const before = this.draft.plain
    const shown = this.draft.toPlain(ranges)
    this.#remember({ kind: 'plain', before })
    await shown
  }

  /** Empties the field where nothing was written behind the tokens that the last thought has left in it. */
  async dropKept(): Promise<void> {
    const last = this.#last
    if (this.last !== 'saved' || !last || this.draft.isEmpty || this.draft.attachments.length > 0) return
    const shown = this.draft.replace('')
    this.#last = { ...last, at: this.draft.changes }
    await shown
  }

  /** Takes the last step back. */
  async takeBack(): Promise<void> {
    const step = this.last && this.#last?.step
    if (!step) return
    this.#last = null
    try {
      await this.#undo(step)
    } catch (error) {
      this.draft.problem = problemOf(error)
    }
  }

  /** Makes room for the next capture; what was typed while the disk was busy belongs to it. */
  async #goOn(saved: Step & { kind: 'saved' }, then: Then): Promise<void> {
    const { draft } = this
    this.reset()
    const kept = then === 'stay' ? await this.bridge.ask('draft.get') : null
    draft.attachments = []
    if (draft.text !== saved.text) {
      const isLonger = draft.text.startsWith(saved.text)
      await draft.replace(isLonger ? draft.text.slice(saved.text.length) : draft.text)
      return
    }
    const shown = kept ? draft.adopt(kept) : draft.replace('')
    this.#remember(saved)
    await shown
  }

  async #undo(step: Step): Promise<void> {
    if (step.kind === 'plain') return this.draft.replace(this.draft.text, step.before)
    if (step.kind === 'discarded') await this.draft.adopt(await this.bridge.ask('draft.restore'))
    else {
      await Promise.all(step.ids.map((id) => this.bridge.ask('captures.undo', { id })))
      // Its files are with the capture, and come back with it from the list of what was sent.
      if (!step.withFiles) await this.draft.replace(step.text, step.plain)
    }
    this.said = 'taken-back'
  }

  #remember(step: Step): void {
    this.said = null
    this.#last = { step, at: this.draft.changes }
  }
}
