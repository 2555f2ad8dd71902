import type { Plan, Stage } from '../../../electron/model.ts'
import { placeOf, type Change, type Seen, type StageEdit } from './changes.ts'
import type { Label } from './labels.ts'

/** A stage that was changed here and elsewhere at once, so that a user has to say which of the two shall be. */
export type Conflict = { id: number; wanted: StageEdit; seen: Seen; label: Label }

type Edit = Change & { kind: 'edit' }

/**
 * Splits an edit into what can be made and what has to be asked about, since the portal's stage has something else there
 * by now than the user saw; all of it where the stage is gone. Null for a part that is empty.
 */
export function splitConflicts(
  plan: Plan,
  { edit, seen, id }: Edit,
): { make: StageEdit | null; ask: StageEdit | null } {
  if (!seen) return { make: edit, ask: null }
  const stage = plan.stages.find((it) => it.id === id)
  if (!stage) return { make: null, ask: edit }
  const isAsked = {
    title: edit.title !== undefined && isOther(stage.title, seen.stage.title, edit.title),
    color: edit.color !== undefined && isOther(stage.color, seen.stage.color, edit.color),
    afterId:
      edit.afterId !== undefined &&
      wasMoved(plan, id, seen.order) &&
      placeOf(plan.stages, id) !== edit.afterId,
  }
  return { make: only(edit, (field) => !isAsked[field]), ask: only(edit, (field) => isAsked[field]) }
}

/** Whether the question is still one: the stage is gone, or is not what was wanted. */
export function isOpen(plan: Plan, { id, wanted }: Conflict): boolean {
  const stage = plan.stages.find((it) => it.id === id)
  if (!stage) return true
  const { title, color, afterId } = wanted
  const isThere =
    (title === undefined || stage.title === title) &&
    (color === undefined || stage.color === color) &&
    (afterId === undefined || placeOf(plan.stages, id) === afterId)
  return !isThere
}

/** What the user wanted, applied to the plan as it is now: again, or as a new stage where the old one is gone. */
export function reapply(plan: Plan, { id, wanted, seen }: Conflict, newId: () => number): Change {
  const stage = plan.stages.find((it) => it.id === id)
  if (stage) return { kind: 'edit', id, edit: wanted, seen: seenOn(plan, stage) }
  const { title = seen.stage.title, color = seen.stage.color } = wanted
  return {
    kind: 'add',
    stage: { id: newId(), title, color },
    afterId: wanted.afterId ?? lastBefore(plan, id, seen),
  }
}

/** What a user who changes this stage sees of it. */
export function seenOn(plan: Plan, stage: Stage): Seen {
  return { stage, order: plan.stages.map((it) => it.id) }
}

const isOther = <T>(now: T, seen: T, wanted: T) => now !== seen && now !== wanted

function only(edit: StageEdit, isMeant: (field: keyof StageEdit) => boolean): StageEdit | null {
  const entries = Object.entries(edit).filter(([field]) => isMeant(field as keyof StageEdit))
  return entries.length > 0 ? Object.fromEntries(entries) : null
}

/** Whether this stage, and no other, stands elsewhere than it did; where others were moved too, both orders are merged. */
function wasMoved({ stages }: Plan, id: number, order: readonly number[]): boolean {
  const now = stages.map((stage) => stage.id).filter((it) => order.includes(it))
  const before = order.filter((it) => now.includes(it))
  const others = (ids: readonly number[]) => ids.filter((it) => it !== id).join()
  return now.join() !== before.join() && others(now) === others(before)
}

/** The nearest stage that stood before it and is still there, 0 for none. */
function lastBefore({ stages }: Plan, id: number, { order }: Seen): number {
  const before = order.slice(0, Math.max(0, order.indexOf(id)))
  return before.findLast((it) => stages.some((stage) => stage.id === it)) ?? 0
}
