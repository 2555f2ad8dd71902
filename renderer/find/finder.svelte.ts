import type { FoundTask, Problem, Stage } from '../../electron/model.ts'
import { problemOf, type Bridge } from '../shared/bridge.ts'

const myPlan = { projectId: 0, asAdmin: false }
/** Milliseconds without a letter before the portal is asked. */
const pause = 250

/** Finds tasks while words are typed: at once among what is kept, then at the portal. */
export class Finder {
  words = $state('')
  tasks = $state.raw<FoundTask[]>([])
  /** The stages to move a task to, while one is chosen; null while tasks are. */
  stages = $state.raw<Stage[] | null>(null)
  active = $state(0)
  /** Why the portal was not asked: only what is kept is shown. */
  offline = $state.raw<Problem | null>(null)
  /** Why something that was chosen could not be done. */
  problem = $state.raw<Problem | null>(null)
  /** What was done last. */
  said = $state<{ what: 'completed' | 'moved'; title: string; stage: string } | null>(null)
  isAsking = $state(false)
  readonly count = $derived.by(() => (this.stages ?? this.tasks).length)
  readonly chosen = $derived.by(() => this.tasks[this.#task ?? this.active] ?? null)
  /** The task that is to be moved, while its stage is chosen. */
  #task = $state<number | null>(null)
  #questions = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly bridge: Bridge,
    /** A task is not where it was. */
    private readonly onChange: () => void,
  ) {}

  /** Looks for these words; whatever answers late, only the latest question counts. */
  async search(words: string): Promise<void> {
    const question = ++this.#questions
    clearTimeout(this.#timer)
    this.words = words
    this.said = null
    this.problem = null
    const kept = await this.bridge.ask('tasks.find', { words, from: 'kept' }).catch(() => [])
    if (question !== this.#questions) return
    this.active = 0
    this.tasks = kept
    this.isAsking = words.trim().length > 1
    if (this.isAsking) this.#timer = setTimeout(() => void this.#ask(words, question), pause)
  }

  /** To the next one, or with -1 to the one before, around the ends. */
  move(step: 1 | -1): void {
    if (this.count > 0) this.active = (this.active + step + this.count) % this.count
  }

  /** Opens the task in the browser. True where that was done. */
  open(): Promise<boolean> {
    const { chosen } = this
    return this.#do(async () => {
      if (chosen) await this.bridge.ask('tasks.open', { taskId: chosen.id })
      return chosen !== null
    })
  }

  complete(): Promise<boolean> {
    const { chosen } = this
    return this.#do(async () => {
      if (!chosen) return false
      const { refused } = await this.bridge.ask('tasks.complete', { taskIds: [chosen.id], completed: true })
      if (refused[0]) throw refused[0].problem
      this.tasks = this.tasks.filter(({ id }) => id !== chosen.id)
      this.active = Math.min(this.active, Math.max(0, this.tasks.length - 1))
      this.#tell({ what: 'completed', title: chosen.title, stage: '' })
      return true
    })
  }

  /** Offers the stages of My Plan for the chosen task. */
  chooseStage(): Promise<boolean> {
    const { chosen, active } = this
    return this.#do(async () => {
      if (!chosen) return false
      const stages = await this.bridge.ask('stages.list', { board: myPlan })
      this.#task = active
      this.stages = stages
      this.active = 0
      return true
    })
  }

  /** Back to the tasks, with the same one chosen. */
  leaveStages(): void {
    this.active = this.#task ?? 0
    this.#task = null
    this.stages = null
  }

  /** Moves the task to the stage that is chosen. */
  moveThere(): Promise<boolean> {
    const { chosen } = this
    const stage = this.stages?.[this.active]
    return this.#do(async () => {
      if (!chosen || !stage) return false
      const input = { board: myPlan, taskIds: [chosen.id], stageId: stage.id }
      const { refused } = await this.bridge.ask('tasks.move', input)
      if (refused[0]) throw refused[0].problem
      this.tasks = this.tasks.map((one) => (one.id === chosen.id ? { ...one, stage: stage.title } : one))
      this.leaveStages()
      this.#tell({ what: 'moved', title: chosen.title, stage: stage.title })
      return true
    })
  }

  /** Nothing that is under way counts any more. */
  stop(): void {
    this.#questions++
    clearTimeout(this.#timer)
  }

  async #ask(words: string, question: number): Promise<void> {
    try {
      const asked = await this.bridge.ask('tasks.find', { words, from: 'portal' })
      if (question !== this.#questions) return
      this.tasks = [...this.tasks, ...asked.filter(({ id }) => !this.tasks.some((one) => one.id === id))]
      this.offline = null
    } catch (error) {
      if (question !== this.#questions) return
      this.offline = problemOf(error)
    }
    this.isAsking = false
  }

  #tell(said: NonNullable<Finder['said']>): void {
    this.said = said
    this.onChange()
  }

  async #do(work: () => Promise<boolean>): Promise<boolean> {
    this.problem = null
    this.said = null
    try {
      return await work()
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }
}
