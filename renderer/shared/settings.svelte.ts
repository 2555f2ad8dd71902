import type { Problem, Settings, SettingsView } from '../../electron/model.ts'
import { problemOf, type Bridge } from './bridge.ts'

/** The settings as the main process has them; a change shows when it was accepted. */
export class SettingsState {
  /** Null until the main process has answered. */
  current = $state.raw<SettingsView | null>(null)
  /** Why the settings could not be read. */
  problem = $state.raw<Problem | null>(null)

  constructor(private readonly bridge: Bridge) {}

  /** Keeps up with every change from now on, and resolves when the settings have been read. */
  async follow(): Promise<void> {
    this.bridge.on('settings.changed', (settings) => (this.current = settings))
    await this.load()
  }

  /** Asks again; the reason stands in `problem` when there is no answer. */
  async load(): Promise<void> {
    this.problem = null
    try {
      this.current = await this.bridge.ask('settings.get')
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Returns why the change was refused, or null; a refused change leaves everything as it was. */
  async change(change: Partial<Settings>): Promise<Problem | null> {
    try {
      this.current = await this.bridge.ask('settings.change', change)
      return null
    } catch (error) {
      return problemOf(error)
    }
  }
}
