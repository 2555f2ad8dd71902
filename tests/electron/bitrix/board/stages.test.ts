import { afterEach, beforeEach, expect, test } from 'vitest'
import { outcomeOf } from '../../../../electron/bitrix/rest/errors.ts'
import {
  hexColor,
  planStages,
  readStages,
  type PlanStages,
} from '../../../../electron/bitrix/board/stages.ts'
import { demoPortal } from '../support.ts'

let portal: Awaited<ReturnType<typeof demoPortal>>
let stages: PlanStages
beforeEach(async () => {
  portal = await demoPortal()
  stages = planStages(portal.client)
})
afterEach(() => portal.close())

test('an added stage stands behind the one that was named and comes back as the portal keeps it', async () => {
  const [first] = await stages.list()
  const added = await stages.add({ title: '  Ждёт ответа ', color: '#00ff7f', afterId: first?.id ?? 0 })
  expect(added).toEqual({ id: expect.any(Number), title: 'Ждёт ответа', color: '00FF7F' })
  expect((await stages.list())[1]).toEqual(added)
})

test('a renamed and recoloured stage keeps its place', async () => {
  const before = await stages.list()
  const [first, second] = before
  const edit = { id: second?.id ?? 0, title: 'Soon', color: 'ABCDEF', afterId: first?.id ?? 0 }
  expect(await stages.update(edit)).toEqual({ id: edit.id, title: 'Soon', color: 'ABCDEF' })
  expect((await stages.list()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})

test('a stage can be moved to the end', async () => {
  const before = await stages.list()
  const [, second] = before
  const last = before.at(-1)
  await stages.update({ id: second?.id ?? 0, title: 'Later', color: 'ABCDEF', afterId: last?.id ?? 0 })
  expect((await stages.list()).at(-1)?.title).toBe('Later')
})

test('an empty stage is deleted', async () => {
  const last = (await stages.list()).at(-1)
  const { id } = await stages.add({ title: 'Short-lived', color: '112233', afterId: last?.id ?? 0 })
  await stages.delete(id)
  expect((await stages.list()).map((stage) => stage.id)).not.toContain(id)
})

test.each(['IS_SYSTEM', 'CANT_DELETE_FIRST'])('the first stage cannot be deleted (%s)', async (code) => {
  const [first] = await stages.list()
  if (code !== 'IS_SYSTEM') {
    portal.faults.before = () => ({ kind: 'error', shape: 'v2', status: 400, code, message: 'No' })
  }
  await expect(stages.delete(first?.id ?? 0)).rejects.toMatchObject({
    code: 'stage-is-first',
    outcome: 'refused',
  })
})

test('a stage with tasks cannot be deleted', async () => {
  const { result } = await portal.client.v2('task.stages.get', { entityId: 0 }, { kind: 'read' })
  const ids = readStages(result)?.map(({ id }) => id) ?? []
  const outcomes = await Promise.all(
    ids.slice(1).map((id) => stages.delete(id).catch((error: { code: string }) => error.code)),
  )
  expect(outcomes).toContain('stage-not-empty')
})

test('a stage that is gone is not found', async () => {
  await expect(stages.delete(987654)).rejects.toMatchObject({ code: 'not-found' })
})

test('a stage without a title is refused before it is sent', async () => {
  portal.faults.before = () => ({ kind: 'html', status: 500 })
  const failure = stages.add({ title: ' \t', color: '112233', afterId: 1 })
  await expect(failure).rejects.toMatchObject({ code: 'stage-title-empty' })
  await failure.catch((error: unknown) => expect(outcomeOf(error)).toBe('did-not-run'))
})

test.each([
  [{ id: 5, title: 'A', color: '112233', afterId: 5 }],
  [{ id: 5, title: 'A', color: 'red', afterId: 1 }],
])('an edit that makes no sense is our own mistake: %j', async (edit) => {
  await expect(stages.update(edit)).rejects.toMatchObject({ code: 'input-invalid' })
})

test('a stage that was added counts as added even when it cannot be read back', async () => {
  const calls: string[] = []
  portal.faults.before = ({ method }) => {
    calls.push(method)
    return method === 'task.stages.get' ? { kind: 'html', status: 502 } : undefined
  }
  expect(await stages.add({ title: 'Blind', color: '112233', afterId: 1 })).toMatchObject({ title: 'Blind' })
  expect(calls).toEqual(['task.stages.add', 'task.stages.get'])
})

test('an addition whose answer is lost is not repeated', async () => {
  const calls: string[] = []
  portal.faults.before = ({ method }) => {
    calls.push(method)
    return { kind: 'reset-after' }
  }
  const failure = stages.add({ title: 'Once', color: '112233', afterId: 1 })
  await expect(failure).rejects.toMatchObject({ code: 'offline', outcome: 'unknown' })
  portal.faults.before = () => undefined
  expect(calls).toEqual(['task.stages.add'])
  expect((await stages.list()).filter(({ title }) => title === 'Once')).toHaveLength(1)
})

test('stages are in the order of the board, whatever order their ids have', () => {
  const result = {
    '5': { ID: '5', TITLE: 'third', SORT: '1000', COLOR: '#aabbcc' },
    '6': { ID: '6', TITLE: 'first', SORT: 90, COLOR: null },
    '70': { ID: 70, TITLE: 'second', SORT: '100', COLOR: 'violet', NEW_FIELD: { a: 1 } },
    '80': { ID: '80', TITLE: 'last, without a place', SYSTEM_TYPE: 'NEVER_HEARD_OF' },
    '90': { ID: null, TITLE: 'no stage' },
    '91': 'nonsense',
  }
  expect(readStages(result)).toEqual([
    { id: 6, title: 'first', color: 'C8CDD3' },
    { id: 70, title: 'second', color: 'C8CDD3' },
    { id: 5, title: 'third', color: 'AABBCC' },
    { id: 80, title: 'last, without a place', color: 'C8CDD3' },
  ])
})

test.each([[[]], [{}]])('a board without stages is %j', (result) => expect(readStages(result)).toEqual([]))

test.each([
  ['#00ff7f', '00FF7F'],
  ['00FF7F', '00FF7F'],
  [' abcdef ', 'ABCDEF'],
  ['abc', null],
  ['##aabbcc', null],
  ['', null],
  ['gggggg', null],
])('the colour %j is %j', (color, hex) => {
  expect(hexColor(color)).toBe(hex)
})
