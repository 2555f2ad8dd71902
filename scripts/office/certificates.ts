import 'reflect-metadata' // the package beside asks for it
import { webcrypto, type webcrypto as WebCrypto } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'

/** PEM: what a TLS server needs. `cert` may hold a whole chain. */
export type KeyPair = { cert: string; key: string }

/** A certificate authority of one's own, as companies have. */
export type Authority = {
  /** Its root, PEM. */
  root: string
  /** A certificate for these names and addresses, with the chain up to the root, which is left out as servers do. */
  issue(names: readonly string[], wish?: Wish): Promise<KeyPair>
  /** An authority below this one; its certificates come with its own. */
  intermediate(name: string): Promise<Authority>
}

/** `chain: false` leaves the issuer's certificate out, as a badly set up server does. */
type Wish = { from?: Date; to?: Date; chain?: boolean }
type Keys = WebCrypto.CryptoKeyPair

x509.cryptoProvider.set(webcrypto as unknown as Crypto)
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 24 * 3_600_000

/** Makes an authority whose root nobody trusts until it is added somewhere. */
export async function createAuthority(name: string): Promise<Authority> {
  const keys = await newKeys()
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}`,
    ...lifetime({}),
    keys: keys as unknown as CryptoKeyPair,
    signingAlgorithm: algorithm,
    extensions: authorityExtensions(),
  })
  return authority(root, keys, [])
}

/** A certificate that vouches for itself. */
export async function selfSigned(names: readonly string[], wish: Wish = {}): Promise<KeyPair> {
  const keys = await newKeys()
  const own = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${names[0] ?? ''}`,
    ...lifetime(wish),
    keys: keys as unknown as CryptoKeyPair,
    signingAlgorithm: algorithm,
    extensions: [alternativeNames(names)],
  })
  return { cert: own.toString('pem'), key: await pemOf(keys) }
}

function authority(own: x509.X509Certificate, keys: Keys, chain: string[]): Authority {
  const sign = (subject: string, publicKey: WebCrypto.CryptoKey, wish: Wish, extensions: x509.Extension[]) =>
    x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject,
      issuer: own.subject,
      ...lifetime(wish),
      publicKey: publicKey as unknown as CryptoKey,
      signingKey: keys.privateKey as unknown as CryptoKey,
      signingAlgorithm: algorithm,
      extensions,
    })
  return {
    root: own.toString('pem'),
    issue: async (names, wish = {}) => {
      const leafKeys = await newKeys()
      const leaf = await sign(`CN=${names[0] ?? ''}`, leafKeys.publicKey, wish, [alternativeNames(names)])
      const below = wish.chain === false ? [] : chain
      return { cert: [leaf.toString('pem'), ...below].join('\n'), key: await pemOf(leafKeys) }
    },
    intermediate: async (name) => {
      const between = await newKeys()
      const certificate = await sign(`CN=${name}`, between.publicKey, {}, authorityExtensions())
      return authority(certificate, between, [certificate.toString('pem'), ...chain])
    },
  }
}

const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

const serial = () =>
  webcrypto
    .getRandomValues(new Uint8Array(8))
    .reduce((text, byte) => text + byte.toString(16).padStart(2, '0'), '01')

const lifetime = ({ from = new Date(Date.now() - day), to = new Date(Date.now() + 30 * day) }: Wish) => ({
  notBefore: from,
  notAfter: to,
})

const authorityExtensions = () => [
  new x509.BasicConstraintsExtension(true, undefined, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
]

const alternativeNames = (names: readonly string[]) =>
  new x509.SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
  )

async function pemOf({ privateKey }: Keys): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${bytes.replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
}
