import { fields, flag, readAs } from './rest/answers.ts'
import { ask } from './rest/ask.ts'
import type { BitrixClient } from './rest/client.ts'

/** `exists`: the portal knows the method. `isAvailable`: this account may call it. */
export type MethodState = { exists: boolean; isAvailable: boolean }

const state = fields({ isExisting: flag, isAvailable: flag })

/**
 * Asks a portal for one of its old methods by name; unknown names are no error. Needs no permission.
 * Source: api-reference/common/system/method-get.md.
 */
export async function methodState(
  client: BitrixClient,
  name: string,
  signal?: AbortSignal,
): Promise<MethodState> {
  const options = { kind: 'read', read: readMethodState, signal } as const
  return (await ask(client, 'method.get', { name: name.toLowerCase() }, options)).value
}

/** Reads `method.get`. */
export function readMethodState(result: unknown): MethodState | null {
  const read = readAs(state, result)
  return read && { exists: read.isExisting, isAvailable: read.isAvailable }
}
