import type { Input } from '../../electron/ipc/contract.ts'
import type { Capture, Problem, Upload } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'
import { daysOf } from './days.ts'
import { textMatcher } from '../shared/text-match.ts'
import { passing, type Filter } from './filter.ts'
import { captureOf, deadlineIn } from './written-deadline.ts'

const firstRows = 200

/** The list with what has changed, or is new, in it. */
function withNews(all: readonly Capture[], news: readonly Capture[]): Capture[] {
  const changed = new Map(news.map((one) => [one.id, one]))
  const kept = all.map((one) => changed.get(one.id) ?? one)
  const known = new Set(all.map(({ id }) => id))
  return [...[...changed.values()].filter(({ id }) => !known.has(id)), ...kept]
}

/** Everything captured, newest first, as the main process has it, and what can be done with each. */
export class Captures {
  /** Null until the main process has answered. */
  all = $state.raw<Capture[] | null>(null)
  /** Why the list could not be read, or not be copied. */
  problem = $state.raw<Problem | null>(null)
  /** Why what was asked of one capture failed; gone with the next request. */
  refused = $state.raw<{ id: string; problem: Problem } | null>(null)
  /** The capture whose comment has just arrived. */
  commented = $state<string | null>(null)
  /** How many captures the clipboard has received; null: none were asked for. */
  copied = $state<number | null>(null)
  /** The files that are on their way. */
  upload = $state.raw<Upload | null>(null)
  filter = $state<Filter>('all')
  /** Words that the text or title of a capture must have to be shown. */
  query = $state('')

  /** How many rows are shown; thousands at once would only make the window slow. */
  limit = $state(firstRows)
  readonly #fits = $derived(textMatcher(this.query))
  readonly #passing = $derived(
    passing(this.all ?? [], this.filter).filter(({ title, text }) => this.#fits(`${title}\n${text}`)),
  )
  readonly days = $derived(daysOf(this.#passing.slice(0, this.limit)))
  /** Earlier ones are there and not shown. */
  readonly hasMore = $derived(this.#passing.length > this.limit)
  /** How many need a person. */
  readonly attention = $derived(this.count('attention'))
  #busy = $state.raw<string[]>([])
  /** What has changed while the list was being read. */
  #news: Capture[] = []
  #removed: string[] = []
  #isLoading = false

  constructor(private readonly bridge: Bridge) {}

  /** Keeps up with every change from now on, and resolves when the list has been read. */
  async follow(): Promise<void> {
    this.bridge.on('captures.changed', (changed) => {
      if (this.#isLoading) this.#news.push(...changed)
      if (this.all) this.all = withNews(this.all, changed)
    })
    this.bridge.on('captures.removed', (ids) => {
      if (this.#isLoading) this.#removed.push(...ids)
      if (this.all) this.all = without(this.all, ids)
    })
    this.bridge.on('upload.changed', (upload) => (this.upload = upload))
    await this.load()
  }

  /** Asks again; news that arrived meanwhile are younger than the answer and stay. */
  async load(): Promise<void> {
    this.problem = null
    this.#isLoading = true
    try {
      this.all = without(withNews(await this.bridge.ask('captures.list'), this.#news), this.#removed)
      // News are younger than this answer.
      this.upload ??= await this.bridge.ask('upload.get')
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.#isLoading = false
      this.#news = []
      this.#removed = []
    }
  }

  /** How many captures a filter lets through. */
  count(filter: Filter): number {
    return passing(this.all ?? [], filter).length
  }

  showMore(): void {
    this.limit += firstRows
  }

  /** Puts all that is not delivered on the clipboard. */
  async copyUndelivered(): Promise<void> {
    this.problem = null
    this.copied = null
    try {
      this.copied = await this.bridge.ask('captures.copy-undelivered')
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Something was asked of it, and the answer is not there yet. */
  isBusy(id: string): boolean {
    return this.#busy.includes(id)
  }

  /** Opens the task of a sent capture in the browser. */
  open(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.open', { id }))
  }

  /** Sends what needs attention, or what is left of it, again. */
  retry(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.retry', { id }))
  }

  /** Sends it without the files that the portal has not got. */
  leaveOutFiles(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.leave-out-files', { id }))
  }

  /** Stops its files, which are on their way. */
  stopUpload(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('upload.stop', { id }))
  }

  /** Takes it out of the queue, or deletes its task. */
  undo(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.undo', { id }))
  }

  /** Brings back what was undone. */
  restore(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.restore', { id }))
  }

  complete(id: string): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.complete', { id }))
  }

  /** The deadline that a text means, in the words of the capture field; null for none. */
  async deadlineOf(text: string): Promise<string | null> {
    return deadlineIn(await this.bridge.ask('capture.parse', { text: captureOf(text), plain: [] }))
  }

  /** False: the change did not arrive, and `refused` says why. */
  edit(id: string, change: Omit<Input<'captures.edit'>, 'id'>): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.edit', { id, ...change }))
  }

  /** False: the comment did not arrive, and `refused` says why. */
  async comment(id: string, text: string): Promise<boolean> {
    const arrived = await this.#try(id, () => this.bridge.ask('captures.comment', { id, text }))
    if (arrived) this.commented = id
    return arrived
  }

  /** Says which task of the portal it is, null for none of them, where its answer was lost. */
  identify(id: string, taskId: number | null): Promise<boolean> {
    return this.#try(id, () => this.bridge.ask('captures.identify', { id, taskId }))
  }

  async #try(id: string, work: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy(id)) return false
    this.refused = null
    this.commented = null
    this.#busy = [...this.#busy, id]
    try {
      await work()
      return true
    } catch (error) {
      this.refused = { id, problem: problemOf(error) }
      return false
    } finally {
      this.#busy = this.#busy.filter((one) => one !== id)
    }
  }
}

const without = (captures: Capture[], ids: readonly string[]) =>
  captures.filter(({ id }) => !ids.includes(id))
