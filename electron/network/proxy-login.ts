import { createHash, randomBytes } from 'node:crypto'

export type Login = { user: string; password: string }

/** What a proxy asks for with 407. `unsupported`: only a Windows sign-in, NTLM or Kerberos. */
export type Challenge =
  | { scheme: 'basic' }
  | {
      scheme: 'digest'
      realm: string
      nonce: string
      opaque: string | null
      algorithm: Algorithm
      hasQop: boolean
      isStale: boolean
    }
  | { scheme: 'unsupported' }
type Algorithm = 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess'

/** Reads `Proxy-Authenticate`, of which there may be several. The safest that can be done counts. Source: RFC 9110, 11.7. */
export function readChallenge(headers: readonly string[]): Challenge {
  const all = headers.flatMap(splitChallenges)
  const digests = all.filter(({ scheme }) => scheme === 'digest').map(({ fields }) => digestOf(fields))
  const digest =
    digests.find((one) => one?.algorithm.startsWith('SHA-256')) ?? digests.find((one) => one !== null)
  if (digest) return digest
  return all.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : { scheme: 'unsupported' }
}

/** The value of `Proxy-Authorization` for a tunnel to `target` (`host:port`). Sources: RFC 7617, RFC 7616. */
export function loginHeader(
  challenge: Exclude<Challenge, { scheme: 'unsupported' }>,
  { user, password }: Login,
  target: string,
  cnonce = randomBytes(16).toString('hex'),
): string {
  if (challenge.scheme === 'basic')
    return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
  const { realm, nonce, opaque, algorithm, hasQop } = challenge
  const hash = (text: string) =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(text, 'utf8')
      .digest('hex')
  const count = '00000001'
  const own = hash(`${user}:${realm}:${password}`)
  const secret = algorithm.endsWith('-sess') ? hash(`${own}:${nonce}:${cnonce}`) : own
  const what = hash(`CONNECT:${target}`)
  const response = hash(
    hasQop ? `${secret}:${nonce}:${count}:${cnonce}:auth:${what}` : `${secret}:${nonce}:${what}`,
  )
  const fields = [
    userField(user),
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(target)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(hasQop ? ['qop=auth', `nc=${count}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === null ? [] : [`opaque=${quoted(opaque)}`]),
  ]
  return `Digest ${fields.join(', ')}`
}

/** A header holds Latin letters only; another name is written as RFC 7616, 3.4 wants it. */
function userField(user: string): string {
  return /^[\x20-\x7e]*$/.test(user)
    ? `username=${quoted(user)}`
    : `username*=UTF-8''${encodeURIComponent(user)}`
}

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`

function splitChallenges(header: string): { scheme: string; fields: Map<string, string> }[] {
  const found: { scheme: string; fields: Map<string, string> }[] = []
  const part = /([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?(?:\s+|\s*,\s*|$)/g
  for (const [, name = '', inQuotes, bare] of header.matchAll(part)) {
    const value = inQuotes?.replaceAll(/\\(.)/g, '$1') ?? bare
    if (value === undefined) found.push({ scheme: name.toLowerCase(), fields: new Map() })
    else found.at(-1)?.fields.set(name.toLowerCase(), value)
  }
  return found
}

const algorithms: readonly Algorithm[] = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess']

function digestOf(fields: Map<string, string>) {
  const wanted = (fields.get('algorithm') ?? 'MD5').toLowerCase()
  const algorithm = algorithms.find((one) => one.toLowerCase() === wanted)
  const nonce = fields.get('nonce')
  const qop = fields.get('qop')?.split(/\s*,\s*/)
  if (!algorithm || nonce === undefined || (qop && !qop.includes('auth'))) return null
  return {
    scheme: 'digest' as const,
    realm: fields.get('realm') ?? '',
    nonce,
    opaque: fields.get('opaque') ?? null,
    algorithm,
    hasQop: qop !== undefined,
    isStale: fields.get('stale')?.toLowerCase() === 'true',
  }
}
