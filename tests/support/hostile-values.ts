import fc from 'fast-check'
import type { RequestName } from '../../electron/ipc/contract.ts'

const id = '0d3c5bd5-6f8d-4d3c-9c4b-0d6c6c3c3c3c'

/** A good value for every field that any request has, so that a case is often wrong in one place only. */
const good: Record<string, readonly unknown[]> = {
  id: [id, 1, 'webhook:1'],
  address: ['https://team.bitrix24.com/rest/1/abc/'],
  portal: ['team.bitrix24.com'],
  clientId: ['local.1'],
  clientSecret: ['x'],
  port: [43_211],
  board: [{ projectId: 0, asAdmin: false }],
  completed: [true],
  title: ['A title'],
  color: ['00C4FB'],
  afterId: [0],
  taskIds: [[1, 2]],
  stageId: [1],
  taskId: [1, null],
  view: ['plan', { collapsed: [], showsCompleted: true }],
  version: [1],
  name: ['A set', '../outside.json'],
  stages: [[{ title: 'Stage', color: '00C4FB' }]],
  text: ['A thought tomorrow'],
  plain: [[{ from: 0, to: 3 }]],
  caret: [3],
  then: ['stay', 'hide'],
  as: ['one', 'lines'],
  deadline: [null, '2026-11-23T15:00:00+03:00'],
  priority: ['high'],
  shortcut: ['Control+Alt+Q'],
  language: ['en'],
  theme: ['dark'],
  endOfDay: ['19:00'],
  recentColors: [['00C4FB']],
  paused: [true],
  height: [200],
}

/** Names that would do harm where a name becomes a path, and what else breaks programs. */
const hostileTexts = (paths: readonly string[]) => [
  ...paths,
  ...[
    '../../../../etc/passwd',
    '..\\..\\x',
    '/etc/passwd',
    'C:\\x',
    'a\0b',
    '%2e%2e%2f',
    '.',
    '',
    ' ',
    '\uD800',
    '\u202E',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '<img src=x onerror=x>',
  ],
  ...[
    '-'.repeat(300_000),
    '@'.repeat(5_000),
    '('.repeat(2_000),
    'завтра '.repeat(500),
    '${process.exit(1)}',
    '%s%n',
  ],
]
const numbers = [0, -0, -1, 1.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 53, 1e308]

function oddities(): unknown[] {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const polluting: unknown = JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  )
  const lacking = Object.assign(Object.create(null) as object, { id })
  const list = Array.from({ length: 5_000 }, (_, index) => index)
  return [
    circle,
    polluting,
    lacking,
    list,
    new Map([['id', id]]),
    new Set([1]),
    new Date(NaN),
    /x/,
    new Uint8Array(9),
    1n,
  ]
}

/** What a compromised page may send with any request: anything at all, or something that is nearly right. */
export function hostileInput(paths: readonly string[]): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    fc.constantFrom(...hostileTexts(paths)),
    fc.constantFrom(...numbers),
    fc.constantFrom(null, undefined, true, [], {}),
    fc.constantFrom(...oddities()),
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  )
  const field = (name: string) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...(good[name] ?? [])) },
      { weight: 1, arbitrary: value },
    )
  const fields = Object.fromEntries(Object.keys(good).map((name) => [name, field(name)]))
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(fields, { requiredKeys: Object.keys(good) }) },
    { weight: 2, arbitrary: value },
  )
}

/** Requests that put somebody else's account, or none, in the place of the one that is tried. */
export const changesAccount: readonly RequestName[] = [
  'session.try-demo',
  'session.sign-out',
  'session.switch',
]
