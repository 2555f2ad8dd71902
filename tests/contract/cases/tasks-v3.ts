import { family } from '../case.ts'
import type { Context } from '../case.ts'
import { isAtom, must, mustComplain, mustEqual, mustRefuse, resultOf } from '../check.ts'
import type { Reply, Row } from '../portal.ts'
import { brief } from '../portal.ts'

const { cases, check, probe } = family(['task', 'v3'])

/** `tasks.task.*` of REST 3.0. */
export const newTaskCases = cases

/** Calls `tasks.task.add`; what it makes, if it does, is noted. */
async function add({ portal, make, mark, userId }: Context, more: object = {}, key?: string): Promise<Reply> {
  const fields = { title: `${mark} new`, creatorId: userId, responsibleId: userId, ...more }
  const reply = await portal.v3('tasks.task.add', { fields }, key)
  if (reply.status === 200) make.note('tasks', reply.body.result?.item?.id)
  return reply
}

const made = async (context: Context, more: object = {}): Promise<Row> =>
  resultOf(await add(context, more)).item

check('10.2', 'a new task is answered whole, numbers as numbers and flags as booleans', async (context) => {
  const item = await made(context, { priority: 'high', deadline: '2037-03-01T18:00:00+03:00' })
  mustEqual(
    [typeof item.id, typeof item.needsControl, item.priority],
    ['number', 'boolean', 'high'],
    'The three',
  )
  must(isAtom(item.changed) && isAtom(item.deadline), 'Dates with seconds and offset', [
    item.changed,
    item.deadline,
  ])
  mustEqual(Date.parse(item.deadline), Date.parse('2037-03-01T18:00:00+03:00'), 'The moment of the deadline')
  must(
    typeof item.link === 'string' && item.link.startsWith('/'),
    'link should be relative to the portal',
    item.link,
  )
  must(item.rights?.read === true, 'rights should say what the caller may do', item.rights)
})

check('10.2', 'add does not tell creator and responsible person', async (context) => {
  const item = await made(context)
  mustEqual([item.creatorId, item.responsibleId], [undefined, undefined], 'creatorId and responsibleId')
})

for (const field of ['title', 'creatorId', 'responsibleId']) {
  check('10.2', `add without ${field} complains about it`, async (context) => {
    mustComplain(await add(context, { [field]: undefined }), field)
  })
}

check('10.2', 'add without fields complains about them', async ({ portal }) => {
  mustComplain(await portal.v3('tasks.task.add', {}), 'fields')
})

check('10.2', 'a text where a number belongs is refused', async (context) => {
  mustComplain(await add(context, { responsibleId: String(context.userId) }), 'responsibleId')
})

check('10.2', 'a date with milliseconds is refused', async (context) => {
  mustComplain(await add(context, { deadline: '2037-03-01T18:00:00.000Z' }), 'deadline')
})

check('10.2', 'a person that is not there is refused', async (context) => {
  mustComplain(await add(context, { responsibleId: 999_999_999 }), 'responsibleId')
})

check('10.2', 'a project that is not there is denied', async (context) => {
  mustRefuse(await add(context, { groupId: 999_999_999 }), 'ACCESSDENIEDEXCEPTION')
})

check('10.10', 'tags cannot be written', async (context) => {
  must((await add(context, { tags: ['quickplan'] })).status !== 200, 'The call should be refused')
})

check('10.2', 'a text keeps its signs, line breaks and letters', async (context) => {
  const texts = { title: `${context.mark} Ёж “&<i>” 😀`, description: 'one\ntwo [b]three[/b]' }
  const { id } = await made(context, texts)
  const params = { id, select: ['title', 'description'] }
  const { item } = resultOf(await context.portal.v3('tasks.task.get', params))
  mustEqual([item.title, item.description], [texts.title, texts.description], 'title and description')
})

