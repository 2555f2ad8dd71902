import { family } from '../case.ts'
import type { Context } from '../case.ts'
import { isDigits, must, mustEqual, mustRefuse, resultOf } from '../check.ts'
import { readPlan, tasksIn } from '../cleanup.ts'
import type { Row } from '../portal.ts'
import { brief } from '../portal.ts'

const { cases, check, probe } = family(['task'])

/** `task.stages.*`: the columns of My Plan. */
export const stageCases = cases

async function find({ portal }: Context, id: number): Promise<Row> {
  const result = resultOf(await portal.v2('task.stages.get', { entityId: 0 }))
  must(Object.hasOwn(result, String(id)), `Stage ${id} should be in the plan`, Object.keys(result))
  return result[String(id)]
}

/** Where stages stand in the plan; the first is 0. */
async function positions({ portal }: Context, ids: number[]): Promise<number[]> {
  const plan = await readPlan(portal)
  return ids.map((id) => plan.findIndex((stage) => stage.id === id))
}

check(
  '8.1',
  'My Plan is an object keyed by stage number, all values texts or null',
  async ({ portal, userId }) => {
    const result = resultOf(await portal.v2('task.stages.get', { entityId: 0 }))
    for (const [key, stage] of Object.entries<Row>(result)) {
      mustEqual(stage.ID, key, 'ID')
      must(isDigits(stage.SORT) && typeof stage.TITLE === 'string', 'SORT and TITLE should be texts', stage)
      mustEqual([stage.ENTITY_ID, stage.ENTITY_TYPE], [String(userId), 'U'], 'ENTITY_ID and ENTITY_TYPE')
    }
  },
)

check('8.1', 'the first stage of the plan is the default one', async ({ portal }) => {
  const rows = Object.values<Row>(resultOf(await portal.v2('task.stages.get', { entityId: 0 })))
  const [first] = rows.sort((one, other) => Number(one.SORT) - Number(other.SORT))
  mustEqual(first?.SYSTEM_TYPE, 'NEW', 'SYSTEM_TYPE of the first stage')
})

check('8.1', 'a project that is not there is refused', async ({ portal }) => {
  mustRefuse(await portal.v2('task.stages.get', { entityId: 999_999_999 }), 'ACCESS_DENIED', 400)
})

check('8.2', 'a new stage is answered by its number, as a number', async ({ portal, make, mark }) => {
  const last = (await readPlan(portal)).at(-1)?.id ?? 0
  const fields = { TITLE: `${mark} number`, COLOR: 'F2704E', AFTER_ID: last }
  const id = resultOf(await portal.v2('task.stages.add', { fields }))
  make.note('stages', id)
  mustEqual(typeof id, 'number', 'The type of the result')
})

check('8.2', 'a stage goes right after the one that is named', async (context) => {
  const one = await context.make.stage()
  const two = await context.make.stage()
  const between = await context.make.stage({ AFTER_ID: one })
  const [first = 0, second, third] = await positions(context, [one, between, two])
  mustEqual([second, third], [first + 1, first + 2], 'The places of the new and of the next stage')
})

check('8.2', 'a stage keeps title and colour, the colour without #', async (context) => {
  const title = `${context.mark} Ёлка “&<b>”`
  const stage = await find(context, await context.make.stage({ TITLE: title, COLOR: 'F5B83D' }))
  mustEqual([stage.TITLE, String(stage.COLOR).toUpperCase()], [title, 'F5B83D'], 'TITLE and COLOR')
})

check('8.2', 'stages are numbered 100, 200, 300 … after one was added', async (context) => {
  await context.make.stage()
  const rows = Object.values<Row>(resultOf(await context.portal.v2('task.stages.get', { entityId: 0 })))
  const sorts = rows.map((row) => Number(row.SORT)).sort((one, other) => one - other)
  mustEqual(
    sorts,
    sorts.map((_sort, index) => (index + 1) * 100),
    'SORT of all stages',
  )
})

check('8.2', 'a stage without a title is refused', async ({ portal }) => {
  mustRefuse(
    await portal.v2('task.stages.add', { fields: { TITLE: '', COLOR: 'F5B83D' } }),
    'EMPTY_TITLE',
    400,
  )
})

check('8.2', 'stages cannot be added to a project that is not there', async ({ portal, mark }) => {
  const fields = { TITLE: `${mark} nowhere`, ENTITY_ID: 999_999_999 }
  mustRefuse(await portal.v2('task.stages.add', { fields }), 'ACCESS_DENIED', 400)
})

