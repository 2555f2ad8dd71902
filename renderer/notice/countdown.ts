/** Ends after a while that can be held up. */
export class Countdown {
  #timer: ReturnType<typeof setTimeout> | undefined
  #endsAt = 0
  #held = false
  #left: number

  /** It runs from now on; `milliseconds` later, held times not counted, `onEnd` is called. */
  constructor(
    milliseconds: number,
    private readonly onEnd: () => void,
  ) {
    this.#left = milliseconds
    this.#run()
  }

  /** Time stands still. */
  hold(): void {
    if (this.#held) return
    this.#held = true
    clearTimeout(this.#timer)
    this.#left = this.#endsAt - performance.now()
  }

  /** Time goes on. */
  release(): void {
    this.#held = false
    this.#run()
  }

  /** Whatever is left, it is this long from now, or from the end of being held. */
  restart(milliseconds: number): void {
    this.#left = milliseconds
    if (!this.#held) this.#run()
  }

  #run(): void {
    clearTimeout(this.#timer)
    this.#endsAt = performance.now() + this.#left
    this.#timer = setTimeout(this.onEnd, this.#left)
  }
}
