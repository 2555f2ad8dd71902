import { tick } from 'svelte'
import type { Words } from '../../shared/words.svelte.ts'
import type { Board } from '../model/board.svelte.ts'
import { placeOf } from '../model/changes.ts'
import type { Column } from '../model/columns.ts'
import { focusColumn, focusHandle } from './navigation.ts'
import type { BoardView } from './view.svelte.ts'

type Needs = {
  board: Board
  view: BoardView
  words: Words
  root: () => HTMLElement | undefined
  nameOf: (column: Column) => string
  isRefused: (what: 'stages') => boolean
}

/** Picking a stage up, moving it and putting it down, by key or pointer; each says aloud where the stage is. */
export function createCarryActs({ board, view, words, root, nameOf, isRefused }: Needs) {
  const { carry } = view
  // A filtered column is another object than the board's own.
  const indexOf = (column: Column) => board.columns.findIndex(({ key }) => key === column.key)

  const placeWords = (column: Column, place = carry.place) => ({
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
    carry.lift(column.stage.id, indexOf(column))
    view.say(words.t('plan.carry.lifted', placeWords(column)))
  }

  async function drop(): Promise<void> {
    const order = carry.arranged(board.columns)
    const dropped = carry.drop()
    const column = order.find(({ stage }) => stage.id === dropped?.id)
    if (!dropped || !column) return
    const stages = order.map(({ stage }) => stage)
    if (dropped.isMoved) void board.place(dropped.id, placeOf(stages, dropped.id))
    view.say(words.t('plan.carry.dropped', placeWords(column, dropped.place)))
    await refocusHandle(column)
  }

  return {
    lift,
    drop,

    async carryTo(column: Column, place: number): Promise<void> {
      const isMoved = carry.to(place, board.columns.length)
      if (!isMoved) return view.say(words.t('plan.carry.edge'))
      view.say(words.t(carry.place === 0 ? 'plan.carry.atFirst' : 'plan.carry.at', placeWords(column)))
      await refocusHandle(column)
    },

    async putBack(): Promise<void> {
      const column = board.columns.find(({ stage }) => stage.id === carry.id)
      carry.cancel()
      if (!column) return
      view.say(words.t('plan.carry.putBack', { stage: nameOf(column) }))
      await refocusHandle(column)
    },

    /** What is carried was deleted elsewhere: says so, and puts the focus, which went with it, where it would have stood. */
    async lose(): Promise<void> {
      const beside = board.columns[Math.min(carry.place, board.columns.length - 1)]
      carry.cancel()
      board.news = { kind: 'gone' }
      await tick()
      const node = root()
      if (node && beside) focusColumn(node, beside.key)
    },

    /** Moves a stage one place on, without picking it up. */
    shift(column: Column, by: -1 | 1): void {
      if (isRefused('stages')) return
      carry.lift(column.stage.id, indexOf(column))
      carry.to(carry.place + by, board.columns.length)
      void drop()
    },
  }
}
