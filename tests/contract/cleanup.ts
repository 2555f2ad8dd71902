import { must, resultOf } from './check.ts'
import type { Caller, Json, Row } from './portal.ts'

/** A stage of My Plan as it is compared before and after. */
export type PlanStage = { id: number; title: string; color: string }

/** What a run has made on the portal, each by its number. */
export type Ledger = { tasks: Set<number>; stages: Set<number>; files: Set<number> }

/** Makes things that carry the mark of the run, and notes them, so that they can be removed. */
export type Maker = {
  /** A task of the caller's own; `fields` as the old API spells them. */
  task: (fields?: object) => Promise<number>
  /** A stage of My Plan, after the last one unless `fields` say otherwise. */
  stage: (fields?: object) => Promise<number>
  /** A small text file on the caller's Drive. */
  file: () => Promise<number>
  /** Notes what a case made by itself. */
  note: (kind: keyof Ledger, id: unknown) => number
}

export function createMaker(caller: Caller, mark: string, userId: number, ledger: Ledger): Maker {
  function note(kind: keyof Ledger, id: unknown): number {
    const number = Number(id)
    must(
      Number.isSafeInteger(number) && number > 0,
      `The number of one of the ${kind} should be positive`,
      id,
    )
    ledger[kind].add(number)
    return number
  }

  return {
    note,
    async task(fields = {}) {
      const whole = { TITLE: `${mark} task`, RESPONSIBLE_ID: userId, ...fields }
      return note('tasks', resultOf(await caller.v2('tasks.task.add', { fields: whole })).task.id)
    },
    async stage(fields = {}) {
      const last = (await readPlan(caller)).at(-1)?.id ?? 0
      const whole = { TITLE: `${mark} stage`, COLOR: '3FB68B', AFTER_ID: last, ...fields }
      return note('stages', resultOf(await caller.v2('task.stages.add', { fields: whole })))
    },
    async file() {
      const id = await findStorage(caller, userId)
      must(id !== null, 'The user should have a storage')
      const name = `${mark}.txt`
      const content = { fileContent: [name, Buffer.from('made by a contract run').toString('base64')] }
      const params = { id, data: { NAME: name }, ...content, generateUniqueName: true }
      return note('files', resultOf(await caller.v2('disk.storage.uploadfile', params)).ID)
    },
  }
}

/** The caller's My Plan, first stage to last. Where there is none, Bitrix24 makes its two default stages. */
export async function readPlan(caller: Caller): Promise<PlanStage[]> {
  const rows = Object.values<Row>(resultOf(await caller.v2('task.stages.get', { entityId: 0 })))
  return rows
    .sort((one, other) => Number(one.SORT) - Number(other.SORT) || Number(one.ID) - Number(other.ID))
    .map((row) => ({ id: Number(row.ID), title: String(row.TITLE), color: String(row.COLOR) }))
}

/** The caller's own tasks whose title carries the mark. */
export async function findMarked(caller: Caller, mark: string, userId: number): Promise<number[]> {
  const found: number[] = []
  for (let start = 0; ; start += 50) {
    const filter = { TITLE: `%${mark}%`, CREATED_BY: userId }
    const params = { order: { ID: 'asc' }, filter, select: ['ID', 'TITLE'], start }
    const { body } = await caller.v2('tasks.task.list', params)
    const tasks: Row[] = body?.result?.tasks ?? []
    // The filter is not trusted: a portal that ignores it would offer everything there is.
    found.push(...tasks.filter((task) => String(task.title).includes(mark)).map((task) => Number(task.id)))
    if (body?.next === undefined || start >= 1000) return found
  }
}

/** The number of the caller's Drive; null where the webhook may not use it. */
export async function findStorage(caller: Caller, userId: number): Promise<number | null> {
  const filter = { ENTITY_TYPE: 'user', ENTITY_ID: userId }
  const { body } = await caller.v2('disk.storage.getlist', { filter })
  return Array.isArray(body?.result) && body.result.length > 0 ? Number(body.result[0].ID) : null
}

async function findMarkedFiles(caller: Caller, mark: string, userId: number): Promise<number[]> {
  const id = await findStorage(caller, userId)
  if (id === null) return []
  const { body } = await caller.v2('disk.storage.getchildren', { id, filter: { '%NAME': mark } })
  const files: Row[] = Array.isArray(body?.result) ? body.result : []
  return files.filter((file) => String(file.NAME).includes(mark)).map((file) => Number(file.ID))
}

/** Removes everything a run has made, known by its number or by the mark. Answers in words what could not be removed. */
export async function cleanUp(
  caller: Caller,
  mark: string,
  userId: number,
  ledger: Ledger,
): Promise<string[]> {
  const tasks = new Set([...ledger.tasks, ...(await findMarked(caller, mark, userId))])
  for (const taskId of tasks) await caller.v2('tasks.task.delete', { taskId })
  for (const id of await findMarkedFiles(caller, mark, userId)) ledger.files.add(id)
  for (const id of ledger.files) await caller.v2('disk.file.delete', { id })
  await removeStages(caller, mark, ledger)

  const leftTasks = await findMarked(caller, mark, userId)
  const leftStages = (await readPlan(caller)).filter((stage) => stage.title.includes(mark))
  const leftFiles: number[] = []
  for (const id of ledger.files)
    if ((await caller.v2('disk.file.get', { id })).status === 200) leftFiles.push(id)
  return [
    ...leftTasks.map((id) => `task ${id}`),
    ...leftStages.map(({ id, title }) => `stage ${id} “${title}”`),
    ...leftFiles.map((id) => `file ${id}`),
  ]
}

/** A stage is emptied into the first stage of the user before it goes: somebody may have moved a task into it meanwhile. */
async function removeStages(caller: Caller, mark: string, ledger: Ledger): Promise<void> {
  const plan = await readPlan(caller)
  const isOurs = ({ id, title }: PlanStage) => ledger.stages.has(id) || title.includes(mark)
  const home = plan.find((stage) => !isOurs(stage))
  const last = plan.findLast((stage) => !isOurs(stage))
  for (const stage of plan.filter(isOurs)) {
    // The first stage cannot be deleted, so it is moved to the end before.
    if (stage === plan[0] && last) {
      await caller.v2('task.stages.update', {
        id: stage.id,
        fields: { TITLE: stage.title, AFTER_ID: last.id },
      })
    }
    for (const id of home ? await tasksIn(caller, stage.id) : []) {
      await caller.v2('task.stages.movetask', { id, stageId: home?.id })
    }
    await caller.v2('task.stages.delete', { id: stage.id })
  }
}

/** The numbers of the tasks in a My Plan stage. */
export async function tasksIn(caller: Caller, stageId: number): Promise<number[]> {
  const params = { filter: { STAGES_ID: stageId }, select: ['ID'], start: -1 }
  const { tasks }: Json = resultOf(await caller.v2('tasks.task.list', params))
  return tasks.map((task: Row) => Number(task.id))
}
