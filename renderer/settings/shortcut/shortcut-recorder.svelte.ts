import { problemOf, type Bridge } from '../../shared/bridge.ts'
import type { Problem } from '../../../electron/model.ts'
import type { SettingsState } from '../../shared/settings.svelte.ts'
import { pressedOf } from './accelerator.ts'

/** Records a new shortcut: the old one rests meanwhile, and stays when the new one is refused. */
export class ShortcutRecorder {
  isRecording = $state(false)
  /** The modifiers that are down now. */
  held = $state.raw<string[]>([])
  /** What was wrong with the last press, while recording goes on. */
  hint = $state<'needs-modifier' | 'unsupported' | null>(null)
  /** Why the last recorded shortcut was refused. */
  refusal = $state.raw<Problem | null>(null)
  /** The shortcut that was just accepted. */
  accepted = $state<string | null>(null)

  constructor(
    private readonly bridge: Bridge,
    private readonly settings: SettingsState,
    private readonly mac: boolean,
  ) {}

  /** Begins to listen; the old shortcut is paused, or pressing it would open the capture window. */
  async start(): Promise<void> {
    if (this.isRecording) return
    this.isRecording = true
    this.refusal = null
    this.accepted = null
    await this.#pause(true)
  }

  /** Stops without a change. */
  async cancel(): Promise<void> {
    if (!this.isRecording) return
    this.#stop()
    await this.#pause(false)
  }

  /** True when the press was meant for the recorder; Tab goes on its way, so that nobody is caught here. */
  press(event: KeyboardEvent): boolean {
    if (!this.isRecording || event.code === 'Tab') return false
    if (event.code === 'Escape') {
      void this.cancel()
      return true
    }
    const pressed = pressedOf(event, this.mac)
    this.held = pressed.kind === 'modifiers' ? pressed.held : []
    this.hint = pressed.kind === 'needs-modifier' || pressed.kind === 'unsupported' ? pressed.kind : null
    if (pressed.kind === 'accelerator') void this.#take(pressed.accelerator)
    return true
  }

  /** A key came up: what is still held shows. */
  release(event: KeyboardEvent): void {
    if (!this.isRecording) return
    const pressed = pressedOf(event, this.mac)
    this.held = pressed.kind === 'modifiers' ? pressed.held : this.held
  }

  /** Takes a shortcut without its being pressed, such as the default. */
  async reset(shortcut: string): Promise<void> {
    await this.cancel()
    await this.#change(shortcut)
  }

  async #take(shortcut: string): Promise<void> {
    this.#stop()
    await this.#change(shortcut)
    await this.#pause(false)
  }

  async #change(shortcut: string): Promise<void> {
    this.refusal = await this.settings.change({ shortcut })
    this.accepted = this.refusal ? null : shortcut
  }

  #stop(): void {
    this.isRecording = false
    this.held = []
    this.hint = null
  }

  async #pause(paused: boolean): Promise<void> {
    try {
      await this.bridge.ask('shortcut.pause', { paused })
    } catch (error) {
      this.refusal ??= problemOf(error)
    }
  }
}
