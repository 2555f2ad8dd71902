import type { Json, RawRequest } from './portal.ts'

/** A call was not made, because it might change something and the run may only read. */
export class WriteWithheld extends Error {
  override readonly name = 'WriteWithheld'
}

const ends = [
  'get',
  'list',
  'getlist',
  'getfields',
  'getchildren',
  'groups',
  'search',
  'current',
  'canmovetask',
]
const others = new Set([
  'scope',
  'profile',
  'server.time',
  'app.info',
  'documentation',
  'rest.documentation.openapi',
])

/** Whether a request can only read; of a batch, whether all its commands can. What is not known counts as writing. */
export function isRead({ path, body = '' }: RawRequest): boolean {
  const method = nameOf(path)
  return method === 'batch' ? commandsOf(body).every(isReadMethod) : isReadMethod(method)
}

function isReadMethod(method: string): boolean {
  // A method that no portal has changes nothing.
  if (others.has(method) || method.startsWith('quickplan.')) return true
  return ends.includes(method.split('.').at(-1) ?? '')
}

/** The methods in a batch of either API; a nested one counts as writing. */
function commandsOf(body: string): string[] {
  let value: Json
  try {
    value = JSON.parse(body) as Json
  } catch {
    return ['unknown']
  }
  const commands: unknown[] = Object.values(value?.cmd ?? value ?? {})
  return commands.map((command) => {
    const method: unknown =
      typeof command === 'string' ? command : (command as { method?: unknown } | null)?.method
    return typeof method === 'string' ? nameOf(method) : 'quickplan.no.method'
  })
}

const nameOf = (path: string) => (path.split('?')[0] ?? '').replace(/\.json$/i, '').toLowerCase()
