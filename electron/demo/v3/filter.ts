import { isObject, own } from '../http/body.ts'
import { invalidRequest, v3Error } from '../http/errors.ts'
import { fields } from './fields.ts'
import { unknownProperty } from './validate.ts'

type Test = (id: number) => boolean

const operators = ['=', '!=', '>', '>=', '<', '<=', 'in', 'between']

/** Reads `filter` of `tasks.task.list`, which knows no other field than `id`. Conditions are joined by "and". */
export function readFilter(filter: unknown): Test {
  if (filter === undefined || filter === null) return () => true
  if (!Array.isArray(filter)) throw malformed('`filter` must be a list of conditions')
  return joined(filter, 'and')
}

function joined(conditions: unknown[], logic: 'and' | 'or'): Test {
  const tests = conditions.map(readCondition)
  if (logic === 'or') return (id) => tests.some((test) => test(id))
  return (id) => tests.every((test) => test(id))
}

function readCondition(condition: unknown): Test {
  if (!Array.isArray(condition)) return readGroup(condition)
  const [field, second, third] = condition as unknown[]
  if (condition.length < 2 || condition.length > 3 || typeof field !== 'string')
    throw malformed('Malformed condition')
  if (!fields.has(field)) throw unknownProperty(field)
  if (field !== 'id') throw invalidRequest([{ message: `Field \`${field}\` is not filterable`, field }])
  if (condition.length === 2) return readComparison(Array.isArray(second) ? 'in' : '=', second)
  if (typeof second !== 'string' || !operators.includes(second)) {
    throw v3Error('UNKNOWNFILTEROPERATOREXCEPTION', 'Unknown filter operator')
  }
  return readComparison(second, third)
}

function readGroup(group: unknown): Test {
  const conditions = isObject(group) ? own(group, 'conditions') : undefined
  const logic = isObject(group) ? (own(group, 'logic') ?? 'and') : undefined
  if (!Array.isArray(conditions) || (logic !== 'and' && logic !== 'or'))
    throw malformed('Malformed group of conditions')
  return joined(conditions, logic)
}

function readComparison(operator: string, value: unknown): Test {
  const numbers = (Array.isArray(value) ? value : [value]) as number[]
  if (!numbers.every((number) => Number.isSafeInteger(number))) {
    throw invalidRequest([{ message: 'Field `id` must be of type `int`', field: 'id' }])
  }
  const isList = operator === 'in' || operator === 'between'
  if (isList !== Array.isArray(value) || (operator === 'between' && numbers.length !== 2)) {
    throw malformed(`Wrong value for operator ${operator}`)
  }
  const [first = 0, last = 0] = numbers
  const tests: Record<string, Test> = {
    '=': (id) => id === first,
    '!=': (id) => id !== first,
    '>': (id) => id > first,
    '>=': (id) => id >= first,
    '<': (id) => id < first,
    '<=': (id) => id <= first,
    in: (id) => numbers.includes(id),
    between: (id) => id >= first && id <= last,
  }
  return tests[operator] ?? (() => false)
}

function malformed(message: string) {
  return v3Error('INVALIDFILTEREXCEPTION', message)
}
