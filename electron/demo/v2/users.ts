import { own } from '../http/body.ts'
import type { Call, V2Answer, V2Method } from '../context.ts'
import type { User } from '../data/data.ts'
import { toMoment } from '../data/dates.ts'
import { optionalObject, page, toFlag, toList, toText, withUpperCaseNames } from './params.ts'

const scopes = ['user', 'user_basic', 'user_brief']
type Row = Record<string, unknown>

/** `profile` and `user.*`. */
export const userMethods: Record<string, V2Method> = {
  profile: { scopes: null, run: profile },
  'user.current': {
    scopes,
    run: (call) => ({ result: describe(call, call.user, todayOf(call, call.user)) }),
  },
  'user.get': { scopes, run: getUsers },
  'user.search': { scopes, run: searchUsers },
}

function profile({ user }: Call): V2Answer {
  return {
    result: {
      ID: String(user.id),
      ADMIN: user.isAdmin,
      NAME: user.name,
      LAST_NAME: user.lastName,
      PERSONAL_GENDER: user.gender,
      TIME_ZONE: user.timeZone,
    },
  }
}

function getUsers(call: Call): V2Answer {
  const params = withUpperCaseNames(call.params)
  const filter = withUpperCaseNames(optionalObject(params, 'FILTER'))
  const key = toText(own(params, 'SORT')).toUpperCase() || 'ID'
  const direction = toText(own(params, 'ORDER')).toUpperCase() === 'DESC' ? -1 : 1
  const rows = everybody(call)
    .filter((row) => matches(row, filter))
    .sort((one, other) => direction * compare(own(one, key), own(other, key)))
  const { items, counts } = page(rows, own(params, 'START'))
  return { result: items, ...counts }
}

function everybody(call: Call): Row[] {
  const todays = new Map<string, string>()
  return call.portal.data.users.map((user) => {
    const today = todays.get(user.timeZone) ?? todayOf(call, user)
    todays.set(user.timeZone, today)
    return describe(call, user, today)
  })
}

const todayOf = ({ portal }: Call, { timeZone }: User) =>
  portal.zones.format(toMoment(portal.now()), timeZone)

function searchUsers(call: Call): V2Answer {
  const params = withUpperCaseNames(call.params)
  const filter = withUpperCaseNames(optionalObject(params, 'FILTER'))
  const words = toText(own(filter, 'FIND')).toLowerCase().split(/\s+/).filter(Boolean)
  const rows = everybody(call).filter((row) =>
    words.length > 0 ? finds(row, words) : matches(row, asPrefixes(filter)),
  )
  const { items, counts } = page(rows, own(params, 'START'))
  return { result: items, ...counts }
}

/** Every word begins a word of the name, the position or the address. */
function finds(row: Row, words: string[]): boolean {
  const text = [row.NAME, row.LAST_NAME, row.WORK_POSITION, row.EMAIL].map(toText).join(' ').toLowerCase()
  const beginnings = text.split(/\s+/)
  return words.every((word) => beginnings.some((beginning) => beginning.startsWith(word)))
}

function asPrefixes(filter: Row): Row {
  const searched = ['NAME', 'LAST_NAME', 'WORK_POSITION']
  return Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [searched.includes(key) ? `^${key}` : key, value]),
  )
}

/** Prefixes `!`, `%`, `@`, `=`, and `^` for a beginning; unknown names are passed over. */
function matches(row: Row, filter: Row): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    const [, sign = '', name = ''] = /^([!%@=^]*)(.*)$/s.exec(key) ?? []
    if (!Object.hasOwn(row, name)) return true
    const values = toList(row[name]).map(normalise)
    const isFound = toList(wanted)
      .map(normalise)
      .some((text) =>
        values.some((value) => {
          if (sign.includes('%')) return value.includes(text)
          return sign.includes('^') ? value.startsWith(text) : value === text
        }),
      )
    return isFound !== sign.includes('!')
  })
}

/** ACTIVE comes as `true`, `"Y"`, `"1"` or `1`. */
function normalise(value: unknown): string {
  if (value === true || value === 'Y' || value === 'y') return '1'
  if (value === false || value === 'N' || value === 'n') return '0'
  return toFlag(value) && value === 'true' ? '1' : toText(value).toLowerCase()
}

const alphabet = new Intl.Collator('ru', { numeric: true })

function compare(one: unknown, other: unknown): number {
  return alphabet.compare(toText(one), toText(other))
}

/** What a caller may see of a person depends on the scope: `user_brief` knows no e-mail. */
function describe({ scopes: granted }: Call, user: User, today: string): Row {
  const seesEmail = granted.includes('user') || granted.includes('user_basic')
  return {
    ID: String(user.id),
    ACTIVE: true,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: '',
    ...(seesEmail ? { EMAIL: user.email } : {}),
    TIME_ZONE: user.timeZone,
    IS_ONLINE: user.id % 3 === 1 ? 'Y' : 'N',
    TIMESTAMP_X: [],
    LAST_ACTIVITY_DATE: [],
    DATE_REGISTER: `${today.slice(0, 4)}-01-09T00:00:00${today.slice(19)}`,
    PERSONAL_GENDER: user.gender,
    PERSONAL_BIRTHDAY: '',
    WORK_POSITION: user.workPosition,
    UF_DEPARTMENT: user.departments,
    USER_TYPE: 'employee',
  }
}
