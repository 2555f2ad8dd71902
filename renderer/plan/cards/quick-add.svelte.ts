import type { CapturePlace, Problem, Project, Stage } from '../../../electron/model.ts'
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

/** So short a title fits, whatever it is made of. */
const alwaysFits = 25

/** The text at the foot of a stage. Enter keeps it as a capture, which is on the board when the portal has it. */
export class QuickAdd {
  text = $state('')
  /** Enter was pressed and nothing is written. */
  isBlank = $state(false)
  /** The end of what is written will be the beginning of the description. */
  isCut = $state(false)
  /** Why the last text was not kept, or null. */
  problem = $state.raw<Problem | null>(null)
  #isSaving = false

  constructor(private readonly bridge: Bridge) {}

  /** Takes what is typed, and looks whether it is longer than a title can be. */
  async write(text: string): Promise<void> {
    this.text = text
    this.isBlank = false
    const parsed =
      text.length > alwaysFits
        ? await this.bridge.ask('capture.parse', { text, plain: [] }).catch(() => null)
        : null
    if (this.text === text) this.isCut = parsed?.titleCut === true
  }

  /**
   * Keeps what is written and returns its title; null where it was not kept. The field is empty at once, so that a second
   * Enter keeps nothing twice and what is typed meanwhile stays; what could not be kept comes back before it.
   */
  async add({ place }: Destination): Promise<string | null> {
    const title = this.text.trim()
    if (title === '') {
      this.isBlank = !this.#isSaving
      return null
    }
    this.text = ''
    this.isCut = false
    this.problem = null
    this.#isSaving = true
    try {
      await this.bridge.ask('capture.add', { text: title, place })
      return title
    } catch (error) {
      this.problem = problemOf(error)
      this.text = [title, this.text].filter(Boolean).join(' ')
      return null
    } finally {
      this.#isSaving = false
    }
  }
}
