import { domainToUnicode } from 'node:url'

/** True for 127.0.0.0/8, [::1] and localhost: what never leaves this computer. */
export function isLoopback({ hostname }: Pick<URL, 'hostname'>): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

/** True for an address that is of an office or a home, not of the internet: RFC 1918, fc00::/7 (RFC 4193), `.local` (RFC 6762). */
export function isPrivate({ hostname }: Pick<URL, 'hostname'>): boolean {
  return (
    /^10(?:\.\d{1,3}){3}$/.test(hostname) ||
    /^172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}$/.test(hostname) ||
    /^192\.168(?:\.\d{1,3}){2}$/.test(hostname) ||
    /^\[f[cd][\da-f]{2}:/i.test(hostname) ||
    /(?:^|\.)[^.]+\.local$/i.test(hostname)
  )
}

/**
 * A host as a person would write it: `xn--80ak6aa92e.xn--p1ai` in its own letters. One that mixes alphabets inside a
 * word stays as it is sent, for it may be made to look like another.
 */
export function readableHost(host: string): string {
  const [, name = host, port = ''] = /^(.*?)(:\d+)?$/.exec(host) ?? []
  if (!/(?:^|\.)xn--/i.test(name)) return host
  const readable = domainToUnicode(name)
  return readable === '' || readable.split('.').some(isMixed) ? host : readable + port
}

const isMixed = (label: string): boolean => /[a-z]/i.test(label) && /[^a-z\d-]/i.test(label)

/** What Bitrix24's cloud is reached by. Sources: settings/how-to-call-rest-api/change-domen.md, first-steps/where-to-find. */
const cloud =
  /^[a-z\d-]+\.(bitrix24\.(?:ru|com|eu|de|by|kz|ua|pl|fr|it|es|in|cn|jp|uk|id|mx|co|vn|net|tech|site|com\.br|com\.tr|com\.mx))$/i

/** The registrable domain, such as `bitrix24.com`, of a portal in Bitrix24's own cloud; null for any other host. */
export function cloudDomain(hostname: string): string | null {
  return cloud.exec(hostname)?.[1]?.toLowerCase() ?? null
}