check(
  '8.3',
  'title and colour change and the place is kept when the predecessor is named',
  async (context) => {
    const one = await context.make.stage()
    const two = await context.make.stage()
    const before = await positions(context, [one, two])
    const fields = { TITLE: `${context.mark} renamed`, COLOR: '9B7EDE', AFTER_ID: one }
    mustEqual(
      resultOf(await context.portal.v2('task.stages.update', { id: two, fields })),
      true,
      'The result',
    )
    const stage = await find(context, two)
    mustEqual([stage.TITLE, stage.COLOR.toUpperCase()], [fields.TITLE, '9B7EDE'], 'TITLE and COLOR')
    mustEqual(await positions(context, [one, two]), before, 'The places')
  },
)

check('8.3', 'AFTER_ID moves a stage', async (context) => {
  const [one, two, three] = [
    await context.make.stage(),
    await context.make.stage(),
    await context.make.stage(),
  ]
  await context.portal.v2('task.stages.update', {
    id: one,
    fields: { TITLE: `${context.mark} moved`, AFTER_ID: two },
  })
  const [a = 0, b = 0, c = 0] = await positions(context, [two, one, three])
  must(a < b && b < c, 'The order should be two, one, three', [a, b, c])
})

check('8.3', 'a stage that is not there cannot be changed', async ({ portal, mark }) => {
  const params = { id: 999_999_999, fields: { TITLE: `${mark} none` } }
  mustRefuse(await portal.v2('task.stages.update', params), ['NOT_FOUND', 'ACCESS_DENIED'], 400)
})

probe('17', 'where does a stage go when it is renamed without AFTER_ID?', async (context) => {
  const one = await context.make.stage()
  const two = await context.make.stage()
  const [before] = await positions(context, [two])
  await context.portal.v2('task.stages.update', {
    id: two,
    fields: { TITLE: `${context.mark} only renamed` },
  })
  const [after] = await positions(context, [two])
  if (after === before) return 'it stays'
  await context.portal.v2('task.stages.update', {
    id: two,
    fields: { TITLE: `${context.mark} back`, AFTER_ID: one },
  })
  return after === 0 ? 'it becomes the first' : `from place ${before} to place ${after}`
})

probe(
  '8.3',
  'what happens to an update with an empty title, and to one without any field?',
  async (context) => {
    const id = await context.make.stage()
    const empty = await context.portal.v2('task.stages.update', { id, fields: { TITLE: '' } })
    const nothing = await context.portal.v2('task.stages.update', { id, fields: { FOO: 1 } })
    return `empty title: ${brief(empty)}; nothing to change: ${brief(nothing)}`
  },
)

probe('17', 'what becomes of a colour that is sent with #?', async (context) => {
  const fields = { TITLE: `${context.mark} hash`, COLOR: '#FFAAEE' }
  const last = (await readPlan(context.portal)).at(-1)?.id ?? 0
  const reply = await context.portal.v2('task.stages.add', { fields: { ...fields, AFTER_ID: last } })
  if (reply.status !== 200) return brief(reply)
  return `it is kept as ${(await find(context, context.make.note('stages', reply.body.result))).COLOR}`
})

probe('8.1', 'does the flag numeric give a list?', async ({ portal }) => {
  const reply = await portal.v2('task.stages.get', { entityId: 0, numeric: true })
  return Array.isArray(reply.body?.result) ? 'a list' : 'an object as ever'
})

check('8.4', 'a stage that was deleted is gone and the others stay in order', async (context) => {
  const before = (await readPlan(context.portal)).map((stage) => stage.id)
  const id = await context.make.stage()
  mustEqual(resultOf(await context.portal.v2('task.stages.delete', { id })), true, 'The result')
  mustEqual(
    (await readPlan(context.portal)).map((stage) => stage.id),
    before,
    'The other stages',
  )
})

check('8.4', 'a stage that is not there cannot be deleted', async ({ portal }) => {
  mustRefuse(await portal.v2('task.stages.delete', { id: 999_999_999 }), ['NOT_FOUND', 'ACCESS_DENIED'], 400)
})

check('8.4', 'a stage that holds a task cannot be deleted', async ({ portal, make }) => {
  const [stageId, id] = [await make.stage(), await make.task()]
  await portal.v2('task.stages.movetask', { id, stageId })
  mustRefuse(await portal.v2('task.stages.delete', { id: stageId }), 'NO_EMPTY', 400)
  await portal.v2('tasks.task.delete', { taskId: id })
  mustEqual(
    resultOf(await portal.v2('task.stages.delete', { id: stageId })),
    true,
    'The result when it is empty',
  )
})

