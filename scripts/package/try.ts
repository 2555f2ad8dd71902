import { ensureBuilt } from '../build.ts'
import type { Electron } from '../electron/electron.ts'
import { tool } from '../system/project.ts'
import { buildPackage, checkUnpacked } from './build.ts'
import { buildDeb } from './deb.ts'

/** Makes the package that is to be tried and returns the environment in which the tests find it. */
export async function packageForTest(electron: Electron): Promise<NodeJS.ProcessEnv> {
  await ensureBuilt()
  await buildPackage({ electron, electronVersion: electron.version, updates: null, targets: ['dir'] })
  await checkUnpacked()
  return { ...process.env, QUICKPLAN_DEB: await buildDeb() }
}

/** What Node has to run to try the package. */
export const packageTestArguments = (...further: string[]): string[] => [
  tool('vitest'),
  'run',
  '--config',
  'tests/package/vitest.config.ts',
  ...further,
]
