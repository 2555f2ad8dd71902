import { problemOf, type Bridge } from '../../shared/bridge.ts'
import type { Problem } from '../../../electron/model.ts'

/** Milliseconds. Longer than somebody needs to press some keys, shorter than the main process lets a trial last. */
const longest = 15_000

/** Proves that a press of the global shortcut arrives: the next one is told here and opens no window. */
export class ShortcutTrial {
  state = $state<'idle' | 'waiting' | 'arrived' | 'silent'>('idle')
  problem = $state.raw<Problem | null>(null)

  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly bridge: Bridge) {}

  /** Listens for the press. Returns the way to stop. */
  follow(): () => void {
    const stop = this.bridge.on('shortcut.arrived', () => {
      if (this.state === 'waiting') void this.#end('arrived')
    })
    return () => {
      stop()
      if (this.state === 'waiting') void this.#end('idle')
    }
  }

  /** From now on a press counts, until it arrives or too much time has passed. */
  async start(): Promise<void> {
    this.problem = null
    this.state = 'waiting'
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#end('silent'), longest)
    await this.#ask(true)
  }

  async #end(state: 'idle' | 'arrived' | 'silent'): Promise<void> {
    clearTimeout(this.#timer)
    this.state = state
    await this.#ask(false)
  }

  async #ask(on: boolean): Promise<void> {
    try {
      await this.bridge.ask('shortcut.try', { on })
    } catch (error) {
      this.problem = problemOf(error)
      this.state = 'idle'
    }
  }
}
