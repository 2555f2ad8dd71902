import type { Stage } from '../../../electron/model.ts'
import type { Words } from '../../shared/words.svelte.ts'

/** How the portal's stages differ from what was known of them. */
export type Difference = {
  stageId: number
  kind: 'added' | 'deleted' | 'renamed' | 'recolored' | 'reordered'
  name: string
  /** The new name. */
  now: string
}

/** What was changed elsewhere between two readings of a board's stages. */
export function differences(before: readonly Stage[], after: readonly Stage[]): Difference[] {
  const known = new Map(before.map((stage) => [stage.id, stage]))
  const there = new Map(after.map((stage) => [stage.id, stage]))
  const of = (kind: Difference['kind'], stage: Stage, now = '') => ({
    stageId: stage.id,
    kind,
    name: stage.title,
    now,
  })
  const found: Difference[] = [
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

/** What is left to be told where a person is asked about this stage anyway, and perhaps about its place. */
export function beside(found: readonly Difference[], stageId: number, isPlaceAsked: boolean): Difference[] {
  return found.filter((it) => it.stageId !== stageId && !(isPlaceAsked && it.kind === 'reordered'))
}

/** All of it in one sentence after another. */
export function differenceWords(words: Words, found: readonly Difference[]): string {
  return found.map(({ kind, name, now }) => words.t(`plan.elsewhere.${kind}`, { name, now })).join(' ')
}
