import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the project keeps what was fetched, for all its checkouts; see the XDG Base Directory Specification. */
export const cacheFolder = (...names: string[]): string =>
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'quickplan', ...names)
