import { createRandom, type Random } from './random.ts'
import { markOf, newThought, type Thought } from './thoughts.ts'

/** Where a capture comes in. `command`: the program `quickplan`; `page`: the window's own request, several at once. */
export type Door = 'socket' | 'command' | 'window' | 'page'

/** Something that a person does. `undo` takes back one of those that are known by then, the `of`-th from the end. */
export type Act =
  | { do: 'capture'; door: Door; thoughts: Thought[] }
  | { do: 'draft'; thought: Thought; then: 'save' | 'discard' }
  | { do: 'undo'; of: number }
  | { do: 'pause'; ms: number }

/**
 * What a call to the portal meets. `twice`: it is delivered a second time, byte for byte. `renewal…`: its access token
 * runs out, and this is what becomes of the renewal that follows.
 */
export type Broken =
  'reset-before' | 'reset-after' | 'half' | 'slow' | 'busy' | 'twice' | `renewal-${RenewalEnd}`
export const renewalEnds = ['well', 'unreached', 'lost', 'half', 'json-404', 'html'] as const
export type RenewalEnd = (typeof renewalEnds)[number]

/** What goes on all through a life, or until it is mended. */
export const mendable = [
  ...(['disk-full', 'read-only', 'clipboard-hangs'] as const),
  ...(['keyring-locked', 'keyring-hangs', 'keyring-refuses', 'keyring-dies'] as const),
] as const
export type Trouble =
  | { kind: (typeof mendable)[number]; mended: boolean }
  /** Milliseconds that the app's clock is wrong. */
  | { kind: 'clock'; ms: number }
  /** Milliseconds that a write takes until it is on disk; a thread of the app's four waits for it. */
  | { kind: 'slow-disk'; ms: number }
  /** The app is an older version than the one before and after it, which has written some of the data. */
  | { kind: 'older-version' }

/**
 * The end of a life: at the `nth` time that the app comes to a moment, or so many milliseconds after it was started, or
 * after it was up.
 */
export type Kill =
  | { at: string; nth: number; /** Milliseconds. */ late: number }
  | { at: null; since: 'start' | 'up'; after: number }

/** From a start of the app to its kill. */
export type Life = { acts: Act[]; broken: Broken[]; trouble: Trouble | null; kill: Kill }

export type SignIn = 'webhook' | 'oauth'

/** A data folder and a portal from fresh to reckoned. `rest3`: false for a portal from before REST 3.0. */
export type Round = { index: number; rest3: boolean; signIn: SignIn; lives: Life[] }

/** Steps of a durable write, in their order; see hook.cjs. */
const writing = ['temporary', 'half', 'written', 'synced', 'rename', 'rename', 'renamed', 'renamed', 'kept']

/** What is done in a round of this number; the same for the same seed. */
export function planRound(seed: number, index: number): Round {
  const random = createRandom(seed, index)
  const rest3 = !random.chance(0.3)
  const signIn = random.chance(0.4) ? 'oauth' : 'webhook'
  let counted = 0
  const twin = `Same words ${markOf(index, 999).slice(2)}`
  const think = () => newThought(random, markOf(index, counted++), random.chance(0.12) ? twin : null)
  const lives = Array.from({ length: random.between(4, 6) }, () => planLife(random, think, signIn))
  return { index, rest3, signIn, lives }
}

function planLife(random: Random, think: () => Thought, signIn: SignIn): Life {
  const drawn = Array.from({ length: random.between(3, 5) }, () => planAct(random, think))
  // A draft comes last, and one at most, so that it is still there at the end.
  const [draft] = drawn.filter((act) => act.do === 'draft')
  const acts = [...drawn.filter((act) => act.do !== 'draft'), ...(draft ? [draft] : [])]
  const broken = Array.from({ length: random.between(2, 6) }, () => planBroken(random))
  // First of all, as a token runs out before whatever else goes wrong with a call.
  if (signIn === 'oauth' && random.chance(0.7)) broken.unshift(`renewal-${random.pick(renewalEnds)}`)
  const trouble = random.chance(0.5) ? planTrouble(random) : null
  return { acts, broken, trouble, kill: planKill(random, acts, broken) }
}

function planAct(random: Random, think: () => Thought): Act {
  const kind = random.fraction()
  if (kind < 0.12) return { do: 'undo', of: random.between(1, 3) }
  if (kind < 0.2) return { do: 'pause', ms: random.between(1, 300) }
  if (kind < 0.3) {
    return { do: 'draft', thought: { ...think(), file: null }, then: random.pick(['save', 'discard']) }
  }
  const door = random.pick(['socket', 'socket', 'socket', 'page', 'page', 'window', 'command'] as const)
  const many = door === 'socket' || door === 'page' ? random.between(1, 3) : 1
  const thoughts = Array.from({ length: many }, think)
  // Only the page can take files; where several come as lines each is one line.
  if (door !== 'page') return { do: 'capture', door, thoughts: thoughts.map(withoutFile) }
  return { do: 'capture', door, thoughts: many === 1 ? thoughts : thoughts.map(asLine) }
}

