import type { Template } from '../../model.ts'
import type { Nameable, NameIndex } from './name-index.ts'
import { chunksOf, finish, finishInSteps, sortInSteps, type Steps } from './in-steps.ts'
import { buildNameIndex } from './name-index.ts'

/**
 * Who and what can be named in a capture. The lists are read once and remembered by their identity: a change is a new
 * list, and the same list is never changed.
 */
export type Directory = {
  people: readonly Person[]
  projects: readonly Project[]
  /** Of My Plan, in the order of the board. */
  stages: readonly PlanStage[]
  /** Open tasks that others can be a part of, the last changed first. */
  tasks?: readonly KnownTask[]
  /** The id of the person who types: `@me`. */
  me?: number | undefined
}

/** `name` is the first name, or the full one where there is no `lastName`. */
export type Person = {
  id: number
  name: string
  lastName?: string | undefined
  position?: string | undefined
}
export type Project = { id: number; name: string }
export type KnownTask = { id: number; title: string }
export type PlanStage = { id: number; title: string; color?: string | undefined }

/** Somebody or something of the directory, by its full name. */
export type Entry = Nameable & { note: string; color: string | null }

/** The sign before a name says where it is looked up. */
export type NameSign = '@' | '+' | '/' | '^'

type Index = NameIndex<Entry>

const indexes = new WeakMap<object, Index>()
// Begun ahead of need; who asks before they are ready finishes them.
const begun = new WeakMap<object, Steps<Index>>()

const noTasks: readonly KnownTask[] = []

/** The names that a sign can mean: people and projects by the alphabet, stages and tasks in their order. */
export function indexOf(directory: Directory, sign: NameSign): Index {
  if (sign === '@') return indexOnce(directory.people, peopleIn)
  if (sign === '+') return indexOnce(directory.projects, projectsIn)
  if (sign === '^') return indexOnce(directory.tasks ?? noTasks, tasksIn)
  return indexOnce(directory.stages, stagesIn)
}

/** Tags in their order; their ids mean nothing. */
export function indexOfTags(tags: readonly string[]): Index {
  return indexOnce(tags, tagsIn)
}

/** Templates in their order; an entry's note is the whole text. */
export function indexOfTemplates(templates: readonly Template[]): Index {
  return indexOnce(templates, templatesIn)
}

/**
 * Makes ready what looking up names needs, in steps of a few milliseconds with pauses between them. The names can be
 * used meanwhile: who is the first to look for one waits for the rest.
 */
export async function prepareIndexes(directory: Directory, pause: () => Promise<void>): Promise<void> {
  await finishInSteps(stepsOf(directory.people, peopleIn), pause)
  await finishInSteps(stepsOf(directory.projects, projectsIn), pause)
  await finishInSteps(stepsOf(directory.stages, stagesIn), pause)
  await finishInSteps(stepsOf(directory.tasks ?? noTasks, tasksIn), pause)
}

function indexOnce<T>(list: readonly T[], read: (list: readonly T[]) => Steps<Entry[]>): Index {
  return indexes.get(list) ?? finish(stepsOf(list, read))
}

/** The steps that are left until a list has its index; several may do them by turns. */
function* stepsOf<T>(list: readonly T[], read: (list: readonly T[]) => Steps<Entry[]>): Steps<Index> {
  const steps = begun.get(list) ?? indexed(read(list))
  begun.set(list, steps)
  for (;;) {
    const known = indexes.get(list)
    if (known) return known
    const step = steps.next()
    if (step.done) {
      indexes.set(list, step.value)
      begun.delete(list)
      return step.value
    }
    yield
  }
}

function* indexed(entries: Steps<Entry[]>): Steps<Index> {
  return yield* buildNameIndex(yield* entries)
}

const peopleIn = (people: readonly Person[]): Steps<Entry[]> => byName(people, toPersonEntry)

const projectsIn = (projects: readonly Project[]): Steps<Entry[]> =>
  byName(projects, ({ id, name }) => entry(id, name))

function* stagesIn(stages: readonly PlanStage[]): Steps<Entry[]> {
  yield
  return stages.map(({ id, title, color }) => entry(id, title, '', color))
}

function* tasksIn(tasks: readonly KnownTask[]): Steps<Entry[]> {
  yield
  return tasks.map(({ id, title }) => entry(id, title))
}

function* tagsIn(tags: readonly string[]): Steps<Entry[]> {
  yield
  return tags.map((tag) => entry(0, tag))
}

function* templatesIn(templates: readonly Template[]): Steps<Entry[]> {
  yield
  return templates.map(({ name, text }) => entry(0, name, text))
}

function* byName<T>(list: readonly T[], toEntry: (item: T) => Entry): Steps<Entry[]> {
  const entries: Entry[] = []
  for (const some of chunksOf(list, 500)) {
    for (const item of some) entries.push(toEntry(item))
    yield
  }
  const { compare } = new Intl.Collator()
  yield
  return yield* sortInSteps(entries, (a, b) => compare(a.name, b.name))
}

function toPersonEntry({ id, name, lastName, position }: Person): Entry {
  return entry(id, `${name} ${lastName ?? ''}`.trim(), position)
}

function entry(id: number, name: string, note = '', color: string | null = null): Entry {
  return { id, name, note, color }
}
