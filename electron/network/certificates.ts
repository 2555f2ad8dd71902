import { X509Certificate } from 'node:crypto'
import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import { withoutDirections } from '../directions.ts'
import type { CertificateFault, SeenCertificate } from '../model.ts'
import { ConnectionFault } from './faults.ts'
import { cloudDomain } from './hosts.ts'

/** A certificate that somebody has agreed to for one portal, in spite of these faults. */
export type Pin = SeenCertificate & {
  /** When it was agreed to, ISO 8601. */
  since: string
}

/** A certificate was refused before anything was sent. */
export class CertificateRefused extends ConnectionFault {
  readonly seen: SeenCertificate

  constructor(seen: SeenCertificate, isChanged: boolean) {
    super(problemOf(seen, isChanged), { subject: seen.host })
    this.seen = seen
  }
}

/** Sign-in servers and Bitrix24's own cloud have certificates that everybody vouches for: another is somebody in between. */
const tokenServers = /^oauth\.(?:bitrix\.info|bitrix24\.tech)$/

/** Whether one certificate may be agreed to for this host (without port). */
export const mayBePinned = (hostname: string): boolean =>
  cloudDomain(hostname) === null && !tokenServers.test(hostname)

type Checked = { host: string; hostname: string; pin: Pin | null; now: number }

/**
 * Looks at the certificate of a connection on which nothing was sent yet. Answers what was seen, or throws
 * {@link CertificateRefused}. `host` has its port where it is not the usual one. A pin counts for exactly its certificate
 * and for the faults that were shown when it was agreed to: one that runs out later is asked about anew.
 */
export function checkCertificate(socket: TLSSocket, checked: Checked): SeenCertificate {
  const seen = seeCertificate(socket, checked)
  const { pin } = checked
  if (pin && pin.fingerprint !== seen.fingerprint && seen.faults.length > 0) {
    throw new CertificateRefused(seen, true)
  }
  const open = seen.faults.filter((fault) => !pin?.faults.includes(fault))
  if (open.length > 0) throw new CertificateRefused({ ...seen, faults: open }, false)
  return seen
}

function seeCertificate(socket: TLSSocket, { host, hostname, now }: Checked): SeenCertificate {
  const leaf = socket.getPeerCertificate(true)
  const chain = chainOf(leaf)
  const { subject = host, issuer = '' } = chain[0] ?? {}
  return {
    host,
    issuer,
    subject,
    validFrom: new Date(leaf.valid_from).toISOString(),
    validTo: new Date(leaf.valid_to).toISOString(),
    fingerprint: leaf.fingerprint256,
    faults: faultsOf(socket, leaf, { hostname, now }),
    chain: chain.map((one) => one.subject),
    mayBePinned: mayBePinned(hostname),
  }
}

const incomplete = /^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/

function faultsOf(
  socket: TLSSocket,
  leaf: DetailedPeerCertificate,
  { hostname, now }: { hostname: string; now: number },
): CertificateFault[] {
  const faults: CertificateFault[] = []
  const reason = socket.authorizationError as unknown as string | Error | null
  const code = reason instanceof Error ? ((reason as NodeJS.ErrnoException).code ?? '') : (reason ?? '')
  const isOfDates = /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/.test(code)
  if (code !== '' && !isOfDates && code !== 'ERR_TLS_CERT_ALTNAME_INVALID') {
    // Where a server sends nothing but its own certificate, the issuer may be known to all and just be missing.
    faults.push(incomplete.test(code) && isAlone(leaf) ? 'incomplete' : 'untrusted')
  }
  if (checkServerIdentity(hostname, leaf)) faults.push('other-name')
  if (now < Date.parse(leaf.valid_from)) faults.push('early')
  if (now > Date.parse(leaf.valid_to) || code === 'CERT_HAS_EXPIRED') faults.push('expired')
  return faults
}

const isAlone = (leaf: DetailedPeerCertificate): boolean =>
  !(leaf.issuerCertificate as DetailedPeerCertificate | undefined)

/** Subject and issuer of each, from the portal's own up to the root. */
function chainOf(leaf: DetailedPeerCertificate): { subject: string; issuer: string }[] {
  const chain: { subject: string; issuer: string }[] = []
  const known = new Set<string>()
  for (let at: DetailedPeerCertificate | undefined = leaf; at && !known.has(at.fingerprint256);) {
    known.add(at.fingerprint256)
    const { subject, issuer } = new X509Certificate(at.raw)
    chain.push({ subject: nameOf(subject), issuer: nameOf(issuer) })
    at = at.issuerCertificate as DetailedPeerCertificate | undefined
  }
  return chain
}

/** `CN=…` and `O=…`, one a line, as a person would say it. Text from outside: it is clipped. */
function nameOf(lines: string): string {
  const parts = new Map(lines.split('\n').map((line) => line.split(/=(.*)/s, 2) as [string, string]))
  const [name, organisation] = [parts.get('CN'), parts.get('O')]
  const told = [name, organisation === name ? undefined : organisation].filter(Boolean).join(', ')
  return withoutDirections(told || lines.replaceAll('\n', ', ')).slice(0, 200)
}

function problemOf({ faults, mayBePinned }: SeenCertificate, isChanged: boolean) {
  if (isChanged) return 'certificate-changed'
  if (faults.includes('early')) return 'certificate-early'
  const [first = 'untrusted'] = faults
  const isUnvouched = first === 'untrusted' || first === 'incomplete'
  return isUnvouched && !mayBePinned ? 'certificate-inspected' : (`certificate-${first}` as const)
}