const withoutFile = (thought: Thought): Thought => ({ ...thought, file: null })

/** Its first line is all of it, with the mark there. */
const asLine = (thought: Thought): Thought => {
  const [first = ''] = thought.text.split('\n')
  const text = first.includes(thought.mark) ? first : `${first} ${thought.mark}`
  return { ...thought, text, checklist: [], file: null }
}

const planBroken = (random: Random): Broken =>
  random.pick([
    'reset-before',
    'reset-before',
    'reset-after',
    'reset-after',
    'reset-after',
    'half',
    'slow',
    'busy',
    'twice',
  ])

const hour = 3_600_000

function planTrouble(random: Random): Trouble {
  const kind = random.pick([...mendable, 'clock', 'clock', 'slow-disk', 'older-version'] as const)
  if (kind === 'older-version') return { kind }
  if (kind === 'slow-disk') return { kind, ms: random.pick([300, 1_000, 2_500]) }
  if (kind !== 'clock') return { kind, mended: random.chance(0.5) }
  return { kind, ms: random.pick([-48 * hour, -3 * hour, -90_000, 90_000, hour, 25 * hour, 40 * 24 * hour]) }
}

function planKill(random: Random, acts: readonly Act[], broken: readonly Broken[]): Kill {
  if (random.chance(0.08)) return { at: null, since: 'start', after: random.between(100, 3_000) }
  if (random.chance(0.2)) return { at: null, since: 'up', after: random.between(1, 3_000) }
  const moments = momentsOf(acts, broken)
  // Rare ones as often as those that every capture comes by.
  const kind = random.pick([...new Set(moments.map((moment) => moment.kind))])
  const { at, most } = random.pick(moments.filter((moment) => moment.kind === kind))
  const late = at.startsWith('asked-') ? random.between(0, 30) : kind === 'token' ? random.between(0, 2) : 0
  return { at, nth: random.between(1, most), late }
}

type Moment = { kind: string; at: string; /** How often it comes, at least about. */ most: number }

/** The moments that an app comes to which does all this. */
function momentsOf(acts: readonly Act[], broken: readonly Broken[]): Moment[] {
  const captures = acts.filter((act) => act.do === 'capture')
  const thoughts = captures.flatMap((act) => act.thoughts)
  const writes = (kind: string, most: number) =>
    writing.map((step) => ({ kind, at: `${step}-${kind}`, most }))
  const calls = (method: string) =>
    ['asked', 'asked', 'replied', 'replied', 'replied'].map((step) => ({
      kind: method,
      at: `${step}-${method}`,
      most: 1,
    }))
  const isIn = (has: (thought: Thought) => boolean) => thoughts.some(has)
  const usesDraft = acts.some((act) => act.do === 'draft' || (act.do === 'capture' && act.door === 'window'))
  return [
    ...writes('mark', 3),
    ...(thoughts.length > 0 ? [...writes('new', thoughts.length), ...calls('tasks.task.add')] : []),
    ...(usesDraft ? writes('draft', 1) : []),
    ...(broken.some((one) => one.startsWith('renewal')) ? calls('token') : []),
    ...(acts.some((act) => act.do === 'undo') ? calls('tasks.task.delete') : []),
    ...(isIn(({ tags }) => tags.length > 0) ? calls('tasks.task.update') : []),
    ...(isIn(({ checklist }) => checklist.length > 0) ? calls('task.checklistitem.add') : []),
    ...(isIn(({ file }) => file !== null)
      ? [...calls('disk.storage.uploadfile'), ...calls('tasks.task.file.attach')]
      : []),
  ]
}

/** What can be left out of a round to see whether it still fails. */
export const leftOuts = [
  ...(['life-6', 'life-5', 'life-4', 'life-3', 'life-2', 'life-1'] as const),
  ...(['broken', 'trouble', 'undo', 'draft', 'files'] as const),
] as const
export type LeftOut = (typeof leftOuts)[number]

/** The same round with less in it. */
export function without(round: Round, left: readonly LeftOut[]): Round {
  const has = (part: LeftOut) => left.includes(part)
  const keep = (act: Act) => !(has('undo') && act.do === 'undo') && !(has('draft') && act.do === 'draft')
  const plain = (act: Act): Act =>
    has('files') && act.do === 'capture' ? { ...act, thoughts: act.thoughts.map(withoutFile) } : act
  const lives = round.lives
    .filter((_life, index) => !left.includes(`life-${String(index + 1)}` as LeftOut))
    .map((life) => ({
      ...life,
      acts: life.acts.filter(keep).map(plain),
      broken: has('broken') ? [] : life.broken,
      trouble: has('trouble') ? null : life.trouble,
    }))
  return { ...round, lives }
}
