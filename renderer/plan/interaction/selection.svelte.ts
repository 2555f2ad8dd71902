import { SvelteSet } from 'svelte/reactivity'

/** The tasks that were selected to do something with all of them. */
export class Selection {
  readonly #ids = new SvelteSet<number>()
  /** Where a range begins. */
  #anchor: number | null = null

  readonly size = $derived(this.#ids.size)
  readonly ids = $derived([...this.#ids])

  has(id: number): boolean {
    return this.#ids.has(id)
  }

  toggle(id: number): void {
    if (!this.#ids.delete(id)) this.#ids.add(id)
    this.#anchor = id
  }

  /** Adds all from the last one that was selected up to this one, in the order of their column. */
  extend(id: number, column: readonly number[]): void {
    const from = this.#anchor === null ? -1 : column.indexOf(this.#anchor)
    const to = column.indexOf(id)
    if (from < 0 || to < 0) return this.toggle(id)
    this.add(column.slice(Math.min(from, to), Math.max(from, to) + 1))
  }

  add(ids: readonly number[]): void {
    for (const id of ids) this.#ids.add(id)
  }

  /** Selects these and no others. */
  replace(ids: readonly number[]): void {
    this.keep((id) => ids.includes(id))
    this.add(ids)
    this.#anchor = null
  }

  clear(): void {
    this.#ids.clear()
    this.#anchor = null
  }

  /** Forgets what is not there any more. */
  keep(isThere: (id: number) => boolean): void {
    for (const id of this.ids) if (!isThere(id)) this.#ids.delete(id)
  }

  /** What an action on this task is about: all that are selected if it is one of them, else it alone. */
  with(id: number): number[] {
    return this.has(id) ? this.ids : [id]
  }
}
