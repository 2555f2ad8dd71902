import { family } from '../case.ts'
import { isAtom, isDigits, must, mustComplain, mustEqual, mustRefuse, resultOf } from '../check.ts'
import type { Json, Reply, Row } from '../portal.ts'
import { brief } from '../portal.ts'

const { cases, check, probe } = family([])

/** Addresses, envelopes, errors of the system, and the methods about the API itself. */
export const systemCases = cases

check(
  '13',
  'profile tells who calls, its number as text and ADMIN as a boolean',
  async ({ portal, userId }) => {
    const profile = resultOf(await portal.v2('profile'))
    mustEqual(profile.ID, String(userId), 'ID')
    mustEqual(typeof profile.ADMIN, 'boolean', 'The type of ADMIN')
  },
)

check('5.1', 'every answer of the old API says how long it took', async ({ portal }) => {
  const { time } = (await portal.v2('profile')).body
  const names = ['start', 'finish', 'duration', 'processing']
  must(
    names.every((name) => typeof time?.[name] === 'number'),
    `time should have the numbers ${names}`,
    time,
  )
  must(
    isAtom(time.date_start) && isAtom(time.date_finish),
    'The dates should be ISO 8601 with an offset',
    time,
  )
})

check('2', 'a call by GET is answered like one by POST', async ({ portal, userId }) => {
  const reply = await portal.send({ api: 'v2', path: 'profile', method: 'GET' })
  mustEqual(resultOf(reply).ID, String(userId), 'ID')
})

check('2', 'the suffix .json may follow a method', async ({ portal, userId }) => {
  mustEqual(resultOf(await portal.v2('profile.json')).ID, String(userId), 'ID')
})

check('2', 'the old API takes a form as well as JSON', async ({ portal }) => {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const reply = await portal.send({ api: 'v2', path: 'method.get', body: 'name=profile', headers })
  mustEqual(resultOf(reply).isExisting, true, 'isExisting')
})

check('2', 'the old API reads parameters from the query too', async ({ portal }) => {
  mustEqual(resultOf(await portal.v2('method.get?name=profile')).isExisting, true, 'isExisting')
})

check('2', 'names of old methods may be written in any case', async ({ portal }) => {
  must(isAtom(resultOf(await portal.v2('Server.Time'))), 'The method should be found')
})

check('2', 'an unknown method is refused', async ({ portal }) => {
  mustRefuse(await portal.v2('quickplan.no.such.method'), 'ERROR_METHOD_NOT_FOUND', 404)
})

check('3.1', 'a wrong secret is refused', async ({ portal }) => {
  const reply = await portal.send({ api: 'v2', path: 'profile', code: 'wrongwrongwrong1' })
  mustRefuse(reply, ['NO_AUTH_FOUND', 'INVALID_CREDENTIALS'])
  must(reply.status === 401 || reply.status === 403, 'The HTTP status should be 401 or 403', brief(reply))
})

check('4', 'scope lists what the webhook may do', async ({ portal }) => {
  const scopes = resultOf(await portal.v2('scope'))
  must(
    Array.isArray(scopes) && scopes.every((scope: Json) => typeof scope === 'string'),
    'A list of texts',
    scopes,
  )
})

check('4', 'scope with full lists everything there is', async ({ portal }) => {
  const [granted, full] = [
    resultOf(await portal.v2('scope')),
    resultOf(await portal.v2('scope', { full: true })),
  ]
  must(
    granted.every((scope: Json) => full.includes(scope)),
    'Every granted scope should be among all',
    full,
  )
})

check('13', 'method.get tells a method that is there from one that is not', async ({ portal }) => {
  const known = resultOf(await portal.v2('method.get', { name: 'task.stages.get' }))
  const unknown = resultOf(await portal.v2('method.get', { name: 'quickplan.no.such.method' }))
  mustEqual(
    [known.isExisting, unknown.isExisting, unknown.isAvailable],
    [true, false, false],
    'The three answers',
  )
})

check('13', 'server.time is an ISO 8601 date', async ({ portal }) => {
  const time = resultOf(await portal.v2('server.time'))
  must(isAtom(time), 'A date with seconds and offset', time)
})

check('13', 'app.info is refused to a webhook', async ({ portal }) => {
  mustRefuse(await portal.v2('app.info'), 'ACCESS_DENIED')
})

probe('5.1', 'does the use of a method add up in time.operating?', async ({ portal }) => {
  const { time } = (await portal.v2('profile')).body
  return `operating ${time?.operating}, operating_reset_at ${time?.operating_reset_at}`
})

probe('17', 'which scopes for tasks are there: task, tasks?', async ({ portal }) => {
  const scopes: string[] = resultOf(await portal.v2('scope'))
  return scopes.filter((scope) => scope.startsWith('task')).join(', ') || 'none'
})

const rest3 = family(['v3'])

/** The same of REST 3.0. */
export const system3Cases = rest3.cases

rest3.check('2', 'a method that REST 3.0 does not have is refused', async ({ portal }) => {
  mustRefuse(await portal.v3('quickplan.no.such.method'), 'METHODNOTFOUNDEXCEPTION', 400)
})

rest3.check('2', 'the old address does not know the methods of REST 3.0', async ({ portal }) => {
  mustRefuse(await portal.v2('tasks.task.chat.message.send'), 'ERROR_METHOD_NOT_FOUND', 404)
})

rest3.check('2', 'a body that is no JSON is refused', async ({ portal }) => {
  const reply = await portal.send({ api: 'v3', path: 'tasks.task.get', body: 'id=1' })
  mustRefuse(reply, 'INVALIDJSONEXCEPTION', 400)
})

