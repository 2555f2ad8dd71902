import type { Capture } from '../../electron/model.ts'
import type { HeldTask } from './portal/held.ts'
import { markIn, type Thought } from './thoughts.ts'

/** What somebody was told of a thought that they wanted captured. */
export type Claim = {
  thought: Thought
  /** `cut`: no answer came, as the app was killed meanwhile. */
  told: 'saved' | 'not-saved' | 'cut'
  undo: 'not-asked' | 'saved' | 'cut'
}

/** An unsaved text. `kept`: it was on disk. `back`: it was in the field at the next start; null where nobody looked. */
export type DraftClaim = { mark: string; kept: boolean; back: boolean | null; saved: boolean }

/** All that is known at the end: what people were told, what *Sent* says, and what the portal holds. */
export type Evidence = {
  claims: readonly Claim[]
  drafts: readonly DraftClaim[]
  /** Marks of captures in *Sent* that were in the field at a start all the same: Enter would save them again. */
  offeredAgain: readonly string[]
  sent: readonly Capture[]
  tasks: readonly HeldTask[]
  /** The names of the files on the person's Drive. */
  drive: readonly string[]
  /** Accounts that somebody had signed in to and that were gone at the end, or could do nothing. */
  wiped: readonly string[]
  /** Where a secret was left behind. */
  leaks: readonly string[]
}

const kinds = ['lost', 'doubled', 'cut', 'leaked', 'misreported', 'accounts wiped'] as const
export type Kind = (typeof kinds)[number]
/** `mark`: of the thought; of an account its name, of a secret its place. */
export type Finding = { kind: Kind; mark: string; what: string }

export type Reckoning = {
  /** Captures that were told as saved. */
  captured: number
  /** Those of them that are on the portal. */
  delivered: number
  /** Those of them that were taken back. */
  undone: number
  /** Those that *Sent* tells as neither sent nor taken back. */
  open: number
  findings: Finding[]
}

/** Compares what was told with what is there. Finds nothing where every thought is where everybody believes it to be. */
export function reckon({ claims, drafts, offeredAgain, sent, tasks, drive, ...more }: Evidence): Reckoning {
  const toldOf = groupBy(sent, ({ text }) => markIn(text))
  const heldOf = groupBy(tasks, ({ mark }) => mark)
  const findings: Finding[] = []
  for (const claim of claims) {
    const { mark } = claim.thought
    findings.push(...judge(claim, toldOf.get(mark) ?? [], heldOf.get(mark) ?? []))
  }
  for (const draft of drafts) findings.push(...judgeDraft(draft, toldOf, heldOf))
  for (const mark of offeredAgain)
    findings.push({ kind: 'misreported', mark, what: 'saved, and still a draft' })
  findings.push(...uploads(drive), ...strangers(claims, drafts, toldOf, heldOf))
  for (const mark of more.wiped)
    findings.push({ kind: 'accounts wiped', mark, what: 'gone, or without its keys' })
  for (const mark of more.leaks) findings.push({ kind: 'leaked', mark, what: 'a secret was left behind' })
  const saved = claims.filter(({ told }) => told === 'saved')
  const stateOf = ({ thought }: Claim) => toldOf.get(thought.mark)?.[0]?.state
  return {
    captured: saved.length,
    delivered: saved.filter(({ thought }) => heldOf.has(thought.mark)).length,
    undone: saved.filter((claim) => stateOf(claim) === 'undone').length,
    open: saved.filter((claim) => !['sent', 'undone', undefined].includes(stateOf(claim))).length,
    findings,
  }
}

function judge(claim: Claim, told: readonly Capture[], held: readonly HeldTask[]): Finding[] {
  const { thought, told: answer } = claim
  const find = (kind: Kind, what: string): Finding => ({ kind, mark: thought.mark, what })
  const [capture, ...more] = told
  const [task, ...others] = held
  const found: Finding[] = []
  if (others.length > 0) found.push(find('doubled', `${String(held.length)} tasks`))
  if (more.length > 0) found.push(find('doubled', `${String(told.length)} entries in Sent`))
  if (answer === 'not-saved' && (capture ?? task)) {
    found.push(find('misreported', 'told as not saved, and it is there'))
  }
  if (!capture) {
    if (task) found.push(find('misreported', 'a task, and Sent knows nothing of it'))
    else if (answer === 'saved') found.push(find('lost', 'neither a task nor told of in Sent'))
    return found
  }
  if (claim.undo === 'saved' && !['undone', 'undoing', 'attention'].includes(capture.state)) {
    found.push(find('misreported', `taken back, and told as ${capture.state}`))
  }
  if (capture.state === 'sent' && !task && answer === 'saved')
    found.push(find('lost', 'told as sent, and no task'))
  return [
    ...found,
    ...(task && isCut(task, thought) ? [find('cut', 'the end of its title is nowhere')] : []),
    ...lies(capture, task, thought).map((what) => find('misreported', what)),
    ...copies(capture, task, find),
  ]
}

