import type { CaptureShown, Problem } from '../../../electron/model.ts'
import { problemOf, type Bridge } from '../../shared/bridge.ts'
import type { Draft } from '../draft.svelte.ts'

/** What comes from outside with the window: an address on the clipboard, the text of a link or of another door. */
export class Arrivals {
  /** A web address to be offered. */
  link = $state<string | null>(null)
  /** What a link wants to have saved; nothing happens before it is agreed to. */
  asked = $state<string | null>(null)
  /** The title of what a link wants to have saved is longer than the portal keeps. */
  isCut = $state(false)
  /** Why what was agreed to could not be saved. */
  problem = $state.raw<Problem | null>(null)
  #refused: string | null = null
  #saving = false
  /** A draft was put aside for what came, and comes back by itself. */
  #aside = false

  constructor(
    private readonly bridge: Bridge,
    private readonly draft: Draft,
  ) {}

  /** Takes in what the window came up with. */
  async show({ link, text }: CaptureShown): Promise<void> {
    const isNew = link !== null && link !== this.#refused && !this.draft.text.includes(link)
    this.link = isNew ? link : null
    if (text?.from === 'link') await this.#ask(text.text)
    if (text?.from === 'program') await this.#fill(text.text)
  }

  async #ask(text: string): Promise<void> {
    this.asked = text
    this.isCut = false
    const parsed = await this.bridge.ask('capture.parse', { text, plain: [] }).catch(() => null)
    if (this.asked === text) this.isCut = parsed?.titleCut === true
  }

  /** The address is put in, or not wanted; either way it is not offered again. */
  settleLink(): void {
    this.#refused = this.link
    this.link = null
  }

  /** Saves what the link asked for, once. True when it is on disk. */
  async agree(): Promise<boolean> {
    const text = this.asked
    if (text === null || this.#saving) return false
    this.#saving = true
    this.problem = null
    try {
      await this.bridge.ask('capture.add', { text })
      if (this.asked === text) this.asked = null
    } catch (error) {
      this.problem = problemOf(error)
    }
    this.#saving = false
    return this.asked === null
  }

  /** The link gets nothing. */
  refuse(): void {
    this.asked = null
    this.problem = null
  }

  /** Puts the draft that was there before into the field again. */
  async bringBack(): Promise<void> {
    if (!this.#aside) return
    try {
      await this.draft.bringBack()
      this.#aside = false
    } catch (error) {
      this.draft.problem = problemOf(error)
    }
  }

  async #fill(text: string): Promise<void> {
    try {
      // What comes while a draft waits goes below what came before.
      const before = this.#aside && !this.draft.isEmpty ? `${this.draft.text}\n` : ''
      if (!before) await this.#putAside()
      await this.draft.replace(before + text)
    } catch (error) {
      this.draft.problem = problemOf(error)
    }
  }

  async #putAside(): Promise<void> {
    if (this.draft.isEmpty) return
    await this.draft.setAside()
    this.#aside = true
  }
}
