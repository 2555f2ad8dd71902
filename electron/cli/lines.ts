/** The input holds more than can be asked at once, or is no text. The message says which. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** So much the app takes in one message, with room for what JSON adds. */
const longest = 900_000
const mostLines = 1_000

/** The lines of standard input that are not blank. Stops reading what is far too long. Throws an {@link InputError}. */
export async function readLines(input: AsyncIterable<Buffer>): Promise<string[]> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of input) {
    size += chunk.length
    if (size > longest) throw new InputError('The input is too long: at most 900 KB at once.')
    chunks.push(chunk)
  }
  const lines = decoded(Buffer.concat(chunks))
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
  if (lines.length > mostLines) throw new InputError('The input has too many lines: at most 1,000 at once.')
  return lines
}

function decoded(bytes: Buffer): string {
  if (!bytes.includes(0)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes) // takes a byte order mark away
    } catch {
      // told below
    }
  }
  throw new InputError('The input is no UTF-8 text.')
}
