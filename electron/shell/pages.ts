import { join, normalize, sep } from 'node:path'

/** The windows that show a page, by the folder of that page. */
export const pageNames = ['main', 'capture', 'notice'] as const
export type PageName = (typeof pageNames)[number]

/** Where our pages live. */
export type Pages = {
  /** The address of a window's page. */
  address(name: PageName): string
  /** Whether an address is one of our own. */
  includes(address: string): boolean
}

/**
 * The pages of the built app. A scheme of our own has origins, unlike `file:`, where every file is a stranger. Every window has
 * an origin of its own: Chromium keeps the zoom by the host, and what enlarges one window must not enlarge the others.
 */
export const builtPages: Pages = {
  address: (name) => `${originOf(name)}/${name}/index.html`,
  includes: (address) => pageNames.some((name) => address.startsWith(`${originOf(name)}/`)),
}

/** The pages as `electron-vite dev` serves them, all at one origin. */
export const developmentPages = (server: string): Pages => ({
  address: (name) => `${server}/${name}/index.html`,
  includes: (address) => address.startsWith(`${server}/`),
})

const originOf = (name: PageName) => `app://${name}`

/** The file below a folder that an address names, or null when it names none of ours. */
export function fileBelow(root: string, { host, pathname }: URL): string | null {
  if (!pageNames.some((name) => name === host)) return null
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
