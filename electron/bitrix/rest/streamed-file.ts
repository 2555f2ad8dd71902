import { randomUUID } from 'node:crypto'

/** What is in a file: how many bytes, and those in parts, read anew for every try. */
export type FileContent = { size: number; parts: () => AsyncIterable<Uint8Array> }

/** Among the parameters of a call: a file that goes in base64 and is never in memory as a whole. */
export class StreamedFile {
  constructor(readonly content: FileContent) {}
}

/** JSON with a file in its middle. */
export type StreamedBody = { before: string; content: FileContent; after: string }
export type Body = string | StreamedBody

/** The parameters as JSON; one {@link StreamedFile} may be among them. */
export function bodyOf(params: Record<string, unknown>): Body {
  const place = randomUUID()
  let found: StreamedFile | undefined
  const text = JSON.stringify(params, (_key, value: unknown) => {
    if (!(value instanceof StreamedFile)) return value
    found = value
    return place
  })
  if (!found) return text
  const [before = '', after = ''] = text.split(place)
  return { before, content: found.content, after }
}

/** How many bytes go over the wire: base64 makes four of three. */
export const lengthOf = ({ before, content, after }: StreamedBody): number =>
  Buffer.byteLength(before) + Math.ceil(content.size / 3) * 4 + Buffer.byteLength(after)

/** The body in parts, each no larger than a part of the file is in base64. */
export async function* partsOf({ before, content, after }: StreamedBody): AsyncGenerator<Uint8Array> {
  yield Buffer.from(before)
  yield* inBase64(content.parts())
  yield Buffer.from(after)
}

async function* inBase64(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array()
  for await (const part of parts) {
    const bytes = Buffer.concat([rest, part])
    const whole = bytes.byteLength - (bytes.byteLength % 3)
    if (whole > 0) yield encoded(bytes.subarray(0, whole))
    rest = bytes.subarray(whole)
  }
  if (rest.byteLength > 0) yield encoded(rest)
}

const encoded = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('base64'), 'latin1')
