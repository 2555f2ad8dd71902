import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const STALL_MS = 30_000

/** Streams an address into a file and shows how far it is. Fails when for 30 seconds no byte arrives. */
export async function download(address: string, path: string, label: string): Promise<void> {
  const abort = new AbortController()
  const give = () => abort.abort(new Error('no byte arrived for 30 seconds'))
  let stall = setTimeout(give, STALL_MS)
  try {
    const response = await fetch(address, { signal: abort.signal })
    if (!response.ok || !response.body) throw new Error(`the server answered ${String(response.status)}`)
    const show = progressLine(label, Number(response.headers.get('content-length')))
    const watch = async function* (source: AsyncIterable<Uint8Array>) {
      let received = 0
      for await (const chunk of source) {
        clearTimeout(stall)
        stall = setTimeout(give, STALL_MS)
        show((received += chunk.length))
        yield chunk
      }
    }
    await pipeline(Readable.fromWeb(response.body as never), watch, createWriteStream(path))
  } finally {
    clearTimeout(stall)
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
  }
}

/** The checksum of a file as npm writes it: `sha512-` and base64. */
export async function integrityOf(path: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return `sha512-${hash.digest('base64')}`
}

/** Rewrites one line on a terminal; elsewhere (a log) prints a line for each fifth of the way. */
function progressLine(label: string, total: number): (received: number) => void {
  let printed = -1
  return (received) => {
    const percent = total ? Math.floor((received / total) * 100) : 0
    const step = process.stdout.isTTY ? percent : Math.floor(percent / 20)
    if (step === printed) return
    printed = step
    const line = `${label}: ${String(percent)}% of ${(total / 1e6).toFixed(0)} MB`
    process.stdout.write(process.stdout.isTTY ? `\r${line}` : `${line}\n`)
  }
}
