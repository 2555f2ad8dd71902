import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { applicationId } from '../../electron/application-id.ts'
import type { UpdateSource } from '../../electron/updates/source.ts'
import { root } from '../system/project.ts'

export type Target = { platform: NodeJS.Platform; arch: string }

/**
 * Puts what belongs in the package, and nothing else, into a folder: the built app, its icons, the one native module
 * with its binary for the target. Replaces what is there.
 */
export async function stageApp(folder: string, target: Target, updates: UpdateSource | null): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'resources'), { recursive: true })
  const copy = (name: string) => cp(join(root, name), join(folder, name), { recursive: true })
  for (const name of ['out/main', 'out/preload', 'out/renderer', 'LICENSE']) await copy(name)
  await cp(join(root, 'resources', 'icons'), join(folder, 'resources', 'icons'), {
    recursive: true,
    filter: (path) => !/\.(svg|ico|icns)$/.test(path),
  })
  // electron-updater reads this file as well, for the name of its folder.
  const content = { ...updates, updaterCacheDirName: 'quickplan-updater' }
  if (updates) await writeFile(join(folder, 'resources', 'updates.json'), JSON.stringify(content))
  await writeFile(join(folder, 'package.json'), JSON.stringify(await packageJson(), null, 2))
  await stageKeytar(folder, target)
}

/** What Electron and electron-builder read of package.json; all other packages are in the built files already. */
async function packageJson() {
  const { name, productName, version, description, license, author, type, main } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  ) as Record<string, unknown>
  const keytar = JSON.parse(await readFile(join(keytarFolder(), 'package.json'), 'utf8')) as {
    version: string
  }
  const dependencies = { keytar: `npm:@github/keytar@${keytar.version}` }
  // The windows belong to this desktop file.
  const desktopName = `${applicationId}.desktop`
  return { name, productName, version, description, license, author, type, main, desktopName, dependencies }
}

async function stageKeytar(folder: string, { platform, arch }: Target): Promise<void> {
  const from = keytarFolder()
  const to = join(folder, 'node_modules', 'keytar')
  const prebuild = join('prebuilds', `${platform}-${arch}`, 'keytar.node')
  for (const name of [join('lib', 'keytar.js'), 'LICENSE.md', prebuild])
    await cp(join(from, name), join(to, name))
  const { name, version, license, main } = JSON.parse(
    await readFile(join(from, 'package.json'), 'utf8'),
  ) as Record<string, unknown>
  await writeFile(join(to, 'package.json'), JSON.stringify({ name, version, license, main }, null, 2))
}

const keytarFolder = () => dirname(createRequire(import.meta.url).resolve('keytar/package.json'))
