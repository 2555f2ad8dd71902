import { tick } from 'svelte'
import type { PlanTask } from '../../electron/ipc/contract.ts'
import type { Words } from '../shared/words.svelte.ts'
import type { Board } from './board.svelte.ts'
import { placeOf } from './changes.ts'
import type { Column } from './columns.ts'
import { focusCard, focusColumn, focusHandle } from './navigation.ts'
import type { BoardView } from './view.svelte.ts'

/** What cards and columns can ask for; each says aloud what it did and leaves the focus where one would look for it. */
export type Acts = ReturnType<typeof createActs>

type Needs = { board: Board; view: BoardView; words: Words; root: () => HTMLElement | undefined }

/** Why stages, or tasks, of a board cannot be changed now, in words; null if they can. */
export function whyNotIn(words: Words, board: Board, what: 'stages' | 'tasks'): string | null {
  if (board.frozen === 'offline') return words.t('plan.offline.hint')
  if (what === 'stages') return board.frozen === 'fixed' ? words.t('plan.rights.stages') : null
  return board.rights.canMove ? null : words.t('plan.rights.move')
}

/** The board's actions as its parts use them. */
export function createActs({ board, view, words, root }: Needs) {
  const nameOf = (column: Column | undefined) => column?.stage.title.trim() || words.t('plan.stage.untitled')
  const columnOf = (stageId: number) => board.columns.find(({ stage }) => stage.id === stageId)
  const taskOf = (id: number) => board.columns.flatMap(({ tasks }) => tasks).find((task) => task.id === id)

  /** Tells why nothing can be changed now; false if it can. */
  function isRefused(what: 'stages' | 'tasks'): boolean {
    const isSo = whyNot(what) !== null
    if (isSo) board.news = { kind: 'cannot', what }
    return isSo
  }

  const whyNot = (what: 'stages' | 'tasks') => whyNotIn(words, board, what)

  async function focusTitle(key: number): Promise<void> {
    await tick()
    const node = root()
    if (node) focusColumn(node, key)
  }

  /** Moves tasks; `focusId` is the card that has the focus afterwards. */
  async function move(taskIds: readonly number[], stageId: number, focusId?: number): Promise<void> {
    const to = columnOf(stageId)
    if (!to || isRefused('tasks')) return
    const name = taskOf(taskIds[0] ?? 0)?.title ?? ''
    const label = { stage: nameOf(to), task: name, count: taskIds.length, place: nameOf(to) }
    void board.move(taskIds, stageId)
    view.say(taskIds.length > 1 ? words.t('plan.label.moveMany', label) : words.t('plan.spoken.moved', label))
    const node = root()
    if (focusId !== undefined && node) await focusCard(node, focusId, to.key)
  }

  /** Takes the card, or all that are selected with it, to the stage beside its own. */
  function step(taskId: number, by: -1 | 1): void {
    const at = board.columns.findIndex(({ tasks }) => tasks.some(({ id }) => id === taskId))
    const to = board.columns[at + by]
    if (to) void move(view.selection.with(taskId), to.stage.id, taskId)
    else view.say(words.t('plan.spoken.noFurther'))
  }

  function complete(taskIds: readonly number[], completed: boolean): void {
    view.say(words.t(completed ? 'plan.complete.done' : 'plan.select.reopen'))
    void board.complete(taskIds, completed)
  }

  async function remove(column: Column, to: number | null): Promise<void> {
    const at = board.columns.findIndex(({ key }) => key === column.key)
    const next = board.columns[at + 1] ?? board.columns[at - 1]
    view.removing = null
    void board.remove(column.stage.id, to)
    view.say(words.t('plan.spoken.deleted', { stage: nameOf(column) }))
    if (next) await focusTitle(next.key)
  }

  return {
    whyNot,
    focusTitle,
    move,
    step,
    complete,
    remove,

    /** Deletes a stage, or asks first where its tasks go. */
    async askRemove(column: Column): Promise<void> {
      if (isRefused('stages')) return
      if (await board.holdsTasks(column.stage.id)) view.removing = column.stage.id
      else await remove(column, null)
    },

    rename(key: number): void {
      if (!isRefused('stages')) view.renaming = key
    },

    /** Opens the form for a new stage behind the column with this key. */
    addAfter(key: number): void {
      if (!isRefused('stages')) view.adding = key
    },

    async add(title: string, color: string, after: Column | undefined): Promise<void> {
      view.adding = null
      view.say(words.t('plan.spoken.added', { stage: title.trim() }))
      await focusTitle(board.add(title, color, after?.stage.id ?? 0))
    },

    toggleCollapsed(column: Column): void {
      view.toggleCollapsed(column.stage.id)
      const isCollapsed = view.isCollapsed(column.stage.id)
      const name = { stage: nameOf(column) }
      view.say(words.t(isCollapsed ? 'plan.options.collapsed' : 'plan.options.expanded', name))
      void focusTitle(column.key)
    },

    toggleSelected(task: PlanTask): void {
      view.selection.toggle(task.id)
      const count = view.selection.size
      view.say(count > 0 ? words.t('plan.select.count', { count }) : words.t('plan.select.none'))
    },

    lift(column: Column): void {
      if (isRefused('stages')) return
      view.carry.lift(column.stage.id, board.columns.indexOf(column))
      view.say(words.t('plan.carry.lifted', placeWords(column)))
    },

    async carryTo(column: Column, place: number): Promise<void> {
      const isMoved = view.carry.to(place, board.columns.length)
      if (!isMoved) return view.say(words.t('plan.carry.edge'))
      const isFirst = view.carry.place === 0
      view.say(words.t(isFirst ? 'plan.carry.atFirst' : 'plan.carry.at', placeWords(column)))
      await refocusHandle(column)
    },

    async drop(): Promise<void> {
      const order = view.carry.arranged(board.columns)
      const dropped = view.carry.drop()
      const column = order.find(({ stage }) => stage.id === dropped?.id)
      if (!dropped || !column) return
      const stages = order.map(({ stage }) => stage)
      if (dropped.isMoved) void board.place(dropped.id, placeOf(stages, dropped.id))
      view.say(words.t('plan.carry.dropped', placeWords(column, dropped.place)))
      await refocusHandle(column)
    },

    async putBack(): Promise<void> {
      const column = columnOf(view.carry.id ?? 0)
      view.carry.cancel()
      if (!column) return
      view.say(words.t('plan.carry.putBack', { stage: nameOf(column) }))
      await refocusHandle(column)
    },

    /** Moves a stage one place on, without picking it up. */
    shift(column: Column, by: -1 | 1): void {
      if (isRefused('stages')) return
      view.carry.lift(column.stage.id, board.columns.indexOf(column))
      view.carry.to(view.carry.place + by, board.columns.length)
      void this.drop()
    },
  }

  function placeWords(column: Column, place = view.carry.place) {
    return { stage: nameOf(column), place: place + 1, of: board.columns.length }
  }

  async function refocusHandle(column: Column): Promise<void> {
    await tick()
    const node = root()
    if (node) focusHandle(node, column.key)
  }
}
