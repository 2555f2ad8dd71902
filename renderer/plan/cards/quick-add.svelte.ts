import type { Capture, CapturePlace, Problem, Project, Range, Stage } from '../../../electron/model.ts'
import { Suggester } from '../../capture/field/suggester.svelte.ts'
import { WrittenText } from '../../capture/field/written-text.svelte.ts'
import { problemOf, type Bridge } from '../../shared/bridge.ts'

/** Where a task goes that is written at the foot of a stage: `place` is null where new tasks arrive anyway. */
export type Destination = { place: CapturePlace | null }

/**
 * The destination at the foot of a stage; null where a capture cannot be sent: to a stage that the portal has not
 * numbered yet, and to any but the first of a project.
 */
export function destinationOf(project: Project | null, stage: Stage, isFirst: boolean): Destination | null {
  if (stage.id <= 0) return null
  if (project) return isFirst ? { place: { kind: 'project', id: project.id, name: project.name } } : null
  return { place: isFirst ? null : { kind: 'stage', id: stage.id, name: stage.title } }
}

/** The text at the foot of a stage. Enter keeps it as a capture, which is on the board when the portal has it. */
export class QuickAdd extends WrittenText {
  readonly suggester: Suggester
  /** Enter was pressed and nothing is written. */
  isBlank = $state(false)
  /** Why the last text was not kept, or null. */
  problem = $state.raw<Problem | null>(null)
  #isSaving = false

  constructor(bridge: Bridge) {
    super(bridge)
    this.suggester = new Suggester(bridge, this)
  }

  /** Asks again when others can be named. Returns the way to stop. */
  follow(): () => void {
    const stops = [this.bridge.on('names.changed', () => void this.understand()), this.suggester.follow()]
    return () => stops.forEach((stop) => stop())
  }

  /** Takes what is typed; `caret` is where suggestions are asked for. */
  async write(text: string, caret = text.length): Promise<void> {
    await Promise.all([this.change(text), this.suggester.ask(caret)])
    if (this.text === text) this.suggester.offer(this.parsed?.guess)
  }

  override async replace(text: string, plain: Range[] = []): Promise<void> {
    this.isBlank = false
    await super.replace(text, plain)
  }

  /**
   * Keeps what is written and returns the capture; null where it was not kept. The field is empty at once, so that a second
   * Enter keeps nothing twice and what is typed meanwhile stays; what could not be kept comes back before it.
   */
  async add({ place }: Destination): Promise<Capture | null> {
    const { text, plain } = this
    this.suggester.dismiss()
    if (text.trim() === '') {
      this.isBlank = !this.#isSaving
      return null
    }
    void this.replace('')
    this.problem = null
    this.#isSaving = true
    try {
      return await this.bridge.ask('capture.add', { text, plain, place })
    } catch (error) {
      this.problem = problemOf(error)
      await this.replace([text, this.text].filter(Boolean).join(' '), plain)
      return null
    } finally {
      this.#isSaving = false
    }
  }
}
