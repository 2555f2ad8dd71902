import type { Problem, Stage } from '../../../electron/model.ts'
import type { Words } from '../../shared/words.svelte.ts'
import type { Entry, Origin } from './history.svelte.ts'
import type { Label } from './labels.ts'

/** Something that has just happened on a board and that the user should know of. */
export type BoardNotice =
  | { kind: 'done'; entry: Entry; origin: Origin }
  | { kind: 'elsewhere'; found: RemoteChange[] }
  /** An undo of which all, or some, was no longer possible. */
  | { kind: 'lost'; label: Label; isAll: boolean }
  /** Something cannot be changed here, or now. */
  | { kind: 'cannot'; what: 'stages' | 'tasks' }
  /** Tasks of Scrum projects stay where they are. */
  | { kind: 'scrum' }
  /** The stage that was being moved was deleted elsewhere. */
  | { kind: 'gone' }

/** Something that failed and is no change of the board. */
export type Failure = { title: string; problem: Problem }

/** How the portal's stages differ from what was known of them. */
export type RemoteChange = {
  stageId: number
  kind: 'added' | 'deleted' | 'renamed' | 'recolored' | 'reordered'
  name: string
  /** The new name. */
  now: string
}

/** What was changed elsewhere between two readings of a board's stages. */
export function remoteChanges(before: readonly Stage[], after: readonly Stage[]): RemoteChange[] {
  const known = new Map(before.map((stage) => [stage.id, stage]))
  const there = new Map(after.map((stage) => [stage.id, stage]))
  const of = (kind: RemoteChange['kind'], stage: Stage, now = '') => ({
    stageId: stage.id,
    kind,
    name: stage.title,
    now,
  })
  const found: RemoteChange[] = [
    ...after.filter(({ id }) => !known.has(id)).map((stage) => of('added', stage)),
    ...before.filter(({ id }) => !there.has(id)).map((stage) => of('deleted', stage)),
  ]
  for (const stage of before) {
    const now = there.get(stage.id)
    if (now && now.title !== stage.title) found.push(of('renamed', stage, now.title))
    if (now && now.color !== stage.color) found.push(of('recolored', now))
  }
  const stayed = (stages: readonly Stage[]) =>
    stages.filter(({ id }) => known.has(id) && there.has(id)).map(({ id }) => id)
  const order = stayed(after)
  const first = stayed(before).findIndex((id, at) => id !== order[at])
  const moved = there.get(order[first] ?? 0)
  return first < 0 || !moved ? found : [...found, of('reordered', moved)]
}

/** What is left to be told where a user is asked about this stage anyway, and perhaps about its place. */
export function excludeStage(
  found: readonly RemoteChange[],
  stageId: number,
  isPlaceAsked: boolean,
): RemoteChange[] {
  return found.filter((it) => it.stageId !== stageId && !(isPlaceAsked && it.kind === 'reordered'))
}

/** All of it in one sentence after another. */
export function remoteChangeWords(words: Words, found: readonly RemoteChange[]): string {
  return found.map(({ kind, name, now }) => words.t(`plan.elsewhere.${kind}`, { name, now })).join(' ')
}
