import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Board } from '../../../../renderer/plan/model/board.svelte.ts'
import { Boards } from '../../../../renderer/plan/model/boards.svelte.ts'
import { applying, builtInSets, previewOf } from '../../../../renderer/plan/sets/sets.ts'
import { Words } from '../../../../renderer/shared/words.svelte.ts'
import { portalBridge, seenByOthers } from './portal-bridge.ts'

let main: Awaited<ReturnType<typeof portalBridge>>
let board: Board
beforeEach(async () => {
  main = await portalBridge()
  board = new Board(main.bridge)
  await board.refresh()
})
afterEach(() => main.close())

const others = () => seenByOthers(main.portal.webhook)
const idOf = (title: string) =>
  board.columns.find(({ stage }) => stage.title === title)?.stage.id ?? Number.NaN
const titlesOf = (stages: { title: string }[]) => stages.map(({ title }) => title)

test('a stage with tasks, completed ones among them, is emptied, deleted, and made again as it was', async () => {
  const before = await others()
  const [first = 0] = before[1]?.tasks ?? []
  await board.complete([first])
  await board.remove(idOf('Today'), idOf('Later'))
  expect(titlesOf(await others())).toEqual(['Inbox', 'This week', 'Waiting', 'Later'])
  await board.undo()
  await board.undo()
  expect(await others()).toEqual(before)
  expect(board.refusals).toEqual([])
})

test('everything that was done is undone in turn, and done again', async () => {
  const before = await others()
  board.add('Waiting for Anna', 'FFAA00', idOf('Inbox'))
  await board.rename(idOf('Later'), 'Some day')
  await board.recolor(idOf('Inbox'), '123456')
  await board.place(idOf('Waiting'), 0)
  await board.move(board.columns[1]?.tasks.slice(0, 3).map(({ id }) => id) ?? [], idOf('Some day'))
  const after = await others()
  for (let times = 0; times < 5; times++) await board.undo()
  expect(await others()).toEqual(before)
  for (let times = 0; times < 5; times++) await board.redo()
  expect(await others()).toEqual(after)
})

test('a card that is put between two others stands there for everybody at the next reading, and is undone', async () => {
  const inInbox = () => board.columns[0]?.tasks.map(({ id }) => id) ?? []
  const before = inInbox()
  const [first = 0, second = 0, third = 0, ...rest] = before
  expect(board.byHand).toBe(true)
  await board.order(first, idOf('Inbox'), { before: third })
  const another = new Board(main.bridge)
  await another.refresh()
  const wanted = [second, first, third, ...rest]
  expect(another.columns[0]?.tasks.map(({ id }) => id)).toEqual(wanted)
  await board.refresh()
  expect(inInbox()).toEqual(wanted)
  await board.undo()
  await board.refresh()
  expect(inInbox()).toEqual(before)
  expect(board.refusals).toEqual([])
})

test('a task is started and put off, and both are undone', async () => {
  const id = board.columns[0]?.tasks.find(({ state }) => state === 'pending')?.id ?? 0
  const state = () => board.plan?.tasks.find((it) => it.id === id)?.state
  await board.act(id, 'start')
  await board.act(id, 'defer')
  await board.refresh()
  expect(state()).toBe('deferred')
  await board.undo()
  await board.undo()
  await board.refresh()
  expect(state()).toBe('pending')
  expect(board.refusals).toEqual([])
})

test('a set of stages is applied without losing a task, and undone as one', async () => {
  const before = await others()
  const [week] = builtInSets(new Words())
  if (!week) throw new Error('There are sets')
  const rows = previewOf(board.columns, week)
  const action = applying(board.columns, { name: week.name, rows }, new Map(), () => board.newId())
  if (action) await board.do(action)
  const after = await others()
  expect(after.map(({ title, color }) => ({ title, color }))).toEqual(week.stages)
  expect(after.flatMap(({ tasks }) => tasks)).toHaveLength(40)
  await board.undo()
  expect(await others()).toEqual(before)
})