/** A portal cuts a long title without a word. */
function isCut({ words }: HeldTask, { ending }: Thought): boolean {
  return ending !== null && !words.includes(ending)
}

/** In which ways an entry of *Sent* is not what the portal holds. */
function lies(capture: Capture, task: HeldTask | undefined, thought: Thought): string[] {
  const { state, taskId, problem } = capture
  if (state === 'undone') return task ? ['told as undone, and the task is there'] : []
  if (state === 'attention') return problem ? [] : ['needs attention for no reason']
  if (state === 'undoing') return []
  if (state !== 'sent') return task && taskId === null ? [`told as ${state}, and the task is there`] : []
  if (!task) return ['told as sent, and there is no task']
  const lacks = (what: string, wanted: readonly string[], there: readonly string[]) =>
    wanted.some((one) => !there.includes(one)) ? [`told as sent, and ${what} are missing`] : []
  return [
    ...(taskId === task.id ? [] : ['told as another task']),
    ...lacks('tags', thought.tags, task.tags),
    ...lacks('items of the checklist', thought.checklist, task.checklist),
    ...(task.files < capture.attachments.length ? ['told as sent, and files are missing'] : []),
    ...(capture.steps.some(({ name }) => name === 'stage') && !task.isLater
      ? ['told as sent, and not in its stage']
      : []),
    ...(capture.completed ? ['told as completed'] : []),
  ]
}

/** Parts of a task that are there more than once. */
function copies(
  { attachments }: Capture,
  task: HeldTask | undefined,
  find: (kind: Kind, what: string) => Finding,
): Finding[] {
  if (!task) return []
  const { checklist, files } = task
  return [
    ...(new Set(checklist).size < checklist.length ? [find('doubled', 'items of the checklist')] : []),
    ...(files > attachments.length ? [find('doubled', `${String(files)} files`)] : []),
  ]
}

/** A file that was uploaded more than once: the portal keeps each copy under a name of its own. */
function uploads(drive: readonly string[]): Finding[] {
  return [...groupBy(drive, markIn)].flatMap(([mark, names]) =>
    names.length > 1
      ? [{ kind: 'doubled' as const, mark, what: `${String(names.length)} copies of its file` }]
      : [],
  )
}

type Groups<T> = ReadonlyMap<string, readonly T[]>

function judgeDraft(draft: DraftClaim, told: Groups<Capture>, held: Groups<HeldTask>): Finding[] {
  const { mark, kept, back, saved } = draft
  const find = (kind: Kind, what: string): Finding => ({ kind, mark, what })
  return [
    ...(kept && back === false ? [find('lost', 'a draft that was on disk')] : []),
    ...(!saved && (told.has(mark) || held.has(mark))
      ? [find('misreported', 'a draft that nobody saved')]
      : []),
  ]
}

/** What bears a mark that nobody has given it. */
function strangers(
  claims: readonly Claim[],
  drafts: readonly DraftClaim[],
  told: Groups<Capture>,
  held: Groups<HeldTask>,
): Finding[] {
  const known = new Set([...claims.map(({ thought }) => thought.mark), ...drafts.map(({ mark }) => mark)])
  const marks = new Set([...told.keys(), ...held.keys()])
  return [...marks]
    .filter((mark) => !known.has(mark))
    .map((mark) => ({ kind: 'misreported' as const, mark, what: 'nobody captured this' }))
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string | null): Groups<T> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return groups
}

/** Several reckonings as one. */
export const sum = (all: readonly Reckoning[]): Reckoning => ({
  captured: total(all.map(({ captured }) => captured)),
  delivered: total(all.map(({ delivered }) => delivered)),
  undone: total(all.map(({ undone }) => undone)),
  open: total(all.map(({ open }) => open)),
  findings: all.flatMap(({ findings }) => findings),
})

const total = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0)

/** The last line of a run; something found of the same thought in the same way counts once. */
export function lineOf({ captured, delivered, findings }: Reckoning): string {
  const count = (kind: Kind) =>
    new Set(findings.filter((one) => one.kind === kind).map(({ mark }) => mark)).size
  const counts = [
    `captured ${String(captured)}, delivered ${String(delivered)}`,
    ...kinds.map((kind) => `${kind} ${String(count(kind))}`),
  ]
  return counts.join(', ')
}
