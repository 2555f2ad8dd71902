import type { Problem, Project } from '../../../electron/model.ts'
import { problemOf, type Bridge } from '../../shared/bridge.ts'
import { Board } from './board.svelte.ts'

/** The boards of one account. Each is kept with what can be undone on it for as long as the account is. */
export class Boards {
  #chosen = $state.raw<Board | null>(null)
  /** The project whose board is shown, or null for My Plan. */
  project = $state.raw<Project | null>(null)
  /** Null until they have been asked for. */
  projects = $state.raw<Project[] | null>(null)
  /** Why the projects could not be read, or null. */
  problem = $state.raw<Problem | null>(null)
  readonly #boards: Record<string, Board> = {}
  readonly #plan: Board

  constructor(readonly bridge: Bridge) {
    this.#plan = this.#boardOf(0, false)
  }

  /** The board that is shown. */
  get current(): Board {
    return this.#chosen ?? this.#plan
  }

  /** Shows a project's board, or My Plan for null. `asAdmin` skips the project's rights, for an administrator. */
  choose(project: Project | null, asAdmin = false): void {
    this.project = project
    this.#chosen = this.#boardOf(project?.id ?? 0, asAdmin)
  }

  /** Asks for the projects. Never throws; see `problem`. */
  async loadProjects(): Promise<void> {
    try {
      this.projects = await this.bridge.ask('boards.projects')
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  #boardOf(projectId: number, asAdmin: boolean): Board {
    const key = `${projectId} ${asAdmin}`
    return (this.#boards[key] ??= new Board(this.bridge, { projectId, asAdmin }))
  }
}
