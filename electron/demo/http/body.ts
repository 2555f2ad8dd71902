import type { IncomingMessage } from 'node:http'
import { parseJson } from '../../json.ts'
import { v2Error, v3Error } from './errors.ts'
import { parsePhpQuery } from './php-query.ts'

/** Named values of a call. Only own properties count; see `own`. */
export type Params = Record<string, unknown>

const deepest = 256

/** Reads a whole body as text. Throws `INVALID_REQUEST` with 413 as soon as it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  const tooLong = v2Error('INVALID_REQUEST', 'Request body is too large', 413)
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLong
  // Events instead of for-await: leaving such a loop early would destroy the connection before the answer is sent.
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) reject(tooLong)
      else chunks.push(chunk)
    })
    request.on('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'))
    })
    request.on('error', reject)
    request.on('close', () => {
      reject(v2Error('INVALID_REQUEST', 'The connection was closed'))
    })
  })
}

/** What a call says: its parameters, and the token that stood among them. The token is secret. */
export type Spoken = { params: Params; token: string | null }

/** Parameters of a call of the old API: query and body together, the body wins. */
export function readV2Params(query: string, body: string, contentType: string): Spoken {
  const { auth, access_token, ...params }: Params = {
    ...parsePhpQuery(query),
    ...readV2Body(body, contentType),
  }
  return { params, token: readToken(auth) ?? readToken(access_token) }
}

/**
 * The body of a REST 3.0 call: a JSON object, or nothing at all for a method without parameters. Of the query only the token counts.
 * A batch is a list, which has no place for a token; one that stands in it all the same stays there, as a command that is none.
 */
export function readV3Params(query: string, body: string, isBatch: boolean): Spoken {
  const value = body.trim() === '' ? {} : readJson(body)
  if (typeof value !== 'object' || value === null)
    throw v3Error('INVALIDJSONEXCEPTION', 'Invalid JSON in request body')
  const { auth, ...params }: Params = { ...value }
  const token = readToken(auth) ?? readToken(own(parsePhpQuery(query), 'auth'))
  return { params: isBatch && auth !== undefined ? { ...params, auth: null } : params, token }
}

/** The token of an `Authorization` header; only the form with `Bearer` counts. */
export function readBearer(header: string | undefined): string | null {
  return /^Bearer +(\S+)\s*$/i.exec(header ?? '')?.[1] ?? null
}

/** A property of the object itself, never one it inherits. */
export function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Params)[key] : undefined
}

/** Whether a value can be read by names. PHP makes no difference between `[]` and `{}`. */
export function isObject(value: unknown): value is Params {
  return typeof value === 'object' && value !== null
}

function readToken(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function readV2Body(body: string, contentType: string): Params {
  if (body.trim() === '') return {}
  const isJson = /json/i.test(contentType) || (contentType === '' && /^\s*[[{]/.test(body))
  if (/^multipart\//i.test(contentType))
    throw v2Error('INVALID_REQUEST', 'Multipart bodies are not supported here')
  if (!isJson) return parsePhpQuery(body)
  const value = readJson(body)
  if (!isObject(value)) throw v2Error('INVALID_REQUEST', 'The request body is not a JSON object')
  return value
}

/** Undefined for what is no JSON, and for nesting that no genuine call has. */
function readJson(text: string): unknown {
  const value = parseJson(text)
  return isDeeper(value, deepest) ? undefined : value
}

function isDeeper(value: unknown, levels: number): boolean {
  if (!isObject(value)) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}