check('10.3', 'update changes what is named', async (context) => {
  const { id } = await made(context, { description: 'stays' })
  const fields = { title: `${context.mark} changed`, deadline: '2037-04-01T10:00:00+00:00' }
  mustEqual(
    resultOf(await context.portal.v3('tasks.task.update', { id, fields })),
    { result: true },
    'The result',
  )
  const { item } = resultOf(await context.portal.v3('tasks.task.get', { id }))
  mustEqual([item.title, item.description], [fields.title, 'stays'], 'title and description')
  await context.portal.v3('tasks.task.update', { id, fields: { deadline: null } })
  mustEqual(
    resultOf(await context.portal.v3('tasks.task.get', { id })).item.deadline,
    null,
    'A deadline set to null',
  )
})

check('10.3', 'the creator cannot be changed', async (context) => {
  const { id } = await made(context)
  mustComplain(
    await context.portal.v3('tasks.task.update', { id, fields: { creatorId: context.userId } }),
    'creatorId',
  )
})

check('10.3', 'a task that is not there cannot be changed', async ({ portal }) => {
  const params = { id: 999_999_999, fields: { title: 'x' } }
  mustRefuse(await portal.v3('tasks.task.update', params), [
    'ACCESSDENIEDEXCEPTION',
    'ENTITYNOTFOUNDEXCEPTION',
  ])
})

check('10.4', 'get takes the number as a number only', async (context) => {
  const { id } = await made(context)
  mustEqual(resultOf(await context.portal.v3('tasks.task.get', { id })).item.id, id, 'id')
  mustComplain(await context.portal.v3('tasks.task.get', { id: String(id) }), 'id')
})

check('10.4', 'a task that is not there is not found', async ({ portal }) => {
  const codes = ['ENTITYNOTFOUNDEXCEPTION', 'ACCESSDENIEDEXCEPTION']
  mustRefuse(await portal.v3('tasks.task.get', { id: 999_999_999 }), codes)
})

check('7.2', 'select picks fields, also those of related objects', async (context) => {
  const { id } = await made(context)
  const select = ['id', 'title', 'responsible.id', 'responsible.name']
  const { item } = resultOf(await context.portal.v3('tasks.task.get', { id, select }))
  mustEqual(Object.keys(item).sort(), ['id', 'responsible', 'title'], 'The fields')
  mustEqual(Object.keys(item.responsible).sort(), ['id', 'name'], 'The fields of responsible')
  mustEqual(item.responsible.id, context.userId, 'responsible.id')
})

check('7.2', 'an unknown own field is left out, one of a related object is refused', async (context) => {
  const { id } = await made(context)
  const own = await context.portal.v3('tasks.task.get', { id, select: ['id', 'quickplan'] })
  mustEqual(resultOf(own).item, { id }, 'The item')
  const related = await context.portal.v3('tasks.task.get', { id, select: ['id', 'responsible.quickplan'] })
  mustRefuse(related, 'UNKNOWNDTOPROPERTYEXCEPTION', 400)
})

check('10.4', 'tags that the old API wrote are read as a relation', async ({ portal, make }) => {
  const id = await make.task({ TAGS: ['quickplan-tag'] })
  const { item } = resultOf(await portal.v3('tasks.task.get', { id, select: ['id', 'tags.name'] }))
  mustEqual(item.tags, [{ name: 'quickplan-tag' }], 'tags')
})

check('7.2', 'a list is filtered by number: in, between, groups', async (context) => {
  const ids = [(await made(context)).id, (await made(context)).id, (await made(context)).id]
  const [one, two, three] = ids
  const ask = async (filter: unknown[]) =>
    resultOf(await context.portal.v3('tasks.task.list', { filter })).items.map((item: Row) => item.id)
  mustEqual(await ask([['id', 'in', ids]]), ids, 'in')
  mustEqual(await ask([['id', [one, three]]]), [one, three], 'A list without operator')
  mustEqual(await ask([['id', two]]), [two], 'A value without operator')
  mustEqual(
    await ask([
      ['id', 'in', ids],
      ['id', '>', one],
    ]),
    [two, three],
    'Two conditions',
  )
  const either = {
    logic: 'or',
    conditions: [
      ['id', one],
      ['id', '=', three],
    ],
  }
  mustEqual(await ask([either]), [one, three], 'A group joined by or')
  const between = await ask([['id', 'between', [one, three]]])
  must(
    ids.every((id) => between.includes(id)),
    'between should hold its ends',
    between,
  )
})

