import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ProgressInfo } from 'electron-updater'
import type { Fetch } from '../bitrix/rest/post.ts'
import { UpdateError } from './fault.ts'

/** What electron-updater says of one download. */
type Wanted = {
  headers?: Record<string, string> | null
  /** Base64, as the feed has signed it. */
  sha512?: string | null
  onProgress?: (progress: ProgressInfo) => void
}

const mostRedirects = 5

/**
 * What electron-updater downloads with, in place of its own way over Chromium: the app's one way out, so that the proxy
 * and the roots are those of everything else. Throws {@link UpdateError}: `damaged` where the hash is another, else
 * `unreachable`.
 */
export const createDownloader = (fetch: Fetch) => ({
  download: async (url: URL, destination: string, wanted: Wanted): Promise<string> => {
    const answer = await follow(fetch, url, wanted.headers ?? {})
    if (!answer.ok || !answer.body) throw unreachable(`it answered ${answer.status}`)
    const hash = createHash('sha512')
    const total = Number(answer.headers.get('content-length'))
    const watched = watch(total, (chunk, progress) => {
      hash.update(chunk)
      if (total > 0) wanted.onProgress?.(progress)
    })
    await pipeline(answer.body, watched, createWriteStream(destination))
    if (hash.digest('base64') !== wanted.sha512) {
      throw new UpdateError('damaged', 'What was downloaded is not what was signed')
    }
    return destination
  },
})

/** Packages may lie elsewhere than their feed. What comes is checked, so where it comes from matters less: only not in the open. */
async function follow(fetch: Fetch, from: URL, headers: Record<string, string>): Promise<Response> {
  let url = from
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const answer = await fetch(url.href, { headers, redirect: 'manual' })
    const location = answer.headers.get('location')
    if (answer.status < 300 || answer.status >= 400 || location === null) return answer
    await answer.body?.cancel()
    const next = URL.canParse(location, url.href) ? new URL(location, url) : null
    if (!next || (next.protocol !== 'https:' && next.origin !== from.origin)) {
      throw unreachable('it leads to where nothing is fetched from')
    }
    url = next
  }
  throw unreachable('it leads on and on')
}

function watch(total: number, onChunk: (chunk: Buffer, progress: ProgressInfo) => void): Transform {
  const begun = performance.now()
  let transferred = 0
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      transferred += chunk.length
      const seconds = Math.max(performance.now() - begun, 1) / 1000
      onChunk(chunk, {
        total,
        transferred,
        delta: chunk.length,
        percent: (transferred / total) * 100,
        bytesPerSecond: Math.round(transferred / seconds),
      })
      done(null, chunk)
    },
  })
}

const unreachable = (what: string): UpdateError =>
  new UpdateError('unreachable', `The package could not be had: ${what}`)