describe('titles', () => {
  test.each([
    ['emoji', '🌱 Растёт 👩‍👩‍👧', '🌱 Растёт 👩‍👩‍👧'],
    ['right-to-left', 'שלום עולם', 'שלום עולם'],
    ['HTML', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['a name that is taken', 'Today', 'Today'],
    ['500 characters', 'x'.repeat(500), 'x'.repeat(255)],
    ['spaces around it', '  Soon ', 'Soon'],
  ])(
    '%s: of a new stage and a renamed one shown and kept as the portal has it',
    async (_what, title, kept) => {
      board.add(title, 'FFAA00', idOf('Inbox'))
      await board.rename(idOf('Later'), title)
      const shown = titlesOf(board.columns.map(({ stage }) => stage))
      expect([shown[1], shown.at(-1)]).toEqual([kept, kept])
      expect(titlesOf(await others())).toEqual(shown)
      expect(board.refusals).toEqual([])
    },
  )

  test.each(['', '   ', '\u00a0\n'])('%j is no title, and nothing is asked', async (title) => {
    const before = await others()
    board.add(title, 'FFAA00', idOf('Inbox'))
    await board.rename(idOf('Later'), title)
    expect(await others()).toEqual(before)
  })
})

test('what is no colour is refused and put back', async () => {
  await board.recolor(idOf('Later'), 'no colour')
  expect(board.refusals).toMatchObject([{ name: 'Later', problem: { code: 'input-invalid' } }])
  expect(board.columns.at(-1)?.stage.color).toBe('3FB68B')
})

test('a new stage whose colour is none is refused and gone again', async () => {
  const before = await others()
  board.add('Soon', 'no colour', idOf('Inbox'))
  await board.writes.settled()
  expect(board.refusals).toMatchObject([{ name: 'Soon', problem: { code: 'input-invalid' } }])
  expect(titlesOf(board.columns.map(({ stage }) => stage))).toEqual(titlesOf(before))
  expect(await others()).toEqual(before)
})

test('two windows that edit the same board do not take back each other’s changes', async () => {
  const clock = { ms: 0 }
  const second = new Board(main.bridge, board.id, () => clock.ms)
  await second.refresh()
  await board.rename(idOf('Later'), 'Some day')
  await board.place(idOf('Waiting'), 0)
  clock.ms = 60_000
  await second.recolor(second.columns.at(-1)?.stage.id ?? 0, '123456')
  expect(second.notice).toMatchObject({ kind: 'elsewhere' })
  const seen = await others()
  expect(titlesOf(seen)).toEqual(['Waiting', 'Inbox', 'Today', 'This week', 'Some day'])
  expect(seen.at(-1)?.color).toBe('123456')
})

test('a portal that asks for a pause says how long, and the board keeps what it has', async () => {
  main.portal.faults.before = () => ({
    kind: 'error',
    shape: 'v2',
    status: 429,
    code: 'OPERATION_TIME_LIMIT',
    message: 'Wait',
  })
  await board.refresh()
  expect(board.reading.problem).toMatchObject({ code: 'portal-busy' })
  expect(board.columns).toHaveLength(5)
  await board.rename(idOf('Later'), 'Some day')
  expect(board.refusals).toMatchObject([{ problem: { code: 'portal-busy' } }])
})

describe('the board of a project', () => {
  test('takes tasks along and is told apart from My Plan', async () => {
    const boards = new Boards(main.bridge)
    await boards.loadProjects()
    const [project] = boards.projects ?? []
    boards.choose(project ?? null)
    const { current } = boards
    await current.refresh()
    await current.askRights()
    expect(current.rights).toEqual({ canMove: true, isAdmin: true })
    const [from, to] = current.columns
    const ids = from?.tasks.map(({ id }) => id) ?? []
    await current.move(ids, to?.stage.id ?? 0)
    await current.refresh()
    expect(current.columns[1]?.tasks.map(({ id }) => id).sort()).toEqual([...ids].sort())
    boards.choose(null)
    expect(boards.current.id.projectId).toBe(0)
    expect(boards.current.history.undoable).toBeNull()
    boards.choose(project ?? null)
    expect(boards.current.history.undoable?.label.kind).toBe('move')
  })

  test('whose stages one may not change says so and stays as it was', async () => {
    await main.close()
    main = await portalBridge(3)
    const boards = new Boards(main.bridge)
    await boards.loadProjects()
    const foreign = (boards.projects ?? []).find(({ id }) => id === 1) ?? boards.projects?.[0]
    boards.choose(foreign ?? null)
    const { current } = boards
    await current.refresh()
    const [stage] = current.columns
    await current.rename(stage?.stage.id ?? 0, 'Mine')
    expect(current.refusals).toMatchObject([{ problem: { code: 'access-denied' } }])
    expect(current.columns[0]?.stage.title).toBe(stage?.stage.title)
    expect(current.frozen).toBe('fixed')
  })
})
