import type { BitrixClient, CallOptions, CallOptionsV3, RequestOptions } from './client.ts'
import { brokenAnswer } from './errors.ts'
import { portalHost } from './webhook.ts'

/** Reads a result that came from outside; null when it is not what the method promises. */
export type Read<T> = (result: unknown) => T | null

/** Calls a method of the old REST API and reads its result, with what it says of further pages. Throws BitrixError, `portal-broken` for an unreadable one. */
export async function ask<T>(
  client: BitrixClient,
  method: string,
  params: Record<string, unknown>,
  { read, ...options }: CallOptions & { read: Read<T> },
): Promise<{ value: T; next: number | undefined; total: number | undefined }> {
  const { result, next, total } = await client.v2(method, params, options)
  return { value: await understood(client, method, read(result)), next, total }
}

/** The same for a method of REST 3.0. */
export async function askV3<T>(
  client: BitrixClient,
  method: string,
  body: string,
  { read, ...options }: CallOptionsV3 & { read: Read<T> },
): Promise<T> {
  return understood(client, method, read(await client.v3(method, body, options)))
}

/** The options of a request that belongs to a capture: the user waits for it, so it goes first unless another priority is given. */
export function forCapture(request: RequestOptions): RequestOptions {
  return { priority: 'capture', ...request }
}

/** The value, unless it could not be read; then the call may well have run. */
async function understood<T>(client: BitrixClient, method: string, value: T | null): Promise<T> {
  if (value !== null) return value
  const { origin } = await client.portal()
  throw brokenAnswer({ method, status: 200, host: portalHost(origin) })
}
