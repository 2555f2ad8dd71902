import { own } from '../http/body.ts'
import { isGranted } from '../context.ts'
import type { Call, V3Method } from '../context.ts'
import { invalidRequest } from '../http/errors.ts'
import { wrongType } from './validate.ts'

type Methods = () => Map<string, V3Method>

/** Methods about REST 3.0 itself; `all` returns every method there is. */
export function systemMethods(all: Methods): Record<string, V3Method> {
  const documentation: V3Method = {
    scopes: null,
    writes: false,
    isBare: true,
    run: (call) => document(call, all()),
  }
  return {
    'rest.scope.list': { scopes: null, writes: false, run: (call) => listScopes(call, all()) },
    'rest.documentation.openapi': documentation,
    documentation,
  }
}

/** The caller's methods in three levels: module, controller, method. */
function listScopes(call: Call, methods: Map<string, V3Method>): object {
  const wanted = {
    module: readFilter(call, 'filterModule'),
    controller: readFilter(call, 'filterController'),
    method: readFilter(call, 'filterMethod'),
  }
  const modules = new Map<string, Map<string, Map<string, object>>>()
  for (const name of available(call, methods)) {
    const { module, controller, method } = splitName(name)
    const isWanted = (filter: string | null, part: string) => filter === null || filter === part
    if (!isWanted(wanted.module, module) || !isWanted(wanted.controller, controller)) continue
    if (!isWanted(wanted.method, method)) continue
    const controllers = modules.get(module) ?? new Map<string, Map<string, object>>()
    const leaves = controllers.get(controller) ?? new Map<string, object>()
    leaves.set(method, { scope: name, title: name, description: '', fields: null })
    modules.set(module, controllers.set(controller, leaves))
  }
  return plain(modules)
}

/** `tasks.task.chat.message.send` → tasks, task.chat.message, send. */
function splitName(name: string): { module: string; controller: string; method: string } {
  const [module = '', ...rest] = name.split('.')
  const method = rest.pop() ?? module
  return { module, controller: rest.join('.'), method }
}

function readFilter({ params }: Call, name: string): string | null {
  const value = own(params, name) ?? null
  if (value !== null && typeof value !== 'string') throw invalidRequest([wrongType(name, 'string')])
  return value
}

/** An OpenAPI 3.0 document; `paths` tells what can be called. */
function document(call: Call, methods: Map<string, V3Method>): object {
  const paths = available(call, methods).map((name) => {
    const responses = { '200': { description: 'Success' } }
    return [`/${name}`, { post: { operationId: name, tags: [splitName(name).module], responses } }]
  })
  const info = { title: 'Bitrix24 REST V3 API', version: '1.0.0' }
  return { openapi: '3.0.0', info, paths: Object.fromEntries(paths) as object }
}

function available({ scopes }: Call, methods: Map<string, V3Method>): string[] {
  return [...methods].filter(([, method]) => isGranted(method.scopes, scopes)).map(([name]) => name)
}

function plain(value: unknown): object {
  const entries = [...(value as Map<string, unknown>)]
  return Object.fromEntries(entries.map(([key, inner]) => [key, inner instanceof Map ? plain(inner) : inner]))
}
