import type { Problem } from '../../../electron/model.ts'
import { problemOf, type Bridge } from '../../shared/bridge.ts'

/** The command line that opens the capture window where a shortcut cannot be had. */
export class ShortcutCommand {
  /** Null until it is known. */
  text = $state<string | null>(null)
  isCopied = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(private readonly bridge: Bridge) {}

  /** Asks for it. */
  load(): Promise<void> {
    return this.#tell(async () => {
      this.text = await this.bridge.ask('shortcut.command')
    })
  }

  /** Puts it on the clipboard. */
  copy(): Promise<void> {
    return this.#tell(async () => {
      await this.bridge.ask('clipboard.copy-command')
      this.isCopied = true
    })
  }

  async #tell(work: () => Promise<void>): Promise<void> {
    this.problem = null
    try {
      await work()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
