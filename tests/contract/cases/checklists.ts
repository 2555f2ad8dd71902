import { family } from '../case.ts'
import type { Caller, Row } from '../portal.ts'
import { brief } from '../portal.ts'
import { must, mustEqual, mustRefuse, resultOf } from '../check.ts'

const { cases, check, probe } = family(['task'])

/** `task.checklistitem.*`, which read their arguments by position. */
export const checklistCases = cases

async function add(portal: Caller, taskId: number, fields: object): Promise<number> {
  return Number(resultOf(await portal.v2('task.checklistitem.add', { TASKID: taskId, FIELDS: fields })))
}

async function list(portal: Caller, taskId: number): Promise<Row[]> {
  return resultOf(await portal.v2('task.checklistitem.getlist', { TASKID: taskId }))
}

async function find(portal: Caller, taskId: number, id: number): Promise<Row | undefined> {
  return (await list(portal, taskId)).find((item) => Number(item.ID) === id)
}

check('12', 'an item is answered by its number and listed with its flags', async ({ portal, make }) => {
  const task = await make.task()
  const reply = await portal.v2('task.checklistitem.add', {
    TASKID: task,
    FIELDS: { TITLE: 'Ёлка & <b>', IS_IMPORTANT: 'Y' },
  })
  mustEqual(typeof resultOf(reply), 'number', 'The type of the result')
  const item = await find(portal, task, reply.body.result)
  mustEqual(
    [item?.TITLE, item?.IS_COMPLETE, item?.IS_IMPORTANT],
    ['Ёлка & <b>', 'N', 'Y'],
    'The three columns',
  )
  mustEqual(String(item?.TASK_ID), String(task), 'TASK_ID')
})

check('12', 'a parent of 0 makes a checklist, and items go into it', async ({ portal, make }) => {
  const task = await make.task()
  const root = await add(portal, task, { TITLE: 'Shopping', PARENT_ID: 0 })
  const item = await add(portal, task, { TITLE: 'Paper', PARENT_ID: root })
  mustEqual(Number((await find(portal, task, root))?.PARENT_ID), 0, 'PARENT_ID of the checklist')
  mustEqual(Number((await find(portal, task, item))?.PARENT_ID), root, 'PARENT_ID of the item')
})

check('12', 'complete and renew change the flag', async ({ portal, make }) => {
  const task = await make.task()
  const id = await add(portal, task, { TITLE: 'Do' })
  resultOf(await portal.v2('task.checklistitem.complete', { TASKID: task, ITEMID: id }))
  mustEqual((await find(portal, task, id))?.IS_COMPLETE, 'Y', 'IS_COMPLETE after complete')
  resultOf(await portal.v2('task.checklistitem.renew', { TASKID: task, ITEMID: id }))
  mustEqual((await find(portal, task, id))?.IS_COMPLETE, 'N', 'IS_COMPLETE after renew')
})

check('12', 'update and delete do what they say', async ({ portal, make }) => {
  const task = await make.task()
  const id = await add(portal, task, { TITLE: 'Old' })
  await portal.v2('task.checklistitem.update', { TASKID: task, ITEMID: id, FIELDS: { TITLE: 'New' } })
  mustEqual((await find(portal, task, id))?.TITLE, 'New', 'TITLE')
  await portal.v2('task.checklistitem.delete', { TASKID: task, ITEMID: id })
  mustEqual(await find(portal, task, id), undefined, 'The item after it was deleted')
})

check('12', 'the order counts, not the names', async ({ portal, make }) => {
  const task = await make.task()
  const params = { anything: task, whatever: { TITLE: 'By position' } }
  must(Number(resultOf(await portal.v2('task.checklistitem.add', params))) > 0, 'The call should succeed')
})

check('12', 'the wrong order is refused', async ({ portal, make }) => {
  const params = { FIELDS: { TITLE: 'x' }, TASKID: await make.task() }
  const reply = await portal.v2('task.checklistitem.add', params)
  mustRefuse(reply, 'ERROR_CORE', 400)
  must(
    /#256/.test(reply.body.error_description),
    'The text should have the number 256',
    reply.body.error_description,
  )
})

check('12', 'one parameter in the query breaks the call', async ({ portal, make }) => {
  const params = { TASKID: await make.task(), FIELDS: { TITLE: 'x' } }
  const reply = await portal.v2('task.checklistitem.add?quickplan=1', params)
  mustRefuse(reply, 'ERROR_CORE', 400)
  must(
    /#256/.test(reply.body.error_description),
    'The text should have the number 256',
    reply.body.error_description,
  )
})

check('12', 'a task that is not there is ERROR_CORE', async ({ portal }) => {
  const params = { TASKID: 999_999_999, FIELDS: { TITLE: 'x' } }
  mustRefuse(await portal.v2('task.checklistitem.add', params), 'ERROR_CORE', 400)
})

check('12', 'an item without a title is ERROR_CORE', async ({ portal, make }) => {
  const params = { TASKID: await make.task(), FIELDS: { SORT_INDEX: 1 } }
  mustRefuse(await portal.v2('task.checklistitem.add', params), 'ERROR_CORE', 400)
})

probe('12', 'where does an item without a parent go?', async ({ portal, make }) => {
  const task = await make.task()
  const id = await add(portal, task, { TITLE: 'Alone' })
  const parent = Number((await find(portal, task, id))?.PARENT_ID)
  const root = parent === 0 ? undefined : await find(portal, task, parent)
  return root ? `into a checklist named ${root.TITLE}` : 'it stands at the top'
})

probe('12', 'what do update, complete and delete answer?', async ({ portal, make }) => {
  const task = await make.task()
  const id = await add(portal, task, { TITLE: 'x' })
  const update = await portal.v2('task.checklistitem.update', {
    TASKID: task,
    ITEMID: id,
    FIELDS: { TITLE: 'y' },
  })
  const complete = await portal.v2('task.checklistitem.complete', { TASKID: task, ITEMID: id })
  const remove = await portal.v2('task.checklistitem.delete', { TASKID: task, ITEMID: id })
  return [update, complete, remove]
    .map((reply) => JSON.stringify(reply.body?.result) ?? brief(reply))
    .join(', ')
})

probe('12', 'does one parameter too many at the end break a call?', async ({ portal, make }) => {
  const params = { TASKID: await make.task(), FIELDS: { TITLE: 'x' }, quickplan: 1 }
  return brief(await portal.v2('task.checklistitem.add', params))
})
