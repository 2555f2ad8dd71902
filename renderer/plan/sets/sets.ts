import type { Stage, StageSet, Template } from '../../../electron/model.ts'
import type { Words } from '../../shared/words.svelte.ts'
import { placeOf, applied, type Change } from '../model/changes.ts'
import type { Column } from '../model/columns.ts'
import { folded } from '../../shared/text-match.ts'
import type { Action } from '../model/action-queue.svelte.ts'

/** What a set makes of one stage. */
export type SetRow =
  | { kind: 'stays' | 'changes'; stage: Stage; title: string; color: string }
  /** It would go, but for the tasks of Scrum projects in it. */
  | { kind: 'kept'; stage: Stage; title: string; color: string }
  | { kind: 'comes'; title: string; color: string }
  | { kind: 'goes'; stage: Stage; tasks: number }

/** The three sets that come with the app, their titles in the language of the user. */
export function builtInSets(words: Words): StageSet[] {
  const set = (name: string, ...stages: [title: string, color: string][]): StageSet => ({
    version: 1,
    name,
    stages: stages.map(([title, color]) => ({ title, color })),
  })
  return [
    set(
      words.t('plan.sets.week'),
      [words.t('plan.set.week.inbox'), 'BDC1C6'],
      [words.t('plan.set.week.monday'), '00C4FB'],
      [words.t('plan.set.week.tuesday'), '47D1E2'],
      [words.t('plan.set.week.wednesday'), '75D900'],
      [words.t('plan.set.week.thursday'), 'F7D622'],
      [words.t('plan.set.week.friday'), 'FFAB00'],
      [words.t('plan.set.week.weekend'), 'E97BA2'],
    ),
    set(
      words.t('plan.sets.gtd'),
      [words.t('plan.set.gtd.inbox'), 'BDC1C6'],
      [words.t('plan.set.gtd.next'), '468EE5'],
      [words.t('plan.set.gtd.waiting'), 'FFAB00'],
      [words.t('plan.set.gtd.projects'), '1EAE43'],
      [words.t('plan.set.gtd.someday'), 'C9A5F0'],
    ),
    set(
      words.t('plan.sets.priorities'),
      [words.t('plan.set.priorities.new'), 'BDC1C6'],
      [words.t('plan.set.priorities.urgent'), 'FF5752'],
      [words.t('plan.set.priorities.important'), 'FFAB00'],
      [words.t('plan.set.priorities.soon'), '47D1E2'],
      [words.t('plan.set.priorities.later'), '9DCF00'],
    ),
  ]
}

/**
 * What applying a set would do, first the stages of the set in their order, then those that go. Stages are told by
 * their titles. The first stage cannot be deleted, so if nothing else becomes of it, it becomes the set's first.
 */
export function previewOf(columns: readonly Column[], set: StageSet): SetRow[] {
  const free = [...columns]
  const take = (column: Column | undefined) => (column ? free.splice(free.indexOf(column), 1)[0] : undefined)
  const pairs = set.stages.map((wanted) => ({
    wanted,
    column: take(free.find(({ stage }) => folded(stage.title) === folded(wanted.title))),
  }))
  const [first] = pairs
  const [oldFirst] = columns
  if (first && !first.column && oldFirst && free.includes(oldFirst)) first.column = take(oldFirst)
  return [
    ...pairs.map(({ wanted, column }): SetRow => rowOf(wanted, column?.stage)),
    ...free.map(({ stage, tasks }): SetRow => {
      const { title, color } = stage
      if (tasks.some(({ isScrum }) => isScrum)) return { kind: 'kept', stage, title, color }
      return { kind: 'goes', stage, tasks: tasks.length }
    }),
  ]
}

function rowOf(wanted: StageSet['stages'][number], stage: Stage | undefined): SetRow {
  if (!stage) return { kind: 'comes', ...wanted }
  const isSame = stage.title === wanted.title && stage.color === wanted.color
  return { kind: isSame ? 'stays' : 'changes', stage, ...wanted }
}

/** Where tasks can go: a place in the preview's rows, since a new stage has no id yet. */
export type Targets = ReadonlyMap<number, number>

/**
 * The changes that lead to the preview, nothing deleted before its tasks have moved. `targets` tells the row that the
 * tasks of a stage go to, by the stage's id; the first row where nothing was said. Null where there is nothing to do.
 */
export function applying(
  columns: readonly Column[],
  { name, rows }: { name: string; rows: readonly SetRow[] },
  targets: Targets,
  newId: () => number,
): Action | null {
  const changes: Change[] = []
  let now = { stages: columns.map(({ stage }) => stage), tasks: [], grouped: true, byHand: false, asOf: '' }
  const make = (change: Change) => {
    changes.push(change)
    now = { ...now, stages: applied(now, change).stages }
  }
  const ids: number[] = []
  for (const row of rows) {
    const afterId = ids.at(-1) ?? 0
    if (row.kind === 'goes') continue
    if (row.kind === 'comes') {
      ids.push(newId())
      make({ kind: 'add', stage: { id: ids.at(-1) ?? 0, title: row.title, color: row.color }, afterId })
      continue
    }
    const { stage, title, color } = row
    ids.push(stage.id)
    const edit = {
      ...(stage.title === title ? {} : { title }),
      ...(stage.color === color ? {} : { color }),
      ...(placeOf(now.stages, stage.id) === afterId ? {} : { afterId }),
    }
    if (Object.keys(edit).length > 0) make({ kind: 'edit', id: stage.id, edit })
  }
  for (const row of rows) {
    if (row.kind !== 'goes') continue
    const to = ids[targets.get(row.stage.id) ?? 0] ?? ids[0] ?? 0
    changes.push({ kind: 'clear', id: row.stage.id, to }, { kind: 'delete', id: row.stage.id })
  }
  return changes.length > 0 ? { label: { kind: 'set', name }, strict: true, changes } : null
}

/** One's own templates and those of a file: the same one is there once, another one of the same name gets a number. */
export function joinTemplates(own: readonly Template[], others: readonly Template[]): Template[] {
  const joined = [...own]
  const isTaken = (name: string) =>
    joined.some((one) => one.name.toLocaleLowerCase() === name.toLocaleLowerCase())
  for (const { name, text } of others) {
    if (joined.some((one) => one.name === name && one.text === text)) continue
    let free = name
    for (let count = 2; isTaken(free); count++) free = `${name} ${count}`
    joined.push({ name: free, text })
  }
  return joined
}
