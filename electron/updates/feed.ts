import { createPublicKey, verify } from 'node:crypto'
import * as z from 'zod'
import { parseJson } from '../json.ts'
import { UpdateError } from './fault.ts'
import type { UpdateSource } from './source.ts'

const feed = z.object({
  /** For which platform and processor, so that one feed cannot pass for another. */
  target: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  releasedAt: z.iso.datetime(),
  files: z
    .array(
      z.object({
        // a file beside the feed, on no other host
        url: z.string().regex(/^[\w.+-]+$/),
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
        size: z.number().int().positive(),
      }),
    )
    .min(1),
})

/** The newest version and its files; the signature covers every byte, and so, by their hashes, the files. */
export type Feed = z.infer<typeof feed>

type Deps = {
  fetch: (url: URL, init: RequestInit) => Promise<Response>
  source: UpdateSource
  /** `linux-x64` */
  target: string
  /** Milliseconds for an answer. */
  timeoutMs?: number
}

const longest = 64 * 1024

/**
 * Fetches the feed and its signature, and believes nothing before the signature was checked. Throws an
 * {@link UpdateError}. The request says nothing of the user, the computer or the version.
 */
export async function readFeed({ fetch, source, target, timeoutMs = 20_000 }: Deps): Promise<Feed> {
  const address = new URL(`${target}.json`, asFolder(source.feed))
  const get = (url: URL) => fetched(fetch, url, timeoutMs)
  const [bytes, signature] = await Promise.all([get(address), get(new URL(`${address.href}.sig`))])
  if (!isSigned(bytes, signature, source.publicKey)) {
    throw new UpdateError('unsigned', 'The feed is not signed with the right key')
  }
  const read = feed.safeParse(parseJson(bytes.toString('utf8')))
  if (!read.success || read.data.target !== target) {
    throw new UpdateError('damaged', 'The feed makes no sense, or is for another platform')
  }
  return read.data
}

/** Where the files of a feed lie. */
export const asFolder = (address: string) => new URL(address.endsWith('/') ? address : `${address}/`)

async function fetched(fetch: Deps['fetch'], url: URL, timeoutMs: number): Promise<Buffer> {
  let bytes: ArrayBuffer
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    if (!answer.ok) throw new Error(`The server answered ${answer.status}`)
    bytes = await answer.arrayBuffer()
  } catch (error) {
    throw new UpdateError('unreachable', 'The feed cannot be had', { cause: error })
  }
  if (bytes.byteLength > longest) throw new UpdateError('damaged', 'The feed is too long')
  return Buffer.from(bytes)
}

function isSigned(bytes: Buffer, signature: Buffer, publicKey: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  const raw = Buffer.from(signature.toString('ascii').trim(), 'base64')
  return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, raw)
}
