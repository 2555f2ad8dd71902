import { Readable } from 'node:stream'
import type UndiciModule from 'undici'
import type { Dispatcher } from 'undici'

type Undici = typeof UndiciModule

/** A request whose body comes in parts. */
export type StreamedInit = RequestInit & { body: AsyncIterable<Uint8Array> }

export const isStreamed = (init: RequestInit): init is StreamedInit =>
  typeof init.body === 'object' && init.body !== null && Symbol.asyncIterator in init.body

/**
 * Sends a body in parts, at the pace of the network. `fetch` cannot: it keeps a copy of all that was sent, for a redirect
 * that it might follow. Like it with `redirect: 'manual'`, this shows redirects; the caller limits its time.
 */
export async function sendStreamed(
  dispatcher: Dispatcher,
  undici: Undici,
  address: string,
  { method = 'POST', headers, body, signal }: StreamedInit,
): Promise<Response> {
  const answer = await undici.request(address, {
    method: method as Dispatcher.HttpMethod,
    headers: headers as Record<string, string>,
    body: asReadable(body),
    signal: signal ?? null,
    // Undici would count the time of sending among them.
    headersTimeout: 0,
    bodyTimeout: 0,
    dispatcher,
  })
  const hasBody = ![204, 205, 304].includes(answer.statusCode)
  if (!hasBody) await answer.body.dump()
  const known = Object.entries(answer.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  )
  return new Response(hasBody ? (Readable.toWeb(answer.body) as ReadableStream) : null, {
    status: answer.statusCode,
    headers: known,
  })
}

/** With little ahead of what is sent. */
const asReadable = (body: AsyncIterable<Uint8Array>) => Readable.from(body, { highWaterMark: 1 })
