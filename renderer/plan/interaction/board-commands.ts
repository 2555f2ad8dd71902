import { tick } from 'svelte'
import type { Words } from '../../shared/words.svelte.ts'
import type { Board } from '../model/board.svelte.ts'
import { createStageDragCommands } from './stage-drag-commands.ts'
import { createTaskCommands } from './task-commands.ts'
import type { Column } from '../model/columns.ts'
import { labelWords } from '../model/labels.ts'
import { focusColumn } from './navigation.ts'
import { stageName } from '../model/stage-name.ts'
import type { BoardView } from './board-view.svelte.ts'

/** What cards and columns can ask for; each says aloud what it did and leaves the focus where one would look for it. */
export type BoardCommands = ReturnType<typeof createBoardCommands>

type Deps = { board: Board; view: BoardView; words: Words; root: () => HTMLElement | undefined }

/** Why stages, or tasks, of a board cannot be changed now, in words; null if they can. */
export function disabledReasonOn(words: Words, board: Board, what: 'stages' | 'tasks'): string | null {
  if (board.frozen === 'offline') return words.t('plan.offline.hint')
  if (what === 'stages') return board.frozen === 'fixed' ? words.t('plan.rights.stages') : null
  return board.rights.canMove ? null : words.t('plan.rights.move')
}

/** The board's actions as its parts use them. */
export function createBoardCommands({ board, view, words, root }: Deps) {
  const nameOf = (column: Column | undefined) => stageName(words, column?.stage ?? { title: '' })

  /** Tells why nothing can be changed now; false if it can. */
  function isRefused(what: 'stages' | 'tasks'): boolean {
    const isSo = disabledReason(what) !== null
    if (isSo) board.notice = { kind: 'cannot', what }
    return isSo
  }

  const disabledReason = (what: 'stages' | 'tasks') => disabledReasonOn(words, board, what)

  async function focusTitle(key: number): Promise<void> {
    await tick()
    const node = root()
    if (node) focusColumn(node, key)
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
    ...createStageDragCommands({ board, view, words, root, nameOf, isRefused }),
    ...createTaskCommands({ board, view, words, root, nameOf, disabledReason, isRefused, focusTitle }),
    disabledReason,
    isRefused,
    focusTitle,
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

    /** Undoes or redoes the last thing and says what it was. */
    async undoOrRedo(command: 'undo' | 'redo'): Promise<void> {
      const entry = command === 'undo' ? board.history.undoable : board.history.redoable
      const nothing = command === 'undo' ? 'plan.undo.nothingToUndo' : 'plan.undo.nothingToRedo'
      if (!entry && !board.isSaving) return view.say(words.t(nothing))
      await board[command]()
      if (!entry || board.notice?.kind === 'lost') return // a notice tells
      const sentence = command === 'undo' ? 'plan.undo.undone' : 'plan.undo.redone'
      view.say(words.t(sentence, { what: labelWords(words, entry.label) }))
    },
  }
}
