import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import type { UpdateSource } from '../../electron/updates/source.ts'
import type { Electron } from '../electron/electron.ts'
import { root } from '../system/project.ts'
import { configuration } from './configuration.ts'
import { checkContents } from './contents.ts'
import { fuseTable, readFuses } from './fuses.ts'
import { output, unpackedFolder, unpackedProgram } from './places.ts'
import { archivePath } from './same-bytes.ts'
import { stageApp } from './stage.ts'

type BuildOptions = {
  electron: Electron | null
  electronVersion: string
  updates: UpdateSource | null
  /** `dir` for the unpacked app alone, else the kinds of installers of this platform. */
  targets: string[]
}

const platforms: Partial<Record<NodeJS.Platform, Platform>> = {
  linux: Platform.LINUX,
  win32: Platform.WINDOWS,
  darwin: Platform.MAC,
}

/** Packages the built app for this computer's platform and returns electron-builder's list of files. */
export async function buildPackage({
  electron,
  electronVersion,
  updates,
  targets,
}: BuildOptions): Promise<string[]> {
  const platform = platforms[process.platform]
  if (!platform) throw new Error(`There are no packages for ${process.platform}.`)
  const app = join(output, 'app')
  await stageApp(app, { platform: process.platform, arch: process.arch }, updates)
  const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64
  return build({
    targets: platform.createTarget(targets, arch),
    projectDir: root,
    config: configuration({ app, output, electron, electronVersion }),
    publish: 'never',
  })
}

/**
 * Reads the fuses back from the program and looks through the archive; prints both. Throws where a fuse is not as
 * wanted, or where something is packed that does not belong there.
 */
export async function checkUnpacked(): Promise<void> {
  const folder = unpackedFolder()
  const fuses = await readFuses(unpackedProgram())
  console.log(`Fuses, read back from the program:\n${fuseTable(fuses)}`)
  const archive = archivePath(folder)
  const problems = await checkContents(dirname(archive))
  const wrong = fuses
    .filter(({ isRight }) => !isRight)
    .map(({ name }) => `The fuse ${name} is not as wanted.`)
  const { size } = await stat(archive)
  console.log(`The app's archive: ${(size / 1e6).toFixed(1)} MB`)
  if (wrong.length + problems.length > 0) throw new Error([...wrong, ...problems].join('\n'))
}
