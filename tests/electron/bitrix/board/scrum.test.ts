import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { boardTasks } from '../../../../electron/bitrix/board/board-tasks.ts'
import { scrumTasks } from '../../../../electron/bitrix/board/scrum.ts'
import { planStages } from '../../../../electron/bitrix/board/stages.ts'
import { portalTasks } from '../../../../electron/bitrix/tasks/tasks.ts'
import type { Fault, Faults } from '../../../../electron/demo/http/faults.ts'
import { demoPortal, namedBoard } from '../support.ts'

const scrumProject = 7
let portal: Awaited<ReturnType<typeof demoPortal>>
let calls: string[]
beforeEach(async () => {
  portal = await demoPortal()
  calls = []
  portal.faults.before = ({ method }) => void calls.push(method)
})
afterEach(() => portal.close())

const add = async (GROUP_ID: number): Promise<number> => {
  const fields = { TITLE: 'A task', RESPONSIBLE_ID: 1, GROUP_ID }
  const { result } = await portal.client.v2('tasks.task.add', { fields }, { kind: 'write' })
  return Number((result as { task: { id: string } }).task.id)
}
const stageAt = async (at: number) => (await planStages(portal.client).list())[at]?.id ?? 0
const planOf = async () => namedBoard(portal.client, await planStages(portal.client).list())
const place = async (at: number) => ({
  board: { projectId: 0, asAdmin: false },
  stageId: await stageAt(at),
  isFirst: false,
})

describe('the tasks of a plan', () => {
  test('say which of them are Scrum’s, asked once for all projects', async () => {
    const [inSprint, ordinary] = [await add(scrumProject), await add(1)]
    const { tasks } = await planOf()
    const scrum = scrumTasks(portal.client)
    calls = []
    const marked = await scrum.mark(tasks)
    expect(marked.filter(({ isScrum }) => isScrum).map(({ id }) => id)).toEqual([inSprint])
    expect(marked.find(({ id }) => id === ordinary)?.isScrum).toBe(false)
    await scrum.mark(tasks)
    expect(calls).toEqual(['socialnetwork.api.workgroup.list'])
  })

  test('say it by a task where the account may not ask for projects', async () => {
    const inSprint = await add(scrumProject)
    const { tasks } = await planOf()
    portal.faults.before = withoutProjects
    const marked = await scrumTasks(portal.client).mark(tasks)
    expect(marked.filter(({ isScrum }) => isScrum).map(({ id }) => id)).toEqual([inSprint])
  })

  test('are shown all the same where nothing tells', async () => {
    await add(scrumProject)
    const { tasks } = await planOf()
    portal.faults.before = (call) => (call.api === 'v3' ? noMethod : withoutProjects(call))
    const marked = await scrumTasks(portal.client).mark(tasks)
    expect(marked).toHaveLength(tasks.length)
    expect(marked.some(({ isScrum }) => isScrum)).toBe(false)
  })
})

describe('a move', () => {
  test('of many leaves those of a sprint where they are and is not asked for them', async () => {
    const [inSprint, ordinary] = [await add(scrumProject), await add(0)]
    calls = []
    const outcome = await boardTasks(portal.client).move([inSprint, ordinary], await place(2))
    expect(outcome).toEqual({
      done: [ordinary],
      refused: [{ taskId: inSprint, problem: { code: 'task-is-scrum' } }],
    })
    expect(calls.filter((method) => method === 'task.stages.movetask')).toHaveLength(1)
  })

  test('of none but a sprint’s calls nothing that moves', async () => {
    const inSprint = await add(scrumProject)
    calls = []
    const outcome = await boardTasks(portal.client).move([inSprint], await place(2))
    expect(outcome.refused.map(({ problem }) => problem.code)).toEqual(['task-is-scrum'])
    expect(calls).not.toContain('batch')
  })

  test('of a capture is refused for good', async () => {
    const inSprint = await add(scrumProject)
    const stageId = await stageAt(2)
    calls = []
    await expect(portalTasks(portal.client).moveToStage(inSprint, stageId)).rejects.toMatchObject({
      code: 'task-is-scrum',
      outcome: 'refused',
    })
    expect(calls).not.toContain('task.stages.movetask')
  })

  test('learns projects and types in one read where a list of REST 3.0 tells them', async () => {
    const [inSprint, ordinary, alone] = [await add(scrumProject), await add(1), await add(0)]
    const scrum = scrumTasks(portal.client, { listsProjects: () => true })
    calls = []
    expect(await scrum.among([inSprint, ordinary, alone])).toEqual(new Set([inSprint]))
    expect(await scrum.among([inSprint, ordinary, alone])).toEqual(new Set([inSprint]))
    expect(calls).toEqual(['tasks.task.list'])
  })

  test('asks for fifty tasks at a time, as many as a list of REST 3.0 gives', async () => {
    const ids: number[] = []
    for (let count = 0; count < 55; count++) ids.push(await add(count === 54 ? scrumProject : 1))
    const scrum = scrumTasks(portal.client, { listsProjects: () => true })
    calls = []
    expect(await scrum.among(ids)).toEqual(new Set(ids.slice(-1)))
    expect(calls).toEqual(['tasks.task.list', 'tasks.task.list'])
  })

  test('asks twice where such a list is refused after all', async () => {
    const [inSprint, ordinary] = [await add(scrumProject), await add(1)]
    calls = []
    portal.faults.before = ({ api, method }) => {
      calls.push(method)
      return api === 'v3' ? noMethod : undefined
    }
    const scrum = scrumTasks(portal.client, { listsProjects: () => true })
    expect(await scrum.among([inSprint, ordinary])).toEqual(new Set([inSprint]))
    expect(calls).toEqual(['tasks.task.list', 'tasks.task.list', 'socialnetwork.api.workgroup.list'])
  })

  test('asks nothing more of tasks that a board has just shown', async () => {
    const ordinary = await add(1)
    const scrum = scrumTasks(portal.client)
    await scrum.mark((await planOf()).tasks)
    const to = await place(2)
    calls = []
    await boardTasks(portal.client, scrum).move([ordinary], to)
    expect(calls).toEqual(['batch', 'task.stages.movetask', 'tasks.task.list'])
  })
})

const noMethod: Fault = {
  kind: 'error',
  shape: 'v3',
  status: 400,
  message: 'Method not found',
  code: 'BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION',
}
const withoutProjects: NonNullable<Faults['before']> = ({ method }) =>
  method === 'socialnetwork.api.workgroup.list' ? { kind: 'scopes', scopes: ['task', 'tasks'] } : undefined
