import * as z from 'zod'
import { fields, readAs } from './answers.ts'
import { ask } from './ask.ts'
import type { BitrixClient, CallOptions } from './client.ts'
import { readFailure } from './envelope.ts'
import type { BitrixError } from './errors.ts'

/** One command of a batch; `params` may nest objects and arrays. */
export type Command = { method: string; params: QueryValue }
export type QueryValue =
  { [key: string]: QueryValue | string | number } | readonly (QueryValue | string | number)[]

/** How many commands a portal takes at once. Source: settings/how-to-call-rest-api/batch.md. */
export const batchSize = 50

const results = z.preprocess(
  (value) => value ?? {},
  z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
)
const totals = results.optional().transform((value) => value ?? [])
const answer = fields({ result: results, result_error: results, result_total: totals })

/**
 * What became of one command: its result, with how many there are in all where a list says so, or what the portal says
 * against it.
 */
export type CommandOutcome =
  { result: unknown; total?: number | null; error?: never } | { error: BitrixError }

/** Runs up to `batchSize` reading commands in one call; throws what the first failed command says. */
export async function batch(
  client: BitrixClient,
  commands: readonly Command[],
  options: Omit<CallOptions, 'kind'> = {},
): Promise<unknown[]> {
  const outcomes = await runBatch(client, commands, { ...options, kind: 'read' })
  return outcomes.map((outcome) => {
    if (outcome.error) throw outcome.error
    return outcome.result
  })
}

/** Runs up to `batchSize` commands of any kind, in their order, a failed one not stopping those behind it. */
export async function runBatch(
  client: BitrixClient,
  commands: readonly Command[],
  options: CallOptions,
): Promise<CommandOutcome[]> {
  const cmd = Object.fromEntries(
    commands.map(({ method, params }, at) => [`c${at}`, `${method}?${toQuery(params)}`]),
  )
  const read = (value: unknown) => readAs(answer, value)
  const { value } = await ask(client, 'batch', { halt: 0, cmd }, { ...options, read })
  return Promise.all(
    commands.map(async ({ method }, at) => {
      const failure = readFailure({ ...asObject(pick(value.result_error, at)) })
      if (failure) return { error: await client.errorFor(method, failure) }
      const total = Number(pick(value.result_total, at) ?? Number.NaN)
      return { result: pick(value.result, at), total: Number.isSafeInteger(total) ? total : null }
    }),
  )
}

/** A PHP query string: `filter[STAGES_ID]=5&select[]=ID`, everything but the brackets percent-encoded. */
function toQuery(params: QueryValue): string {
  return pairs(params)
    .map(([[first, ...rest], value]) => {
      const key = rest.map((part) => `[${encodeURIComponent(part)}]`).join('')
      return `${encodeURIComponent(first ?? '')}${key}=${encodeURIComponent(value)}`
    })
    .join('&')
}

function pairs(value: QueryValue, path: string[] = []): [path: string[], value: string][] {
  return Object.entries(value).flatMap(([key, inner]): [string[], string][] => {
    const at = [...path, Array.isArray(value) ? '' : key]
    return typeof inner === 'object' ? pairs(inner, at) : [[at, String(inner)]]
  })
}

function pick(results: unknown[] | Record<string, unknown>, at: number): unknown {
  return Array.isArray(results) ? results[at] : results[`c${at}`]
}

function asObject(value: unknown): object {
  return value instanceof Object ? value : {}
}
