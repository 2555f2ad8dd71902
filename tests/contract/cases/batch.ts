import { family } from '../case.ts'
import { must, mustEqual, mustRefuse, resultOf } from '../check.ts'
import type { Row } from '../portal.ts'
import { brief } from '../portal.ts'

const { cases, check, probe } = family(['task'])
const rest3 = family(['task', 'v3'])

/** Several commands in one request. */
export const batchCases = cases
export const batch3Cases = rest3.cases

check(
  '7.3',
  'results stand under the keys of their commands, and what is empty is a list',
  async ({ portal }) => {
    const result = resultOf(
      await portal.v2('batch', { halt: 0, cmd: { me: 'profile', when: 'server.time' } }),
    )
    mustEqual(Object.keys(result.result), ['me', 'when'], 'The keys of result')
    mustEqual([result.result_error, result.result_next], [[], []], 'result_error and result_next')
    must(result.result_time?.me !== undefined, 'result_time should know the command', result.result_time)
  },
)

check('7.3', 'a refused command stands in result_error, and the batch succeeds', async ({ portal }) => {
  const cmd = { bad: 'quickplan.no.such.method', good: 'profile' }
  const result = resultOf(await portal.v2('batch', { halt: 0, cmd }))
  mustEqual(result.result_error.bad?.error, 'ERROR_METHOD_NOT_FOUND', 'The code of the first')
  must(result.result.good !== undefined, 'The second should have run', result.result)
})

check('7.3', 'halt stops at the first error', async ({ portal }) => {
  const cmd = { bad: 'quickplan.no.such.method', good: 'profile' }
  const result = resultOf(await portal.v2('batch', { halt: 1, cmd }))
  mustEqual(result.result.good, undefined, 'The result of the second command')
})

check('7.3', 'commands in a list get the keys 0, 1, …', async ({ portal }) => {
  const { result } = resultOf(await portal.v2('batch', { cmd: ['profile', 'server.time'] }))
  must(result[0]?.ID !== undefined && typeof result[1] === 'string', 'The two results in order', result)
})

check('7.3', 'an earlier result can be used in a later command', async ({ portal, make, mark, userId }) => {
  const title = encodeURIComponent(`${mark} chained & more`)
  const cmd = {
    made: `tasks.task.add?fields[TITLE]=${title}&fields[RESPONSIBLE_ID]=${userId}`,
    read: 'tasks.task.get?taskId=$result[made][task][id]&select[]=ID&select[]=TITLE',
  }
  const { result } = resultOf(await portal.v2('batch', { halt: 1, cmd }))
  make.note('tasks', result.made.task.id)
  mustEqual(result.read?.task?.title, `${mark} chained & more`, 'The title that the second command read')
})

check('7.3', 'lists count in result_total', async ({ portal, make, mark }) => {
  await make.task({ TITLE: `${mark} counted` })
  const filter = `filter[TITLE]=${encodeURIComponent(`%${mark} counted%`)}`
  const result = resultOf(
    await portal.v2('batch', { cmd: { list: `tasks.task.list?${filter}&select[]=ID` } }),
  )
  mustEqual(result.result_total?.list, 1, 'result_total of the list')
})

check('7.3', 'a batch in a batch is not allowed', async ({ portal }) => {
  const result = resultOf(await portal.v2('batch', { cmd: { inner: 'batch?cmd[a]=profile' } }))
  mustEqual(result.result_error.inner?.error, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'The code')
})

check('7.3', 'the surplus over 50 commands is refused', async ({ portal }) => {
  const cmd = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`c${index}`, 'server.time']))
  const reply = await portal.v2('batch', { halt: 0, cmd })
  const code = reply.body?.result?.result_error?.c50?.error ?? reply.body?.error
  mustEqual(code, 'ERROR_BATCH_LENGTH_EXCEEDED', 'The code of the last')
})

check('12', 'checklist methods work in a batch, by position', async ({ portal, make }) => {
  const task = await make.task()
  const cmd = {
    add: `task.checklistitem.add?TASKID=${task}&FIELDS[TITLE]=${encodeURIComponent('In a batch')}`,
    list: `task.checklistitem.getlist?TASKID=${task}`,
  }
  const { result } = resultOf(await portal.v2('batch', { halt: 1, cmd }))
  must(
    result.list.some((item: Row) => item.TITLE === 'In a batch'),
    'The item should be in the list',
    result.list,
  )
})

rest3.check('7.4', 'a batch of REST 3.0 is a list and is answered in order', async ({ portal, make }) => {
  const [one, two] = [await make.task(), await make.task()]
  const commands = [two, one].map((id) => ({ method: 'tasks.task.get', query: { id, select: ['id'] } }))
  mustEqual(
    resultOf(await portal.v3('batch', commands)),
    [{ item: { id: two } }, { item: { id: one } }],
    'The result',
  )
})

rest3.check('7.4', 'one failing command fails the whole batch', async ({ portal, make }) => {
  const commands = [await make.task(), 999_999_999].map((id) => ({ method: 'tasks.task.get', query: { id } }))
  must((await portal.v3('batch', commands)).status !== 200, 'The batch should be refused')
})

rest3.check('5.2', 'the body of an old batch is refused', async ({ portal }) => {
  mustRefuse(await portal.v3('batch', { cmd: { me: 'profile' } }), 'INVALIDSELECTEXCEPTION', 400)
})

rest3.probe(
  '7.4',
  'what does a batch of REST 3.0 make of a list, of an object, and of an object with auth?',
  async ({ portal }) => {
    const command = { method: 'tasks.task.list', query: { pagination: { limit: 1 } } }
    const bodies = { list: [command], object: { 0: command }, 'object with auth': { 0: command, auth: 'x' } }
    const said: string[] = []
    for (const [name, body] of Object.entries(bodies)) {
      const reply = await portal.v3('batch', body)
      said.push(`${name}: ${reply.status === 200 ? 'taken' : brief(reply)}`)
    }
    return said.join('; ')
  },
)

rest3.probe('17', 'how many commands may a batch of REST 3.0 have?', async ({ portal }) => {
  const command = { method: 'tasks.task.list', query: { pagination: { limit: 1 } } }
  const reply = await portal.v3('batch', new Array<object>(51).fill(command))
  return reply.status === 200 ? '51 are taken' : `51 are not: ${brief(reply)}`
})

probe('7.3', 'does a batch use up time in the operating of its commands?', async ({ portal }) => {
  const result = resultOf(await portal.v2('batch', { cmd: { me: 'profile' } }))
  return `operating ${result.result_time?.me?.operating ?? 'is not told'}`
})
