import { family } from '../case.ts'
import type { Context } from '../case.ts'
import { must, mustEqual, mustRefuse, resultOf } from '../check.ts'
import { readPlan } from '../cleanup.ts'
import type { Reply, Row } from '../portal.ts'
import { brief } from '../portal.ts'

const { cases, check, probe } = family(['task'])

/** Filters, order and pages of `tasks.task.list` in the old API. */
export const listCases = cases

const titlesOf = (reply: Reply): string[] => resultOf(reply).tasks.map((task: Row) => task.title)
const idsOf = (reply: Reply): number[] => resultOf(reply).tasks.map((task: Row) => Number(task.id))

/** Three tasks that only this case can find. */
async function makeThree({ make, mark }: Context, name: string): Promise<{ ids: number[]; pattern: string }> {
  const ids = [
    await make.task({ TITLE: `${mark} ${name} b`, PRIORITY: 1, DEADLINE: '2037-05-02T10:00:00+00:00' }),
    await make.task({ TITLE: `${mark} ${name} a`, PRIORITY: 2, DEADLINE: '2037-05-03T10:00:00+00:00' }),
    await make.task({ TITLE: `${mark} ${name} c`, PRIORITY: 0 }),
  ]
  return { ids, pattern: `%${mark} ${name}%` }
}

check('7.1', 'a title is found by pattern, newest first where nothing is said', async (context) => {
  const { ids, pattern } = await makeThree(context, 'found')
  const reply = await context.portal.v2('tasks.task.list', { filter: { TITLE: pattern }, select: ['ID'] })
  mustEqual(idsOf(reply), ids.toReversed(), 'The numbers')
  mustEqual(reply.body.total, 3, 'total')
})

check('7.1', 'signs before a name compare, and a list means any of it', async (context) => {
  const { ids, pattern } = await makeThree(context, 'signs')
  const [one, two, three] = ids
  const ask = async (filter: object) =>
    idsOf(
      await context.portal.v2('tasks.task.list', {
        filter: { TITLE: pattern, ...filter },
        order: { ID: 'asc' },
        select: ['ID'],
      }),
    )
  mustEqual(await ask({ '>ID': one }), [two, three], 'What is above the first')
  mustEqual(await ask({ '<=ID': two }), [one, two], 'What is not above the second')
  mustEqual(await ask({ '!ID': two }), [one, three], 'What is not the second')
  mustEqual(await ask({ ID: [one, three] }), [one, three], 'The first and the third')
  mustEqual(await ask({ PRIORITY: 2 }), [two], 'High priority')
  mustEqual(
    await ask({ '>=DEADLINE': '2037-05-03T00:00:00+00:00' }),
    [two],
    'Deadlines from the third of May',
  )
})

check('7.1', 'completed tasks can be left out', async (context) => {
  const { ids, pattern } = await makeThree(context, 'open')
  await context.portal.v2('tasks.task.complete', { taskId: ids[0] })
  const filter = { TITLE: pattern, '!REAL_STATUS': 5 }
  const reply = await context.portal.v2('tasks.task.list', { filter, order: { ID: 'asc' }, select: ['ID'] })
  mustEqual(idsOf(reply), ids.slice(1), 'The open ones')
})

check('11', 'a list is ordered by a key, up and down', async (context) => {
  const { pattern } = await makeThree(context, 'order')
  const ask = async (direction: string) => {
    const params = { filter: { TITLE: pattern }, order: { TITLE: direction }, select: ['ID', 'TITLE'] }
    return titlesOf(await context.portal.v2('tasks.task.list', params)).map((title) => title.at(-1))
  }
  mustEqual(
    [await ask('asc'), await ask('desc')],
    [
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
    ],
    'The two orders',
  )
})

check('11', 'an unknown key to order by is error 0', async ({ portal }) => {
  mustRefuse(await portal.v2('tasks.task.list', { order: { QUICKPLAN: 'asc' }, select: ['ID'] }), '0', 400)
})

check('11', 'a list tells what is selected', async ({ portal, make }) => {
  const id = await make.task({ DESCRIPTION: 'not asked for' })
  const params = { filter: { ID: id }, select: ['ID', 'TITLE', 'PRIORITY'] }
  const [task] = resultOf(await portal.v2('tasks.task.list', params)).tasks as Row[]
  must(task?.title !== undefined && task.priority !== undefined, 'title and priority should be there', task)
  must(task.description === undefined, 'The description should not be there', task)
})

