// npm run dist: every kind of installer that this platform can make, by electron-builder. `-- --windows FOLDER`: on Debian,
// Windows' installer of an app that was unpacked there by `npm run package -- --dir`, by Debian's nsis.
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.ts'
import { describeElectron, ensureElectron } from './electron/electron.ts'
import { buildPackage, checkUnpacked } from './package/build.ts'
import { output } from './package/places.ts'
import { updateSource } from './package/update-source.ts'
import { buildInstaller } from './package/windows/installer.ts'
import { root } from './system/project.ts'
import { ensureSystemPackages } from './system/system-packages.ts'

const kinds: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['AppImage', 'deb'],
  win32: ['nsis'],
  darwin: ['dmg', 'zip'],
}

const { values } = parseArgs({ options: { windows: { type: 'string' } } })

try {
  if (values.windows === undefined) await distribute()
  else console.log(await windowsInstaller(resolve(values.windows)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1) // electron-builder's own handlers would end this with 0
}

async function distribute() {
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
}

async function windowsInstaller(source: string): Promise<string> {
  ensureSystemPackages('installer')
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const made = join(output, `Quickplan_${version}_x64.exe`)
  await buildInstaller({ source, output: made, version })
  return made
}

function unmade(targets: string[], error: unknown): string {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return (
    `The installers (${targets.join(', ')}) could not be made: ${reason}\n` +
    "electron-builder fetches the programs that make them from GitHub's releases; where these cannot be reached, " +
    '`npm run package` still makes the unpacked app and, on Linux, a .deb.'
  )
}
