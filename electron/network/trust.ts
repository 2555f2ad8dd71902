import { X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import * as tls from 'node:tls'

/** Whose word counts for a certificate. */
export type Trust = {
  /** Read once and kept; the first call takes some milliseconds for each root. */
  context(): Promise<tls.SecureContext>
  /** Reads the system's store again if it has changed since. True when it has. */
  refresh(): Promise<boolean>
}

type TrustOptions = {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  /** The roots of the system's store, where this Node can tell them. Default: its own `getCACertificates`. */
  systemRoots?: (() => string[]) | undefined
  /** Where distributions keep their bundle; the first one that is there counts. */
  bundles?: readonly string[]
  log: (text: string) => void
}

// Debian and its like; Fedora and its like; openSUSE; Alpine.
const usualBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]
const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/**
 * The roots that come with Node, those of the system's store, and those of NODE_EXTRA_CA_CERTS. Node tells the system's
 * own since 22.15 (Electron 45); before, on Linux, the distribution's bundle is read. A root that is damaged is left out.
 */
export function createTrust({ platform, env, log, ...given }: TrustOptions): Trust {
  const systemRoots = given.systemRoots ?? nodeSystemRoots()
  const bundles = [env['SSL_CERT_FILE'], ...(given.bundles ?? usualBundles)].filter(isText)
  const extra = env['NODE_EXTRA_CA_CERTS']
  let read: Promise<{ context: tls.SecureContext; stamp: string }> | null = null

  const files = async () => {
    const bundle = !systemRoots && platform === 'linux' ? await firstReadable(bundles) : undefined
    return [bundle, extra].filter(isText)
  }

  async function build() {
    const paths = await files()
    const stamp = await stampOf(paths)
    const texts = await Promise.all(paths.map((path) => readFile(path, 'latin1').catch(() => '')))
    const found = [...(systemRoots?.() ?? []), ...texts.flatMap((text) => text.match(block) ?? [])]
    const { roots, damaged } = merge(found)
    if (damaged > 0) log(`${damaged} certificates of the system's store are damaged and were left out`)
    return { context: tls.createSecureContext({ ca: roots }), stamp }
  }

  return {
    context: async () => {
      read ??= build()
      return (await read).context
    },
    refresh: async () => {
      const before = await read
      if (!before || (await stampOf(await files())) === before.stamp) return false
      read = build()
      return true
    },
  }
}

/** One root each, however it is written; those of Node itself are known to be whole. */
function merge(found: string[]): { roots: string[]; damaged: number } {
  const own = new Map(tls.rootCertificates.map((pem) => [bare(pem), pem]))
  let damaged = 0
  for (const pem of found) {
    const key = bare(pem)
    if (own.has(key)) continue
    if (isWhole(pem)) own.set(key, pem)
    else damaged++
  }
  return { roots: [...own.values()], damaged }
}

const bare = (pem: string) => pem.replaceAll(/\s+/g, '')

function isWhole(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca
  } catch {
    return false // counted and told
  }
}

function nodeSystemRoots(): (() => string[]) | undefined {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] }
  return getCACertificates && (() => getCACertificates('system'))
}

async function firstReadable(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (found?.isFile()) return path
  }
  return undefined
}

/** What tells that a file is another than before. */
async function stampOf(paths: string[]): Promise<string> {
  const stamps = paths.map(async (path) => {
    const found = await stat(path).catch(() => null)
    return found ? `${path} ${found.mtimeMs} ${found.size}` : path
  })
  return (await Promise.all(stamps)).join('\n')
}

const isText = (value: string | undefined): value is string => value !== undefined && value !== ''
