/** The lowest version that every package here names; Electron's own installer is the strictest. */
const NAMED = [22, 12] as const

/** One line for a Node that works but is older than some packages name; null where there is nothing to say. */
export function nodeNotice(version: string): string | null {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > NAMED[0] || (major === NAMED[0] && minor >= NAMED[1])) return null
  return `Node ${version.replace(/^v/, '')} works; Node ${NAMED.join('.')} or newer is what all packages are made for.`
}

/** Prints that line. */
export function sayNodeVersion(): void {
  const notice = nodeNotice(process.version)
  if (notice !== null) console.log(notice)
}
