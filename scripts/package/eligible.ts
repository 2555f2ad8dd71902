import { existsSync } from 'node:fs'
import { isRoot } from '../electron/sandbox.ts'

/** Why the package cannot be installed and tried on this computer, in a sentence; null where it can. */
export function installationProblem(): string | null {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg')) {
    return 'The package is installed and tried on Debian and Ubuntu only.'
  }
  if (!isRoot()) {
    return 'The package is installed and tried by root only (sudo npm run package:test).'
  }
  if (existsSync('/usr/lib/quickplan')) {
    return 'Quickplan is installed on this computer already, and a test shall not remove it.'
  }
  return null
}
