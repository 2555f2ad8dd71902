import { execFile } from 'node:child_process'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { applicationId } from '../../electron/application-id.ts'
import { completions } from '../../electron/cli/completion.ts'
import { manual } from '../../electron/cli/manual.ts'
import { root } from '../system/project.ts'
import { output, unpackedFolder } from './places.ts'

/** What is used of electron-installer-debian, which has no types of its own. */
type Installer = {
  options: { packagePaths: string[]; depends: string[] }
  stagingDir: string
  generateDefaults(): Promise<unknown>
  generateOptions(): unknown
  createStagingDir(): Promise<void>
  createContents(): Promise<unknown>
  movePackage(): Promise<unknown>
}
type InstallerClass = new (data: Record<string, unknown>) => Installer

const { Installer } = createRequire(import.meta.url)('electron-installer-debian') as {
  Installer: InstallerClass
}
const run = promisify(execFile)

/** Beside what Electron needs, by the names of Debian 12; later releases provide them as well. */
const depends = ['libsecret-1-0', 'libasound2', 'libxss1', 'libxtst6', 'desktop-file-utils']
const recommends = ['gnome-keyring | kwalletmanager']

/** zstd unpacks at once and packs in seconds; xz would take minutes for a fifth less. Read by Debian 12, Ubuntu 22.04 and later. */
const compression = ['-Zzstd', '-z3']

/**
 * Makes a Debian package of the unpacked app and returns its path. It has no scripts of its own: dpkg's triggers make
 * desktop file and icons known, and Chromium's sandbox helper is root's and setuid in the archive.
 */
export async function buildDeb(): Promise<string> {
  const src = unpackedFolder()
  // Tells the updater by which means this copy was installed.
  const packageType = join(src, 'resources', 'package-type')
  await writeFile(packageType, 'deb')
  try {
    const installer = new Installer({
      src,
      dest: output,
      arch: process.arch === 'x64' ? 'amd64' : process.arch,
      rename: (dest: string) => join(dest, '<%= name %>_<%= version %>_<%= arch %>.deb'),
      logger: () => undefined,
      options: await describeDeb(),
    })
    await installer.generateDefaults()
    installer.generateOptions()
    // What it adds for calls that the app does not make, such as moving files to the trash, and for sound.
    const needed = installer.options.depends.filter((name) => !name.includes('trash-cli'))
    Object.assign(installer.options, { depends: needed, recommends, suggests: [] })
    await installer.createStagingDir()
    await installer.createContents()
    const applications = join(installer.stagingDir, 'usr', 'share', 'applications')
    await rename(join(applications, 'quickplan.desktop'), join(applications, `${applicationId}.desktop`))
    await addForShells(join(installer.stagingDir, 'usr', 'share'))
    await run('dpkg-deb', ['--root-owner-group', ...compression, '--build', installer.stagingDir])
    await installer.movePackage()
    const [made] = installer.options.packagePaths
    if (made === undefined) throw new Error('dpkg-deb made no package.')
    return made
  } finally {
    await rm(packageType, { force: true })
  }
}

/** The manual and the completions, where Debian's shells look for them. */
async function addForShells(share: string): Promise<void> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const files: [string, string | Buffer][] = [
    ['man/man1/quickplan.1.gz', gzipSync(manual(version), { level: 9 })],
    ['bash-completion/completions/quickplan', `${completions.bash}\n`],
    ['zsh/vendor-completions/_quickplan', `${completions.zsh}\n`],
    ['fish/vendor_completions.d/quickplan.fish', `${completions.fish}\n`],
  ]
  for (const [name, content] of files) {
    const path = join(share, name)
    await mkdir(dirname(path), { recursive: true, mode: 0o755 })
    await writeFile(path, content, { mode: 0o644 })
  }
}

async function describeDeb() {
  const { name, version, description } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  ) as Record<string, string>
  const icon = (file: string) => join(root, 'resources', 'icons', file)
  return {
    name,
    version,
    productName: 'Quickplan',
    description: 'Capture tasks for Bitrix24 and keep My Plan in order',
    productDescription: description,
    section: 'misc',
    maintainer: 'The Quickplan authors <quickplan@localhost>',
    bin: 'quickplan',
    depends,
    icon: { scalable: icon('icon.svg'), '512x512': icon('icon.png') },
    desktopTemplate: join(root, 'scripts', 'package', `${applicationId}.desktop`),
  }
}
