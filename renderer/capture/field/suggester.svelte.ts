import type { DateGuess, Range, Suggestions } from '../../../electron/model.ts'
import type { Bridge } from '../../shared/bridge.ts'
import type { WrittenText } from './written-text.svelte.ts'

/** A sign that may begin a name, somewhere before the caret in its line. */
const sign = /(?:^|[\s(])[@+#/^:=][^\n]*$/u

/** What may stand at the caret: asked for while typing, walked with the arrows, taken once. */
export class Suggester {
  /** Null while the list is closed; never without items. */
  current = $state.raw<Suggestions | null>(null)
  #moved = $state<number | null>(null)
  /** Where the token begins whose list was closed on purpose. */
  #dismissed: number | null = null
  #questions = 0
  /** Where a name is being typed; null where none is. */
  #caret: number | null = null

  /**
   * The item that Enter takes; -1 for none. The first one, unless the name is written out already: then Enter saves.
   */
  readonly active = $derived.by(() => this.#moved ?? (this.#isWrittenOut() ? -1 : 0))

  constructor(
    private readonly bridge: Bridge,
    private readonly draft: WrittenText,
  ) {}

  /** Asks again when others can be named: somebody who was not known a moment ago may be meant. Returns the way to stop. */
  follow(): () => void {
    return this.bridge.on('names.changed', () => {
      if (this.#caret !== null) void this.ask(this.#caret)
    })
  }

  /** Asks what fits at the caret. Whatever answers come late, only the latest question counts. */
  async ask(caret: number): Promise<void> {
    const question = ++this.#questions
    const { text, plain } = this.draft
    // The token whose list was closed is deleted: another one may begin in its place.
    if (this.#dismissed !== null && caret <= this.#dismissed) this.#dismissed = null
    this.#caret = sign.test(text.slice(0, caret)) ? caret : null
    if (this.#caret === null) return this.#open(null)
    const answer = await this.bridge.ask('capture.suggest', { text, plain, caret }).catch(() => null)
    if (question === this.#questions) this.#open(answer)
  }

  /** Offers what may be meant by a date, where no name is being typed: Tab takes it, Enter saves without it. */
  offer(guess: DateGuess | undefined): void {
    if (!guess || this.current) return
    const { kind, from, to, insert } = guess
    this.#open({ kind, from, to, items: [{ label: insert.trim(), note: '', insert, color: null }] })
  }

  /** Asks again where the list was closed on purpose. */
  async reopen(caret: number): Promise<void> {
    this.#dismissed = null
    await this.ask(caret)
  }

  /** The caret is somewhere else without a letter typed: a list that does not belong there closes. */
  moveCaret(caret: number): void {
    if (this.current && (caret < this.current.from || caret > this.current.to)) this.#open(null)
    if (caret !== this.#caret) this.#caret = null
  }

  /** To the next item, or with -1 to the one before, around the ends. */
  move(step: 1 | -1): void {
    const count = this.current?.items.length ?? 0
    if (count === 0) return
    const from = this.active === -1 && step === -1 ? 0 : this.active
    this.#moved = (from + step + count) % count
  }

  /** Closes the list, for as long as the caret stays with this token. */
  dismiss(): void {
    this.#dismissed = this.current?.from ?? null
    this.#questions++ // an answer that is still on its way would open it again
    this.#caret = null
    this.#open(null)
  }

  /** What is to be put where, and the list closed. */
  take(index: number): (Range & { insert: string }) | null {
    const item = this.current?.items[index]
    if (!this.current || !item) return null
    const { from, to } = this.current
    this.#questions++
    this.#caret = null
    this.#open(null)
    return { from, to, insert: item.insert }
  }

  #open(suggestions: Suggestions | null): void {
    if (suggestions && suggestions.from !== this.#dismissed) this.#dismissed = null
    const isWanted = suggestions && suggestions.items.length > 0 && suggestions.from !== this.#dismissed
    if (!isWanted || suggestions.from !== this.current?.from) this.#moved = null
    this.current = isWanted ? suggestions : null
    if (this.#moved !== null) this.#moved = Math.min(this.#moved, (this.current?.items.length ?? 0) - 1)
  }

  #isWrittenOut(): boolean {
    if (!this.current) return false
    const { from, to, kind } = this.current
    // It was not asked for.
    if (kind === 'date' || kind === 'year' || kind === 'further') return true
    // A sign alone may as well end a sum: Enter saves, Tab takes.
    if (kind === 'template') return to - from <= 1
    const typed = nameIn(this.draft.text.slice(from, to))
    // A tag may be a new one, whatever older ones begin like it.
    if (kind === 'tag') return typed !== ''
    // The chip names who or what is meant already.
    return (
      typed !== '' && this.draft.spans.some((span) => span.from === from && span.to === to && span.certain)
    )
  }
}

const nameIn = (token: string) => token.slice(1).replace(/^["«]|["»]$/gu, '')