check(
  '8.4',
  'the first stage cannot be deleted, and one that is inserted first becomes the default',
  async (context) => {
    const { portal, make, mark } = context
    const own = (await readPlan(portal)).at(-1)?.id ?? 0
    const id = await make.stage({ AFTER_ID: 0 })
    try {
      mustEqual((await find(context, id)).SYSTEM_TYPE, 'NEW', 'SYSTEM_TYPE of the stage that was put first')
      mustRefuse(await portal.v2('task.stages.delete', { id }), ['IS_SYSTEM', 'CANT_DELETE_FIRST'], 400)
    } finally {
      await portal.v2('task.stages.update', { id, fields: { TITLE: `${mark} was first`, AFTER_ID: own } })
    }
  },
)

check(
  '8.5',
  'canmovetask is true for the own plan only, by the number of the user',
  async ({ portal, userId }) => {
    const ask = async (entityId: number) =>
      resultOf(await portal.v2('task.stages.canmovetask', { entityId, entityType: 'U' }))
    mustEqual(
      [await ask(userId), await ask(999_999_999)],
      [true, false],
      'The answers for oneself and a stranger',
    )
  },
)

check('8.5', 'canmovetask is false for a project that is not there', async ({ portal }) => {
  const reply = await portal.v2('task.stages.canmovetask', { entityId: 999_999_999, entityType: 'G' })
  mustEqual(resultOf(reply), false, 'The result')
})

check('9', 'a new task stands in the first stage of the plan', async ({ portal, make }) => {
  const id = await make.task()
  const [first] = await readPlan(portal)
  must(
    (await tasksIn(portal, first?.id ?? 0)).includes(id),
    'The task should be found by STAGES_ID of the first stage',
  )
})

check('8.6', 'movetask moves a task, as STAGES_ID shows', async ({ portal, make }) => {
  const [stageId, id] = [await make.stage(), await make.task()]
  mustEqual(resultOf(await portal.v2('task.stages.movetask', { id, stageId })), true, 'The result')
  mustEqual(await tasksIn(portal, stageId), [id], 'The tasks of the stage')
  const [first] = await readPlan(portal)
  must(!(await tasksIn(portal, first?.id ?? 0)).includes(id), 'The task should have left the first stage')
})

check('9', 'the place in the plan is not the stage of the task', async ({ portal, make }) => {
  const [stageId, id] = [await make.stage(), await make.task()]
  await portal.v2('task.stages.movetask', { id, stageId })
  const { task } = resultOf(await portal.v2('tasks.task.get', { taskId: id, select: ['ID', 'STAGE_ID'] }))
  mustEqual(task.stageId, '0', 'stageId')
})

check('8.6', 'tasks and stages that are not there are refused by name', async ({ portal, make }) => {
  const [stageId, id] = [await make.stage(), await make.task()]
  mustRefuse(await portal.v2('task.stages.movetask', { id: 999_999_999, stageId }), 'TASK_NOT_FOUND', 400)
  mustRefuse(await portal.v2('task.stages.movetask', { id, stageId: 999_999_999 }), 'NOT_FOUND', 400)
})

check('9', 'one batch reads the tasks of several stages', async ({ portal, make }) => {
  const [one, two, id] = [await make.stage(), await make.stage(), await make.task()]
  await portal.v2('task.stages.movetask', { id, stageId: two })
  const command = (stage: number) => `tasks.task.list?filter[STAGES_ID]=${stage}&select[]=ID&start=-1`
  const { result } = resultOf(
    await portal.v2('batch', { halt: 0, cmd: { one: command(one), two: command(two) } }),
  )
  mustEqual(
    [result.one.tasks, result.two.tasks.map((task: Row) => task.id)],
    [[], [String(id)]],
    'The two lists',
  )
})

probe('17', 'in which order does a list give the tasks of a stage?', async ({ portal, make }) => {
  const stageId = await make.stage()
  const ids = [await make.task(), await make.task(), await make.task()]
  for (const id of ids) await portal.v2('task.stages.movetask', { id, stageId })
  const places = (await tasksIn(portal, stageId)).map((id) => ids.indexOf(id) + 1)
  return `moved in as 1, 2, 3; listed as ${places.join(', ')}`
})

probe(
  '8.6',
  'does movetask with before put a task there, as far as a list shows?',
  async ({ portal, make }) => {
    const stageId = await make.stage()
    const [one, two] = [await make.task(), await make.task()]
    await portal.v2('task.stages.movetask', { id: one, stageId })
    const reply = await portal.v2('task.stages.movetask', { id: two, stageId, before: one })
    const names = (await tasksIn(portal, stageId)).map((id) => (id === one ? 'one' : 'two'))
    return `${brief(reply)}; two moved before one is listed as ${names.join(', ')}`
  },
)
