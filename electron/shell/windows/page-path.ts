import { join, normalize, sep } from 'node:path'

/** The file that an address names, or null when it names none of ours. */
export function fileBelow(root: string, { host, pathname }: URL): string | null {
  if (host !== 'quickplan') return null
  const path = normalize(join(root, decode(pathname)))
  return path.startsWith(root + sep) && !path.includes('\0') ? path : null
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return '\0' // malformed percent-encoding names no file
  }
}
