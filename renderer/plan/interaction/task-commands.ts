import type { PlanTask, TaskAction, TaskRights } from '../../../electron/model.ts'
import type { Words } from '../../shared/words.svelte.ts'
import type { Board } from '../model/board.svelte.ts'
import type { Beside } from '../model/changes.ts'
import type { Column } from '../model/columns.ts'
import type { BoardView } from './board-view.svelte.ts'
import { focusCard } from './navigation.ts'

type Deps = {
  board: Board
  view: BoardView
  words: Words
  root: () => HTMLElement | undefined
  nameOf: (column: Column) => string
  disabledReason: (what: 'tasks') => string | null
  isRefused: (what: 'tasks') => boolean
  focusTitle: (key: number) => Promise<void>
}

/** Moving, completing and selecting tasks, and what else can be done with one; each says aloud what it did. */
export function createTaskCommands(deps: Deps) {
  const { board, view, words, root, nameOf, disabledReason, isRefused, focusTitle } = deps
  const columnOf = (stageId: number) => board.columns.find(({ stage }) => stage.id === stageId)
  const columnWith = (taskId: number | undefined) =>
    board.columns.find(({ tasks }) => tasks.some(({ id }) => id === taskId))
  const taskOf = (id: number) => board.columns.flatMap(({ tasks }) => tasks).find((task) => task.id === id)

  /** These without the tasks of Scrum projects, of which a notice tells that they stay. */
  function movable(taskIds: readonly number[]): number[] {
    const free = taskIds.filter((id) => !taskOf(id)?.isScrum)
    if (free.length < taskIds.length) board.notice = { kind: 'scrum' }
    return free
  }

  /** Puts a card above or below another one; `focusId` as below. */
  async function order(taskId: number, stageId: number, beside: Beside, focusId?: number): Promise<void> {
    const to = columnOf(stageId)
    const task = taskOf(taskId)
    if (!to || !task || isRefused('tasks') || movable([taskId]).length === 0) return
    void board.order(taskId, stageId, beside)
    const now = columnOf(stageId)?.tasks.findIndex(({ id }) => id === taskId) ?? -1
    const about = { task: task.title, place: now + 1, stage: nameOf(to) }
    view.say(words.t(task.stageId === stageId ? 'plan.spoken.ordered' : 'plan.spoken.moved', about))
    const node = root()
    if (focusId !== undefined && node) await focusCard(node, focusId, to.key)
  }

  /** Moves tasks; `focusId` is the card that has the focus afterwards. */
  async function move(wanted: readonly number[], stageId: number, focusId?: number): Promise<void> {
    const to = columnOf(stageId)
    if (!to || isRefused('tasks')) return
    const taskIds = movable(wanted)
    if (taskIds.length === 0) return
    const name = taskOf(taskIds[0] ?? 0)?.title ?? ''
    const label = { stage: nameOf(to), task: name, count: taskIds.length, place: nameOf(to) }
    void board.move(taskIds, stageId)
    view.say(taskIds.length > 1 ? words.t('plan.label.moveMany', label) : words.t('plan.spoken.moved', label))
    const node = root()
    if (focusId !== undefined && node) await focusCard(node, focusId, to.key)
  }

  function complete(taskIds: readonly number[], completed: boolean): void {
    if (board.frozen === 'offline') return void isRefused('tasks')
    const column = columnWith(taskIds[0])
    const hadFocus = taskIds.includes(focusedTask())
    view.say(words.t(completed ? 'plan.complete.done' : 'plan.select.reopen'))
    const [only, ...others] = taskIds.map(taskOf)
    const answered = board.complete(taskIds, completed)
    if (completed && only && others.length === 0) void answered.then(() => askForResult(only))
    if (column && hadFocus && !board.showsCompleted) void focusNeighbour(column, taskIds)
  }

  /** A task that demands a result, and has none, asks for it in place of a refusal. */
  async function askForResult(task: PlanTask): Promise<void> {
    const refusal = board.refusals.find(
      ({ change }) => change.kind === 'complete' && change.taskIds.includes(task.id),
    )
    if (!refusal) return
    const found = await board.bridge.ask('tasks.results', { taskId: task.id }).catch(() => null)
    if (!found?.isRequired || found.results.length > 0) return
    board.dismiss(refusal)
    view.demanding = task
  }

  /** Puts the focus on the card behind these, which are about to go, or the one before them, or the title. */
  async function focusNeighbour(column: Column, taskIds: readonly number[]): Promise<void> {
    const at = column.tasks.findIndex(({ id }) => id === taskIds[0])
    const around = [...column.tasks.slice(at), ...column.tasks.slice(0, at).reverse()]
    const next = around.find(({ id }) => !taskIds.includes(id))
    const node = root()
    if (next && node) await focusCard(node, next.id, column.key)
    else await focusTitle(column.key)
  }

  return {
    movable,
    move,
    order,
    complete,

    /** Takes the card, or all that are selected with it, to the stage beside its own. */
    step(taskId: number, by: -1 | 1): void {
      const at = board.columns.findIndex(({ tasks }) => tasks.some(({ id }) => id === taskId))
      const to = board.columns[at + by]
      if (to) void move(view.selection.with(taskId), to.stage.id, taskId)
      else view.say(words.t('plan.spoken.noFurther'))
    },

    /** Drops cards: between two others where there is such an order, else into the stage. */
    dropCards(dropped: { taskIds: readonly number[]; stageId: number; beside: Beside | null }): void {
      const { taskIds, stageId, beside } = dropped
      const [only] = taskIds
      if (beside && only !== undefined) void order(only, stageId, beside)
      else void move(taskIds, stageId)
    },

    /** Takes a card one place up or down in its stage. */
    shiftCard(taskId: number, by: -1 | 1): void {
      const column = columnWith(taskId)
      const at = column?.tasks.findIndex(({ id }) => id === taskId) ?? -1
      const other = column?.tasks[at + by]
      if (!board.byHand) return view.say(words.t('plan.order.none'))
      if (!column || !other) return view.say(words.t('plan.order.edge'))
      void order(taskId, column.stage.id, by < 0 ? { before: other.id } : { after: other.id }, taskId)
    },

    /** Why a task cannot be moved, or null. */
    whyKept: (task: PlanTask): string | null =>
      disabledReason('tasks') ?? (task.isScrum ? words.t('plan.scrum.kept') : null),

    /** What the portal lets this user do with a task; null where it does not tell. Never throws. */
    rightsOf: (taskId: number): Promise<TaskRights | null> =>
      board.bridge.ask('tasks.rights', { taskId }).catch(() => null),

    act(task: PlanTask, action: TaskAction): void {
      if (board.frozen === 'offline') return void isRefused('tasks')
      view.say(words.t(`plan.act.${action}`))
      void board.act(task.id, action)
    },

    /** Adds the result that a task demands, and completes it. Throws a BridgeError. */
    async completeWith(task: PlanTask, text: string): Promise<void> {
      await board.bridge.ask('tasks.add-result', { taskId: task.id, text })
      view.demanding = null
      await board.complete([task.id], true)
    },

    toggleSelected(task: PlanTask): void {
      view.selection.toggle(task.id)
      const count = view.selection.size
      view.say(count > 0 ? words.t('plan.select.count', { count }) : words.t('plan.select.none'))
    },
  }
}

const focusedTask = () => Number(document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset['task'])
