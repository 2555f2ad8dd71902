// npm run dist: every kind of installer that this platform can make, by electron-builder.
import { ensureBuilt } from './build.ts'
import { describeElectron, ensureElectron } from './electron/electron.ts'
import { buildPackage, checkUnpacked } from './package/build.ts'
import { updateSource } from './package/update-source.ts'

const kinds: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['AppImage', 'deb'],
  win32: ['nsis'],
  darwin: ['dmg', 'zip'],
}

try {
  const updates = updateSource(process.env)
  const targets = kinds[process.platform]
  if (!targets) throw new Error(`There are no installers for ${process.platform}.`)
  const electron = await ensureElectron()
  console.log(describeElectron(electron))
  await ensureBuilt()
  const made = await buildPackage({ electron, electronVersion: electron.version, updates, targets }).catch(
    (error: unknown) => {
      throw new Error(unmade(targets, error))
    },
  )
  await checkUnpacked()
  console.log(made.join('\n'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1) // electron-builder's own handlers would end this with 0
}

function unmade(targets: string[], error: unknown): string {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return (
    `The installers (${targets.join(', ')}) could not be made: ${reason}\n` +
    "electron-builder fetches the programs that make them from GitHub's releases; where these cannot be reached, " +
    '`npm run package` still makes the unpacked app and, on Linux, a .deb.'
  )
}
