import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toProblem } from '../../../../electron/errors.ts'
import type { Input, RequestName, Transport } from '../../../../electron/ipc/contract.ts'
import { inputs } from '../../../../electron/ipc/inputs.ts'
import { createBoardPreferencesStore } from '../../../../electron/plan/board-preferences.ts'
import { createBoards } from '../../../../electron/plan/boards.ts'
import { createPlanCache } from '../../../../electron/plan/plan-cache.ts'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { clientOf, demoPortal } from '../../../electron/bitrix/support.ts'

type Answers = { [K in RequestName]?: (input: Input<K>) => unknown }

/** The requests of a board, checked and answered by the main process's own parts from a demo portal over HTTP. */
export async function portalBridge(userId = 1) {
  const portal = await demoPortal()
  const folder = await mkdtemp(join(tmpdir(), 'boards-'))
  const boards = createBoards({
    client: clientOf(portal.users.find(({ id }) => id === userId)?.webhook ?? ''),
    account: () => 'an account',
    cache: createPlanCache(folder),
    preferences: createBoardPreferencesStore({ store: {} }),
    order: { isKept: () => null, note: () => undefined },
    onPart: () => undefined,
    listsProjects: () => false,
    onHarmless: () => undefined,
    now: () => new Date(),
    elapsed: () => performance.now(),
  })
  const answers: Answers = {
    'plan.get': ({ board, ...options }) => boards.read(board, options),
    'plan.last': ({ board }) => boards.last(board),
    'stages.list': ({ board }) => boards.stages(board).list(),
    'stages.add': ({ board, ...draft }) => boards.stages(board).add(draft),
    'stages.update': ({ board, ...edit }) => boards.stages(board).update(edit),
    'stages.delete': ({ board, id }) => boards.stages(board).delete(id),
    'stages.tasks': ({ board, id }) => boards.tasksIn(board, id),
    'tasks.move': ({ board, taskIds, stageId }) => boards.move(board, taskIds, stageId),
    'tasks.complete': ({ taskIds, completed }) => boards.complete(taskIds, completed),
    'tasks.place': async (input) => {
      await boards.place(input)
      return null
    },
    'tasks.act': ({ taskId, action }) => boards.acts.act(taskId, action),
    'boards.rights': ({ board }) => boards.rights(board),
    'boards.projects': () => boards.projects(),
  }
  const transport: Transport = {
    invoke: async (name, input) => {
      const accepted = inputs[name].safeParse(input)
      if (!accepted.success) return { ok: false, problem: { code: 'input-invalid' } }
      try {
        const answer = answers[name] as (input: unknown) => unknown
        return { ok: true, value: await answer(accepted.data) }
      } catch (error) {
        return { ok: false, problem: toProblem(error) }
      }
    },
    listen: () => () => undefined,
    attach: () => Promise.resolve({ ok: false, problem: { code: 'input-invalid' } }),
  }
  return {
    portal,
    bridge: createBridge(transport),
    close: async () => {
      await portal.close()
      await rm(folder, { recursive: true, maxRetries: 10 })
    },
  }
}

/** What another client of the portal sees: the first user's stages, each with the ids of its open tasks. */
export async function seenByOthers(webhook: string) {
  const call = async (method: string, params: object) => {
    const reply = await fetch(`${webhook}${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    })
    return ((await reply.json()) as { result: unknown }).result
  }
  type Row = { ID: string; TITLE: string; COLOR: string; SORT: string }
  const rows = Object.values((await call('task.stages.get', { entityId: 0 })) as Record<string, Row>)
  const tasksIn = async (id: string) => {
    const filter = { STAGES_ID: id, '!REAL_STATUS': 5 }
    const { tasks } = (await call('tasks.task.list', { filter, select: ['ID'] })) as {
      tasks: { id: string }[]
    }
    return tasks.map((task) => Number(task.id)).sort((one, other) => one - other)
  }
  return Promise.all(
    rows
      .sort((one, other) => Number(one.SORT) - Number(other.SORT))
      .map(async ({ ID, TITLE, COLOR }) => ({ title: TITLE, color: COLOR, tasks: await tasksIn(ID) })),
  )
}
