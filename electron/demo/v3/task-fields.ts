import { own } from '../http/body.ts'
import type { Call, V3Method } from '../context.ts'
import { PortalError, invalidRequest, v3Error } from '../http/errors.ts'
import { fields, relations } from './fields.ts'
import type { Field, FieldType } from './fields.ts'
import { sortable } from './order.ts'
import { required, requiredInAdd, unknownProperty, wrongType } from './validate.ts'

const scopes = ['task', 'tasks']

/** `tasks.task.field.*`: a description of every field, by which a client can tell what this portal takes. */
export const fieldMethods: Record<string, V3Method> = {
  'tasks.task.field.list': { scopes, writes: false, run: list },
  'tasks.task.field.get': { scopes, writes: false, run: get },
}

function list({ params }: Call): object {
  const pick = readSelect(params)
  return { items: [...fields].map(([name, field]) => pick(describe(name, field))) }
}

function get({ params }: Call): object {
  const pick = readSelect(params)
  const name = own(params, 'name')
  if (name === undefined || name === null) throw invalidRequest([required('name')])
  if (typeof name !== 'string') throw invalidRequest([wrongType('name', 'string')])
  const field = fields.get(name)
  if (field) return { item: pick(describe(name, field)) }
  // This one error has another prefix than all the rest.
  const code = 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION'
  throw new PortalError('v3', 400, code, `Field \`${name.slice(0, 100)}\` not found`)
}

/** Everything where nothing is selected; unknown names are refused. */
function readSelect(params: Call['params']): (described: object) => object {
  const select = own(params, 'select')
  if (select === undefined || select === null || (Array.isArray(select) && select.length === 0)) {
    return (described) => described
  }
  if (!Array.isArray(select) || !select.every((name) => typeof name === 'string')) {
    throw v3Error('INVALIDSELECTEXCEPTION', '`select` must be a list of field names')
  }
  const names = new Set<string>(select)
  const foreign = select.find((name) => !parts.includes(name))
  if (foreign !== undefined) throw unknownProperty(foreign)
  return (described) => Object.fromEntries(Object.entries(described).filter(([name]) => names.has(name)))
}

const parts = [
  ...['name', 'type', 'title', 'description', 'validationRules', 'requiredGroups'],
  ...['filterable', 'sortable', 'editable', 'multiple', 'elementType'],
]

const types: Record<FieldType, string> = {
  int: 'int',
  string: 'string',
  bool: 'bool',
  datetime: 'datetime',
  array: 'array',
  strings: 'array',
  priority: 'string',
  status: 'string',
  duration: 'string',
}

function describe(name: string, { type, write }: Field): object {
  return {
    name,
    type: relations.has(name) ? 'relation' : types[type],
    title: name,
    description: null,
    validationRules: [],
    requiredGroups: requiredInAdd.includes(name) ? ['add'] : null,
    filterable: name === 'id',
    sortable: sortable.has(name),
    editable: write === 'add and update',
    multiple: type === 'array' || type === 'strings',
    elementType: type === 'strings' ? 'string' : null,
  }
}
