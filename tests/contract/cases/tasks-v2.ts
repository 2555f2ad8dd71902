import { family } from '../case.ts'
import { isAtom, isDigits, must, mustEqual, mustRefuse, resultOf } from '../check.ts'
import { tasksIn, readPlan } from '../cleanup.ts'
import type { Caller, Row } from '../portal.ts'
import { brief } from '../portal.ts'

const { cases, check, probe } = family(['task'])

/** `tasks.task.*` of the old API. */
export const oldTaskCases = cases

async function get(portal: Caller, taskId: number, select: string[] = []): Promise<Row> {
  return resultOf(await portal.v2('tasks.task.get', { taskId, select: ['ID', ...select] })).task
}

check(
  '11',
  'a new task is answered whole, numbers as texts, dates with offset',
  async ({ portal, make, mark, userId }) => {
    const fields = {
      TITLE: `${mark} whole`,
      RESPONSIBLE_ID: userId,
      PRIORITY: 2,
      DEADLINE: '2037-03-01T18:00:00+03:00',
    }
    const { task } = resultOf(await portal.v2('tasks.task.add', { fields }))
    make.note('tasks', task.id)
    mustEqual([task.title, task.priority, task.status], [fields.TITLE, '2', '2'], 'title, priority, status')
    mustEqual(
      [task.createdBy, task.responsibleId],
      [String(userId), String(userId)],
      'createdBy and responsibleId',
    )
    must(isDigits(task.id) && isDigits(task.groupId), 'id and groupId should be texts of digits', [
      task.id,
      task.groupId,
    ])
    must(isAtom(task.createdDate) && isAtom(task.deadline), 'Dates', [task.createdDate, task.deadline])
    mustEqual(Date.parse(task.deadline), Date.parse(fields.DEADLINE), 'The moment of the deadline')
  },
)

check('11', 'what is empty comes as a list', async ({ portal, make, mark, userId }) => {
  const fields = { TITLE: `${mark} empty`, RESPONSIBLE_ID: userId }
  const { task } = resultOf(await portal.v2('tasks.task.add', { fields }))
  make.note('tasks', task.id)
  mustEqual([task.group, task.auditors, task.accomplices, task.auditorsData], [[], [], [], []], 'The four')
})

check('11', 'add without fields is error 100', async ({ portal }) => {
  mustRefuse(await portal.v2('tasks.task.add'), '100', 400)
})

check(
  '11',
  'add without a title or with an unknown person is ERROR_CORE',
  async ({ portal, mark, userId }) => {
    mustRefuse(await portal.v2('tasks.task.add', { fields: { RESPONSIBLE_ID: userId } }), 'ERROR_CORE', 400)
    const stranger = { TITLE: `${mark} stranger`, RESPONSIBLE_ID: 999_999_999 }
    mustRefuse(await portal.v2('tasks.task.add', { fields: stranger }), 'ERROR_CORE', 400)
  },
)

check('11', 'a plan that ends before it starts is ERROR_CORE', async ({ portal, mark, userId }) => {
  const plan = { START_DATE_PLAN: '2037-02-02T10:00:00+00:00', END_DATE_PLAN: '2037-02-01T10:00:00+00:00' }
  const fields = { TITLE: `${mark} backwards`, RESPONSIBLE_ID: userId, ...plan }
  mustRefuse(await portal.v2('tasks.task.add', { fields }), 'ERROR_CORE', 400)
})

check('11', 'tags, auditors and accomplices are written and read', async ({ portal, make, userId }) => {
  const id = await make.task({
    TAGS: ['quickplan-one', 'quickplan-two'],
    AUDITORS: [userId],
    ACCOMPLICES: [userId],
  })
  const select = ['ID', 'TAGS', 'AUDITORS', 'ACCOMPLICES']
  const [task] = resultOf(await portal.v2('tasks.task.list', { filter: { ID: id }, select })).tasks as Row[]
  const titles = Object.values<Row>(task?.tags ?? {}).map((tag) => tag.title)
  mustEqual(titles.sort(), ['quickplan-one', 'quickplan-two'], 'The titles of the tags')
  mustEqual(
    [task?.auditors, task?.accomplices],
    [[String(userId)], [String(userId)]],
    'auditors and accomplices',
  )
})

check('11', 'update changes what is named', async ({ portal, make, mark }) => {
  const id = await make.task({ DESCRIPTION: 'stays' })
  const fields = { TITLE: `${mark} changed`, PRIORITY: 0 }
  resultOf(await portal.v2('tasks.task.update', { taskId: id, fields }))
  const task = await get(portal, id, ['TITLE', 'DESCRIPTION', 'PRIORITY'])
  mustEqual([task.title, task.description, task.priority], [fields.TITLE, 'stays', '0'], 'The three fields')
})

check('11', 'update without a number or fields is error 100', async ({ portal, make }) => {
  mustRefuse(await portal.v2('tasks.task.update', { fields: { TITLE: 'x' } }), '100', 400)
  mustRefuse(await portal.v2('tasks.task.update', { taskId: await make.task() }), '100', 400)
})

check('11', 'a task that is not there cannot be changed', async ({ portal }) => {
  mustRefuse(await portal.v2('tasks.task.update', { taskId: 999_999_999, fields: { TITLE: 'x' } }), '0', 400)
})

