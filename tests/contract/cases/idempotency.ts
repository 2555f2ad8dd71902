import { randomUUID } from 'node:crypto'
import { family } from '../case.ts'
import type { Context } from '../case.ts'
import { must, mustEqual, mustRefuse, resultOf } from '../check.ts'
import { findMarked } from '../cleanup.ts'
import type { Reply } from '../portal.ts'
import { brief } from '../portal.ts'

const { cases, check, probe } = family(['task', 'v3'])

/** `Idempotency-Key`, on which the app's promise rests that nothing is created twice. */
export const idempotencyCases = cases

async function add({ portal, make, userId }: Context, title: string, key: string): Promise<Reply> {
  const fields = { title, creatorId: userId, responsibleId: userId }
  const reply = await portal.v3('tasks.task.add', { fields }, key)
  if (reply.status === 200) make.note('tasks', reply.body.result?.item?.id)
  return reply
}

const isReplay = (reply: Reply) => reply.headers.get('idempotent-replayed') === 'true'

check('10.1', 'a repeat with the same key and body makes no second task and says so', async (context) => {
  const [title, key] = [`${context.mark} once`, randomUUID()]
  const first = await add(context, title, key)
  const second = await add(context, title, key)
  mustEqual(first.headers.get('idempotency-key'), key, 'The header Idempotency-Key of the first answer')
  mustEqual([isReplay(first), isReplay(second)], [false, true], 'Idempotent-Replayed of both answers')
  mustEqual(resultOf(second).item.id, resultOf(first).item.id, 'The number in the second answer')
  mustEqual((await findMarked(context.portal, title, context.userId)).length, 1, 'How many tasks there are')
})

check('10.1', 'the same key with another body is refused with 422', async (context) => {
  const key = randomUUID()
  resultOf(await add(context, `${context.mark} first body`, key))
  const other = await add(context, `${context.mark} second body`, key)
  mustRefuse(other, 'IDEMPOTENCYKEYREUSEDEXCEPTION', 422)
})

check('10.1', 'another key makes another task', async (context) => {
  const title = `${context.mark} twice`
  const [one, two] = [await add(context, title, randomUUID()), await add(context, title, randomUUID())]
  must(resultOf(one).item.id !== resultOf(two).item.id, 'The numbers should differ')
})

check('10.1', 'a refused call is not kept: the key serves again', async (context) => {
  const key = randomUUID()
  must((await add(context, '', key)).status !== 200, 'An empty title should be refused')
  resultOf(await add(context, `${context.mark} after refusal`, key))
})

check('10.1', 'a key that is too long is refused', async (context) => {
  const reply = await add(context, `${context.mark} long key`, 'k'.repeat(256))
  mustRefuse(reply, 'INVALIDIDEMPOTENCYKEYEXCEPTION', 400)
})

check('10.1', 'update and delete can be repeated too', async (context) => {
  const { portal, mark } = context
  const id = await context.make.task()
  const keys = [randomUUID(), randomUUID()] as const
  const update = () => portal.v3('tasks.task.update', { id, fields: { title: `${mark} again` } }, keys[0])
  const remove = () => portal.v3('tasks.task.delete', { id }, keys[1])
  mustEqual([isReplay(await update()), isReplay(await update())], [false, true], 'The updates')
  mustEqual([isReplay(await remove()), isReplay(await remove())], [false, true], 'The deletions')
})

probe('10.1', 'is the key bound to its method?', async (context) => {
  const [key, id] = [randomUUID(), await context.make.task()]
  const fields = { title: `${context.mark} bound` }
  const first = await context.portal.v3('tasks.task.update', { id, fields }, key)
  const second = await context.portal.v3('tasks.task.delete', { id }, key)
  return `update ${brief(first)}; delete with the same key ${brief(second)}`
})

probe('10.1', 'does the old API ignore the header?', async ({ portal, make, mark, userId }) => {
  const body = JSON.stringify({ fields: { TITLE: `${mark} old key`, RESPONSIBLE_ID: userId } })
  const send = {
    api: 'v2',
    path: 'tasks.task.add',
    body,
    headers: { 'Idempotency-Key': randomUUID() },
  } as const
  const [one, two] = [await portal.send(send), await portal.send(send)]
  const ids = [one, two].map((reply) => make.note('tasks', resultOf(reply).task.id))
  return ids[0] === ids[1] ? 'no: one task was made' : 'yes: two tasks were made'
})