check('10.5', 'without select a list tells only numbers', async (context) => {
  const { id } = await made(context)
  const { items } = resultOf(await context.portal.v3('tasks.task.list', { filter: [['id', id]] }))
  mustEqual(items, [{ id }], 'items')
})

check('7.2', 'order and pages of a list', async (context) => {
  const ids = [(await made(context)).id, (await made(context)).id, (await made(context)).id]
  const ask = async (more: object) => {
    const reply = await context.portal.v3('tasks.task.list', { filter: [['id', 'in', ids]], ...more })
    return resultOf(reply).items.map((item: Row) => item.id)
  }
  mustEqual(await ask({ order: { id: 'DESC' } }), ids.toReversed(), 'Descending')
  mustEqual(await ask({ pagination: { page: 2, limit: 2 } }), ids.slice(2), 'The second page of two')
  mustEqual(await ask({ pagination: { limit: 1 } }), ids.slice(0, 1), 'A page of one')
})

check('7.2', 'malformed filters, orders, selections and pages are refused by name', async ({ portal }) => {
  const ask = (params: object) => portal.v3('tasks.task.list', params)
  mustRefuse(await ask({ filter: 'id=1' }), 'INVALIDFILTEREXCEPTION', 400)
  mustRefuse(await ask({ filter: [['id', 'like', 1]] }), 'UNKNOWNFILTEROPERATOREXCEPTION', 400)
  mustRefuse(await ask({ filter: [['quickplan', '=', 1]] }), 'UNKNOWNDTOPROPERTYEXCEPTION', 400)
  mustRefuse(await ask({ order: { id: 'sideways' } }), 'INVALIDORDEREXCEPTION', 400)
  mustRefuse(await ask({ select: 'id' }), 'INVALIDSELECTEXCEPTION', 400)
  mustRefuse(await ask({ pagination: { limit: 0 } }), 'INVALIDPAGINATIONEXCEPTION', 400)
})

check('10.5', 'a list can be filtered by number only', async ({ portal }) => {
  const reply = await portal.v3('tasks.task.list', { filter: [['title', '=', 'x']] })
  mustRefuse(reply, ['VALIDATION_REQUESTVALIDATIONEXCEPTION', 'UNKNOWNDTOPROPERTYEXCEPTION'], 400)
})

check('10.6', 'delete answers true, and the task is gone', async (context) => {
  const { id } = await made(context)
  mustEqual(resultOf(await context.portal.v3('tasks.task.delete', { id })), { result: true }, 'The result')
  must((await context.portal.v3('tasks.task.get', { id })).status !== 200, 'The task should be gone')
})

check('10.9', 'access.get tells rights as a flat map of booleans', async (context) => {
  const { id } = await made(context)
  const rights = resultOf(await context.portal.v3('tasks.task.access.get', { id }))
  must(
    rights.read === true && Object.values(rights).every((value) => typeof value === 'boolean'),
    'A flat map',
    rights,
  )
})

check(
  '5.2',
  'REST 3.0 tells a caller whom it does not know no more than that access is denied',
  async ({ portal }) => {
    const reply = await portal.send({ api: 'v3', path: 'tasks.task.list', code: 'wrongwrongwrong1' })
    mustRefuse(reply, 'ACCESSDENIEDEXCEPTION', 401)
  },
)

check('8.6', 'result.list tells what result.add has added', async (context) => {
  const { id } = await made(context)
  const fields = { taskId: id, text: 'Done' }
  const { item } = resultOf(await context.portal.v3('tasks.task.result.add', { fields })) as { item: Row }
  mustEqual([item.taskId, item.text], [id, 'Done'], 'The result')
  const query = { filter: [['taskId', id]] }
  const { items } = resultOf(await context.portal.v3('tasks.task.result.list', query)) as { items: Row[] }
  mustEqual(
    items.map(({ text }) => text),
    ['Done'],
    'All results',
  )
})

check('10.9', 'field.list tells type, editable and filterable', async ({ portal }) => {
  const select = ['name', 'type', 'editable', 'filterable']
  const { items } = resultOf(await portal.v3('tasks.task.field.list', { select })) as { items: Row[] }
  const id = items.find((item) => item.name === 'id')
  mustEqual([id?.type, id?.filterable], ['int', true], 'type and filterable of id')
})