check('11', 'get of a task that is not there is an empty list', async ({ portal }) => {
  mustEqual(resultOf(await portal.v2('tasks.task.get', { taskId: 999_999_999 })), [], 'The result')
})

check('11', 'get without a number is error 100', async ({ portal }) => {
  mustRefuse(await portal.v2('tasks.task.get'), '100', 400)
})

check('11', 'complete closes and renew opens again', async ({ portal, make }) => {
  const taskId = await make.task()
  await portal.v2('tasks.task.complete', { taskId })
  const done = await get(portal, taskId, ['STATUS', 'CLOSED_DATE'])
  must(done.status === '5' && isAtom(done.closedDate), 'status 5 and a closedDate', done)
  await portal.v2('tasks.task.renew', { taskId })
  mustEqual((await get(portal, taskId, ['STATUS'])).status, '2', 'status after renew')
})

check('11', 'start, pause and defer lead to 3, 2 and 6', async ({ portal, make }) => {
  const taskId = await make.task()
  const seen: string[] = []
  for (const action of ['start', 'pause', 'defer']) {
    resultOf(await portal.v2(`tasks.task.${action}`, { taskId }))
    seen.push((await get(portal, taskId, ['STATUS'])).status)
  }
  mustEqual(seen, ['3', '2', '6'], 'The statuses')
})

check('11', 'an action in the wrong state or on no task is refused', async ({ portal, make }) => {
  const refusals = ['0', '1048582']
  mustRefuse(await portal.v2('tasks.task.approve', { taskId: await make.task() }), refusals, 400)
  mustRefuse(await portal.v2('tasks.task.disapprove', { taskId: await make.task() }), refusals, 400)
  mustRefuse(await portal.v2('tasks.task.complete', { taskId: 999_999_999 }), refusals, 400)
})

check('11', 'delegate without a person is error 100', async ({ portal, make }) => {
  mustRefuse(await portal.v2('tasks.task.delegate', { taskId: await make.task() }), '100', 400)
})

check('11', 'delete answers true once and is refused then', async ({ portal, make }) => {
  const taskId = await make.task()
  mustEqual(resultOf(await portal.v2('tasks.task.delete', { taskId })).task, true, 'result.task')
  must((await portal.v2('tasks.task.delete', { taskId })).status !== 200, 'The second call should be refused')
})

check('9', 'a deleted task leaves the plan', async ({ portal, make }) => {
  const taskId = await make.task()
  await portal.v2('tasks.task.delete', { taskId })
  const [first] = await readPlan(portal)
  must(!(await tasksIn(portal, first?.id ?? 0)).includes(taskId), 'It should be in no stage')
})

check('11', 'getFields describes title and responsible person as required', async ({ portal }) => {
  const { fields } = resultOf(await portal.v2('tasks.task.getFields'))
  mustEqual([fields?.TITLE?.type, fields?.TITLE?.required], ['string', true], 'type and required of TITLE')
  must(fields.RESPONSIBLE_ID !== undefined, 'RESPONSIBLE_ID should be described', Object.keys(fields))
})

check('9', 'task.planner.getlist is a list of task numbers', async ({ portal }) => {
  const result = resultOf(await portal.v2('task.planner.getlist'))
  must(Array.isArray(result) && result.every((id) => Number(id) > 0), 'A list of numbers', result)
})

probe('10.7', 'does the old API take comments, and list them?', async ({ portal, make, mark }) => {
  const TASKID = await make.task()
  const POST_MESSAGE = `${mark} comment`
  const added = await portal.v2('task.commentitem.add', { TASKID, FIELDS: { POST_MESSAGE } })
  const listed = await portal.v2('task.commentitem.getlist', { TASKID, ORDER: { ID: 'desc' }, FILTER: {} })
  const rows: Row[] = Array.isArray(listed.body?.result) ? listed.body.result : []
  const isListed = rows.some((row) => row.POST_MESSAGE === POST_MESSAGE)
  return `${brief(added)}; ${isListed ? 'listed' : `not listed: ${brief(listed)}`}`
})

probe('11', 'does an empty DEADLINE clear it?', async ({ portal, make }) => {
  const taskId = await make.task({ DEADLINE: '2037-03-01T18:00:00+03:00' })
  const reply = await portal.v2('tasks.task.update', { taskId, fields: { DEADLINE: '' } })
  return `${brief(reply).slice(0, 3)}; the deadline is ${(await get(portal, taskId, ['DEADLINE'])).deadline ?? 'gone'}`
})

probe('11', 'does TAGS in an update replace the tags or add to them?', async ({ portal, make }) => {
  const taskId = await make.task({ TAGS: ['quickplan-old'] })
  await portal.v2('tasks.task.update', { taskId, fields: { TAGS: ['quickplan-new'] } })
  const params = { filter: { ID: taskId }, select: ['ID', 'TAGS'] }
  const [task] = resultOf(await portal.v2('tasks.task.list', params)).tasks as Row[]
  return `old, then new, gives ${Object.values<Row>(task?.tags ?? {})
    .map((tag) => tag.title)
    .join(', ')}`
})
