import { renumbered } from './changes.ts'
import type { Step } from './inverse.ts'
import type { Label } from './labels.ts'

/** Something that was done, and the steps that take it back, in their order. */
export type Entry = { label: Label; steps: Step[] }

/** Whether the user did it, undid it, or did it again. */
export type Origin = 'do' | 'undo' | 'redo'

const most = 100

/** What can be undone and redone, the last thing at the end. */
export class History {
  past = $state.raw<Entry[]>([])
  future = $state.raw<Entry[]>([])
  readonly undoable = $derived(this.past.at(-1) ?? null)
  readonly redoable = $derived(this.future.at(-1) ?? null)

  /** Notes what was done, and how to take it back. Something new makes what was undone before unreachable. */
  record(entry: Entry, origin: Origin): void {
    if (entry.steps.length === 0) return
    if (origin === 'undo') this.future = [...this.future, entry]
    else this.past = [...this.past, entry].slice(-most)
    if (origin === 'do') this.future = []
  }

  /** Takes an entry off both lists. */
  drop(entry: Entry): void {
    this.past = this.past.filter((it) => it !== entry)
    this.future = this.future.filter((it) => it !== entry)
  }

  /** A stage was deleted and made again: all that was noted of it now speaks of the new one. */
  renumber(from: number, to: number): void {
    const now = (entry: Entry): Entry => ({
      ...entry,
      steps: entry.steps.map((step) => renumberedStep(step, from, to)),
    })
    this.past = this.past.map(now)
    this.future = this.future.map(now)
  }
}

function renumberedStep(step: Step, from: number, to: number): Step {
  const change = renumbered(step.change, from, to)
  const { expected } = step
  if (!expected) return { change }
  return { change, expected: expected.afterId === from ? { ...expected, afterId: to } : expected }
}
