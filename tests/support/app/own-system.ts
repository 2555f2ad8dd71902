import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureElectron } from '../../../scripts/electron/electron.ts'
import { isRoot } from '../../../scripts/electron/sandbox.ts'

const variable = 'ELECTRON_OVERRIDE_DIST_PATH'
const bundle = '/etc/ssl/certs/ca-certificates.crt'
const hosts = '/etc/hosts'

type OwnSystem = {
  /** Roots, PEM, that the system's store has beside its own. */
  roots?: string
  /** Further lines for the system's table of hosts. */
  hosts?: string
}

/**
 * From now on Electron starts with a store of roots and a table of hosts of its own, which nobody else on this computer
 * sees (Linux). Returns the way back.
 */
export async function withOwnSystem({
  roots = '',
  hosts: more = '',
}: OwnSystem): Promise<() => Promise<void>> {
  const electron = await ensureElectron()
  const before = process.env[variable]
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-system-'))
  const own = async (path: string, added: string) => {
    const file = join(folder, path.replaceAll('/', '_'))
    await writeFile(file, `${await readFile(path, 'utf8')}\n${added}\n`)
    return `mount --bind '${file}' '${path}'`
  }
  const mounts = [await own(bundle, roots), await own(hosts, more)].join(' && ')
  const user = isRoot() ? '' : '--map-root-user --user '
  await writeFile(
    join(folder, 'electron'),
    `#!/bin/sh\nexec unshare ${user}--mount --propagation private sh -c "${mounts} && exec '${electron.executable}' \\"\\$@\\"" electron "$@"\n`,
  )
  await chmod(join(folder, 'electron'), 0o755)
  await writeFile(join(folder, 'version'), electron.version)
  process.env[variable] = folder
  forgetPath()
  return async () => {
    process.env[variable] = before ?? electron.dist
    forgetPath()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Electron's package remembers where its program is. */
function forgetPath(): void {
  const require = createRequire(import.meta.url)
  Reflect.deleteProperty(require.cache, require.resolve('electron'))
}