rest3.check('2', 'parameters in the query count for nothing', async ({ portal }) => {
  mustComplain(await portal.v3('tasks.task.get?id=1', {}), 'id')
})

rest3.check(
  '5.1',
  'an answer of REST 3.0 has result and time, with start in whole seconds',
  async ({ portal }) => {
    const reply = await portal.v3('tasks.task.list', { pagination: { limit: 1 } })
    must(Array.isArray(resultOf(reply).items), 'result.items should be a list', reply.body.result)
    must(Number.isInteger(reply.body.time?.start), 'time.start should be a whole number', reply.body.time)
  },
)

rest3.check('5.2', 'an error of REST 3.0 is an object with code and message', async ({ portal }) => {
  const { error } = (await portal.v3('tasks.task.get', {})).body
  must(typeof error?.code === 'string' && typeof error?.message === 'string', 'code and message', error)
  must(Array.isArray(error.validation), 'A validation error should list its complaints', error)
})

rest3.check('4', 'rest.scope.list knows the methods for tasks', async ({ portal }) => {
  const result = resultOf(await portal.v3('rest.scope.list'))
  must(JSON.stringify(result).includes('tasks.task.add'), 'tasks.task.add should be in it', result)
})

rest3.check('4', 'the OpenAPI document comes without an envelope', async ({ portal }) => {
  const isDocument = ({ body }: Reply) => /^3\./.test(body?.openapi) && body.result === undefined
  for (const method of ['rest.documentation.openapi', 'documentation']) {
    const reply = await portal.v3(method)
    must(reply.status === 200 && isDocument(reply), `${method} should be a bare document`, brief(reply))
  }
})

rest3.probe('5.2', 'how does each API refuse a token that is not good?', async ({ portal }) => {
  const value = 'a'.repeat(32)
  const ask = async (api: 'v2' | 'v3', place: 'body' | 'header') => {
    const path = api === 'v2' ? 'profile' : 'tasks.task.list'
    return brief(await portal.send({ api, path, token: { value, in: place } }))
  }
  return `v2 ${await ask('v2', 'body')}; v3 ${await ask('v3', 'body')}; v3 in the header ${await ask('v3', 'header')}`
})

rest3.probe('4', 'how does the OpenAPI document write the name of a method?', async ({ portal }) => {
  const { paths } = (await portal.v3('documentation')).body as { paths: Row }
  return (
    Object.keys(paths ?? {}).find((path) => path.includes('tasks.task.add')) ?? 'it has no tasks.task.add'
  )
})

rest3.probe('4', 'in what shape does rest.scope.list come?', async ({ portal }) => {
  const result: Json = resultOf(await portal.v3('rest.scope.list'))
  const path: string[] = []
  let level: Json = result
  while (level && typeof level === 'object' && path.length < 5) {
    const [name = ''] = Object.keys(level)
    path.push(name)
    level = level[name]
  }
  return path.join(' → ')
})

const people = family(['user'])

/** People. */
export const peopleCases = people.cases

people.check('13', 'user.current is the user of the webhook', async ({ portal, userId }) => {
  mustEqual(resultOf(await portal.v2('user.current')).ID, String(userId), 'ID')
})

people.check(
  '13',
  'user.get finds one person by number, with the documented types',
  async ({ portal, userId }) => {
    const reply = await portal.v2('user.get', { FILTER: { ID: userId } })
    const [user] = resultOf(reply) as Row[]
    mustEqual(
      [user?.ID, typeof user?.ACTIVE, reply.body.total],
      [String(userId), 'boolean', 1],
      'ID, ACTIVE, total',
    )
  },
)

people.check('7.1', 'user.get lists at most 50 and counts all', async ({ portal }) => {
  const reply = await portal.v2('user.get', { FILTER: { ACTIVE: true, USER_TYPE: 'employee' }, start: 0 })
  const users = resultOf(reply) as Row[]
  must(users.length > 0 && users.length <= 50, 'One to fifty people', users.length)
  must(Number(reply.body.total) >= users.length, 'total should count all', reply.body.total)
  mustEqual(reply.body.next !== undefined, reply.body.total > 50, 'Whether there is a next page')
})

people.check('13', 'user.search finds the user by the last name', async ({ portal, userId }) => {
  const { LAST_NAME, NAME } = resultOf(await portal.v2('profile'))
  const found = resultOf(await portal.v2('user.search', { FILTER: { FIND: LAST_NAME || NAME } })) as Row[]
  must(
    found.some((user) => user.ID === String(userId)),
    'The user should be among those found',
    found.length,
  )
})

const projects = family(['sonet_group'])

/** Projects. Read only: what others see is not touched. */
export const projectCases = projects.cases

projects.check(
  '13',
  'sonet_group.user.groups lists own memberships, numbers as texts',
  async ({ portal }) => {
    const groups = resultOf(await portal.v2('sonet_group.user.groups')) as Row[]
    must(Array.isArray(groups), 'A list', groups)
    must(
      groups.every((group) => isDigits(group.GROUP_ID) && group.ROLE !== undefined),
      'GROUP_ID and ROLE',
      groups[0],
    )
  },
)

projects.check('13', 'sonet_group.get lists active projects and counts them', async ({ portal }) => {
  const reply = await portal.v2('sonet_group.get', { FILTER: { ACTIVE: 'Y', CLOSED: 'N' } })
  const groups = resultOf(reply) as Row[]
  must(
    groups.every((group) => isDigits(group.ID) && typeof group.NAME === 'string'),
    'ID and NAME',
    groups[0],
  )
  must(groups.length === 0 || Number(reply.body.total) >= groups.length, 'total', reply.body.total)
})
