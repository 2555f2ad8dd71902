import { X509Certificate } from 'node:crypto'

/** True for the names of this computer, with any port. */
export function isLoopbackHost(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host)
}

/** Tells of a `Host` whether a certificate has its name. */
export function isNameIn(cert: string): (host: string) => boolean {
  const certificate = new X509Certificate(cert)
  return (host) => {
    const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
    return (certificate.checkHost(name) ?? certificate.checkIP(name)) !== undefined
  }
}

/** A name that a certificate is for, one of this computer where it has one. */
export function firstName(cert: string): string {
  const has = isNameIn(cert)
  const names = new X509Certificate(cert).subjectAltName?.match(/(?<=DNS:|IP Address:)[^\s,]+/g) ?? []
  return ['127.0.0.1', 'localhost'].find(has) ?? names.find((name) => !name.includes('*')) ?? 'localhost'
}
