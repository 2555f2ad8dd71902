import { readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../project.ts'
import { output, unpackedFolder } from './build.ts'

type Options = Record<string, unknown> & { packagePaths?: string[] }
// The package has no types of its own.
const createDeb = createRequire(import.meta.url)('electron-installer-debian') as (
  options: Options,
) => Promise<Options>

/** Beside what Electron needs, by the names of Debian 12; later ones provide them as well. */
const depends = ['libsecret-1-0', 'libasound2', 'xdg-utils', 'desktop-file-utils']

const icon = (name: string) => join(root, 'resources', 'icons', name)

/** Makes a Debian package of the unpacked app and answers its path. Its only scripts are dpkg's own triggers. */
export async function buildDeb(): Promise<string> {
  const { name, version, description } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >
  const src = unpackedFolder()
  // Tells the updater by which means this copy was installed.
  const packageType = join(src, 'resources', 'package-type')
  await writeFile(packageType, 'deb')
  // dpkg's default, xz, makes it a fifth smaller and takes four times as long.
  const compression = 'xz'
  try {
    const { packagePaths = [] } = await createDeb({
      src,
      dest: output,
      arch: process.arch === 'x64' ? 'amd64' : process.arch,
      options: {
        name,
        productName: 'Quickplan',
        version,
        genericName: 'Task capture',
        description: 'Capture tasks for Bitrix24 and keep My Plan in order',
        productDescription: description,
        section: 'misc',
        maintainer: 'The Quickplan authors <quickplan@localhost>',
        bin: 'quickplan',
        depends,
        recommends: ['gnome-keyring | kwalletmanager'],
        icon: { scalable: icon('icon.svg'), '512x512': icon('icon.png') },
        desktopTemplate: join(root, 'scripts', 'package', 'quickplan.desktop'),
        compression,
      },
    })
    const [made = ''] = packagePaths
    if (made === '') throw new Error('No Debian package was made.')
    return made
  } finally {
    await rm(packageType, { force: true })
  }
}
