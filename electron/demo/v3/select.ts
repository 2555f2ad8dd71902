import { own } from '../http/body.ts'
import type { Params } from '../http/body.ts'
import type { Call } from '../context.ts'
import type { Task } from '../data/data.ts'
import { v3Error } from '../http/errors.ts'
import { describeRelation, relationFields } from './task-shape.ts'
import { unknownProperty } from './validate.ts'

/** Own fields and, per relation, the fields of it that are wanted. Null: nothing was selected. */
export type Selection = { own: Set<string>; relations: Map<string, Set<string>> } | null

/** Reads `select`. Unknown own fields are left out silently, unknown fields of a relation are refused. */
export function readSelect(params: Params): Selection {
  const select = own(params, 'select')
  if (select === undefined || select === null || (Array.isArray(select) && select.length === 0)) return null
  if (!Array.isArray(select) || !select.every((name) => typeof name === 'string')) {
    throw v3Error('INVALIDSELECTEXCEPTION', '`select` must be a list of field names')
  }
  const selection = { own: new Set<string>(), relations: new Map<string, Set<string>>() }
  for (const name of select) {
    const [relation = '', ...inner] = name.split('.')
    const known = relationFields(relation)
    if (inner.length === 0 && !known) selection.own.add(name)
    else if (inner.length === 0) selection.relations.set(relation, new Set(known))
    else if (inner.length === 1 && known?.includes(inner[0] ?? '')) {
      selection.relations.set(relation, new Set(selection.relations.get(relation)).add(inner[0] ?? ''))
    } else throw unknownProperty(name)
  }
  return selection
}

/** The selected part of a described task, with its relations. */
export function applySelect(
  call: Call,
  task: Task,
  described: object,
  selection: NonNullable<Selection>,
): object {
  const plain = Object.entries(described).filter(([name]) => selection.own.has(name))
  const related = [...selection.relations].map(([name, wanted]): [string, unknown] => {
    const relation = describeRelation(call, task, name)
    return [
      name,
      Array.isArray(relation)
        ? relation.map((item) => pick(item, wanted))
        : relation && pick(relation, wanted),
    ]
  })
  return Object.fromEntries([...plain, ...related])
}

function pick(shape: object, names: Set<string>): object {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => names.has(name)))
}