check('7.1', 'start of -1 saves the counting', async (context) => {
  const { pattern } = await makeThree(context, 'uncounted')
  const params = { filter: { TITLE: pattern }, select: ['ID'], start: -1 }
  const { body } = await context.portal.v2('tasks.task.list', params)
  mustEqual(
    [body.result.tasks.length, body.total, body.next],
    [3, undefined, undefined],
    'tasks, total, next',
  )
})

check('7.1', 'a list of more than 50 comes in pages', async ({ portal, make, mark, userId }) => {
  const commands = Array.from({ length: 51 }, (_, index) => [
    `t${index}`,
    `tasks.task.add?fields[TITLE]=${encodeURIComponent(`${mark} page ${index}`)}&fields[RESPONSIBLE_ID]=${userId}`,
  ])
  for (const some of [commands.slice(0, 26), commands.slice(26)]) {
    const { result } = resultOf(
      await portal.v2('batch', { halt: 1, cmd: Object.fromEntries(some) as object }),
    )
    for (const made of Object.values<Row>(result)) make.note('tasks', made.task.id)
  }
  const params = { filter: { TITLE: `%${mark} page%` }, order: { ID: 'asc' }, select: ['ID'] }
  const first = await portal.v2('tasks.task.list', { ...params, start: 0 })
  const second = await portal.v2('tasks.task.list', { ...params, start: 50 })
  mustEqual(
    [idsOf(first).length, first.body.total, first.body.next],
    [50, 51, 50],
    'tasks, total, next of page one',
  )
  mustEqual([idsOf(second).length, second.body.next], [1, undefined], 'tasks and next of page two')
  must(!idsOf(first).includes(idsOf(second)[0] ?? 0), 'No task should be in both pages')
})

check('7.1', 'an empty result is an empty list', async ({ portal, mark }) => {
  const reply = await portal.v2('tasks.task.list', { filter: { TITLE: `%${mark} nothing%` }, select: ['ID'] })
  mustEqual(resultOf(reply).tasks, [], 'tasks')
})

probe('11', 'can tasks of a stage be read in the order by hand, SORTING?', async ({ portal }) => {
  const [first] = await readPlan(portal)
  const filter = { STAGES_ID: first?.id ?? 0 }
  const ask = async (direction: string) => {
    const params = { filter, order: { SORTING: direction }, select: ['ID', 'SORTING'], start: -1 }
    return portal.v2('tasks.task.list', params)
  }
  const [up, down] = [await ask('asc'), await ask('desc')]
  if (up.status !== 200) return `refused: ${brief(up)}`
  const isTurned = JSON.stringify(idsOf(up)) !== JSON.stringify(idsOf(down))
  return `${idsOf(up).length} tasks; ${isTurned ? 'another order downwards' : 'the same order both ways'}`
})

probe(
  '11',
  'is a task that is moved before another one read before it by SORTING?',
  async ({ portal, make }) => {
    const stageId = await make.stage()
    const ids = [await make.task(), await make.task(), await make.task()]
    for (const id of ids) await portal.v2('task.stages.movetask', { id, stageId })
    const [one, two, three] = ids
    await portal.v2('task.stages.movetask', { id: three, stageId, before: one })
    await portal.v2('task.stages.movetask', { id: one, stageId, after: two })
    const params = { filter: { STAGES_ID: stageId }, order: { SORTING: 'asc' }, select: ['ID'], start: -1 }
    const read = idsOf(await portal.v2('tasks.task.list', params)).map((id) => ids.indexOf(id) + 1)
    return `third before first, then first after second, reads ${read.join(', ')}`
  },
)

probe('17', 'is an unknown filter key ignored?', async (context) => {
  const { pattern } = await makeThree(context, 'unknown')
  const filter = { TITLE: pattern, QUICKPLAN_NO_SUCH_KEY: 1 }
  const { status, body } = await context.portal.v2('tasks.task.list', { filter, select: ['ID'] })
  if (status !== 200) return `no: it is refused with ${body?.error}`
  return body.result.tasks.length === 3 ? 'yes' : `it gives ${body.result.tasks.length} of 3 tasks`
})

probe(
  '17',
  'can a stage of My Plan be asked for by STAGE_ID as well as by STAGES_ID?',
  async ({ portal, make, mark }) => {
    const [stageId, id] = [await make.stage(), await make.task({ TITLE: `${mark} stage key` })]
    await portal.v2('task.stages.movetask', { id, stageId })
    const ask = async (key: string) => {
      const params = { filter: { TITLE: `%${mark} stage key%`, [key]: stageId }, select: ['ID'] }
      return idsOf(await portal.v2('tasks.task.list', params)).includes(id) ? 'yes' : 'no'
    }
    return `STAGES_ID: ${await ask('STAGES_ID')}; STAGE_ID: ${await ask('STAGE_ID')}`
  },
)
