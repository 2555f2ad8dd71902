import { tick } from 'svelte'
import type { Words } from '../../shared/words.svelte.ts'
import type { Board } from '../model/board.svelte.ts'
import { placeOf } from '../model/changes.ts'
import type { Column } from '../model/columns.ts'
import { focusColumn, focusHandle } from './navigation.ts'
import type { BoardView } from './board-view.svelte.ts'

type Deps = {
  board: Board
  view: BoardView
  words: Words
  root: () => HTMLElement | undefined
  nameOf: (column: Column) => string
  isRefused: (what: 'stages') => boolean
}

/** Picking a stage up, moving it and putting it down, by key or pointer; each says aloud where the stage is. */
export function createStageDragCommands({ board, view, words, root, nameOf, isRefused }: Deps) {
  const { stageDrag } = view
  // A filtered column is another object than the board's own.
  const indexOf = (column: Column) => board.columns.findIndex(({ key }) => key === column.key)

  const placeWords = (column: Column, place = stageDrag.place) => ({
    stage: nameOf(column),
    place: place + 1,
    of: board.columns.length,
  })

  async function refocusHandle(column: Column): Promise<void> {
    await tick()
    const node = root()
    if (node) focusHandle(node, column.key)
  }

  function lift(column: Column): void {
    if (isRefused('stages')) return
    stageDrag.lift(column.stage.id, indexOf(column))
    view.say(words.t('plan.stageDrag.lifted', placeWords(column)))
  }

  async function drop(): Promise<void> {
    const order = stageDrag.arranged(board.columns)
    const dropped = stageDrag.drop()
    const column = order.find(({ stage }) => stage.id === dropped?.id)
    if (!dropped || !column) return
    const stages = order.map(({ stage }) => stage)
    if (dropped.isMoved) void board.place(dropped.id, placeOf(stages, dropped.id))
    view.say(words.t('plan.stageDrag.dropped', placeWords(column, dropped.place)))
    await refocusHandle(column)
  }

  return {
    lift,
    drop,

    async dragTo(column: Column, place: number): Promise<void> {
      const isMoved = stageDrag.to(place, board.columns.length)
      if (!isMoved) return view.say(words.t('plan.stageDrag.edge'))
      view.say(
        words.t(stageDrag.place === 0 ? 'plan.stageDrag.atFirst' : 'plan.stageDrag.at', placeWords(column)),
      )
      await refocusHandle(column)
    },

    async putBack(): Promise<void> {
      const column = board.columns.find(({ stage }) => stage.id === stageDrag.id)
      stageDrag.cancel()
      if (!column) return
      view.say(words.t('plan.stageDrag.putBack', { stage: nameOf(column) }))
      await refocusHandle(column)
    },

    /** What is dragged was deleted elsewhere: says so, and puts the focus, which went with it, where it would have stood. */
    async lose(): Promise<void> {
      const beside = board.columns[Math.min(stageDrag.place, board.columns.length - 1)]
      stageDrag.cancel()
      board.notice = { kind: 'gone' }
      await tick()
      const node = root()
      if (node && beside) focusColumn(node, beside.key)
    },

    /** Moves a stage one place on, without picking it up. */
    shift(column: Column, by: -1 | 1): void {
      if (isRefused('stages')) return
      stageDrag.lift(column.stage.id, indexOf(column))
      stageDrag.to(stageDrag.place + by, board.columns.length)
      void drop()
    },
  }
}