check('10.9', 'field.get tells one field and refuses an unknown one', async ({ portal }) => {
  const { item } = resultOf(await portal.v3('tasks.task.field.get', { name: 'title' }))
  mustEqual([item.name, item.type], ['title', 'string'], 'name and type')
  const reply = await portal.v3('tasks.task.field.get', { name: 'quickplan' })
  mustRefuse(reply, 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION', 400)
})

check('10.7', 'a message goes to the chat of a task', async (context) => {
  const { id } = await made(context)
  const fields = { taskId: id, text: 'A message of a contract run' }
  mustEqual(
    resultOf(await context.portal.v3('tasks.task.chat.message.send', { fields })),
    { result: true },
    'The result',
  )
})

check('10.7', 'a message without task or text is refused', async (context) => {
  const { id } = await made(context)
  mustComplain(await context.portal.v3('tasks.task.chat.message.send', { fields: { text: 'x' } }), 'taskId')
  mustComplain(await context.portal.v3('tasks.task.chat.message.send', { fields: { taskId: id } }), 'text')
})

check('10.7', 'a message to a task that is not there is denied', async ({ portal }) => {
  const fields = { taskId: 999_999_999, text: 'x' }
  const codes = ['ACCESSDENIEDEXCEPTION', 'ENTITYNOTFOUNDEXCEPTION']
  mustRefuse(await portal.v3('tasks.task.chat.message.send', { fields }), codes)
})

probe('10.9', 'can a result be added to a task, and read back?', async (context) => {
  const { id } = await made(context)
  const text = `${context.mark} result`
  const added = await context.portal.v3('tasks.task.result.add', { fields: { taskId: id, text } })
  const listed = await context.portal.v3('tasks.task.result.list', { filter: [['taskId', id]] })
  const texts = (listed.body?.result?.items ?? []).map((item: Row) => item.text)
  return `${brief(added)}; ${texts.includes(text) ? 'listed' : brief(listed)}`
})

probe('17', 'does status completed in an update close the task as the action does?', async (context) => {
  const { id } = await made(context)
  const reply = await context.portal.v3('tasks.task.update', { id, fields: { status: 'completed' } })
  const { item } = resultOf(await context.portal.v3('tasks.task.get', { id }))
  return `${brief(reply)}; status ${item.status}, closed ${item.closed === null ? 'never' : 'just now'}`
})

probe('17', 'with which status is access denied?', async (context) => {
  return brief(await add(context, { groupId: 999_999_999 }))
})

probe('10.5', 'can a list select groupId, stageId, creatorId and tags?', async (context) => {
  const { id } = await made(context)
  const params = {
    filter: [['id', id]],
    select: ['id', 'creatorId', 'responsibleId', 'groupId', 'stageId', 'tags'],
  }
  const reply = await context.portal.v3('tasks.task.list', params)
  return Object.keys(reply.body?.result?.items?.[0] ?? {}).join(', ') || brief(reply)
})

probe('17', 'can accomplices and auditors be written?', async (context) => {
  const replies = [
    await add(context, { accomplices: [context.userId] }),
    await add(context, { auditors: [context.userId] }),
  ]
  return replies.map((reply) => (reply.status === 200 ? 'taken' : brief(reply))).join('; ')
})

probe('17', 'what is the relation of a project called: name or title?', async (context) => {
  const { id } = await made(context)
  const ask = async (field: string) => {
    const reply = await context.portal.v3('tasks.task.get', { id, select: ['id', field] })
    return reply.status === 200 ? 'taken' : brief(reply)
  }
  return `group.name: ${await ask('group.name')}; group.title: ${await ask('group.title')}`
})

probe('17', 'what mark has a fresh task?', async (context) => `${(await made(context)).mark}`)

probe('17', 'does Y pass for a boolean?', async (context) => {
  const reply = await add(context, { needsControl: 'Y' })
  return reply.status === 200 ? 'yes' : `no: ${brief(reply)}`
})
