import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { isRoot } from '../electron/sandbox.ts'

/**
 * What the packages are for: a window on the user's own desktop, one on a virtual desktop, the tests, to make a .deb, to try it, or to
 * run Windows' programs, to make Windows' installer, or
 * to have a Wayland desktop for the tests.
 */
export type Purpose =
  'run' | 'virtual-desktop' | 'test' | 'package' | 'test-package' | 'windows' | 'installer' | 'wayland'

/** The exit code for "install these packages first, then come again". */
export const EXIT_PACKAGES_MISSING = 3

const libraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
]
/** What the .deb asks for beyond that, so that dpkg alone can install it. */
const packageLibraries = ['libatspi2.0-0', 'libdrm2', 'libxcb-dri3-0', 'xdg-utils', 'desktop-file-utils']
const desktop = [
  'xvfb',
  'dbus',
  'gnome-keyring',
  'openbox',
  'x11-utils',
  'fonts-inter',
  'fonts-noto-color-emoji',
]

/** The Debian packages for a purpose, by the names of Debian 12. */
export function packagesFor(purpose: Purpose, distribution = distributionOf()): string[] {
  if (purpose === 'run') return libraries
  if (purpose === 'package') return ['dpkg']
  if (purpose === 'installer') return ['nsis']
  if (purpose === 'windows') return ['wine', 'wine64', 'gcc-mingw-w64-x86-64', 'nsis']
  if (purpose === 'virtual-desktop') return [...libraries, ...desktop]
  if (purpose === 'test-package') return [...libraries, ...packageLibraries, ...desktop, 'xdotool']
  if (purpose === 'wayland') return [...libraries, ...desktop, 'kwin-wayland', 'wl-clipboard', 'zenity']
  // Ubuntu's package of that name is an empty shell around a snap; there Playwright fetches a browser.
  const browser = distribution === 'debian' ? ['chromium'] : []
  return [...libraries, ...desktop, 'xdotool', ...browser]
}

/** `debian`, `ubuntu` or the like, as os-release(5) has it; empty where there is none. */
function distributionOf(): string {
  if (!existsSync('/etc/os-release')) return ''
  return /^ID="?([\w.-]+)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries when they made time 64 bits wide. */
const renamed = (name: string) => `${name}t64`

/** Which of the wanted packages are there under neither of their names; `installed` as `dpkg-query` lists them. */
export function missingPackages(wanted: string[], installed: Set<string>): string[] {
  return wanted.filter((name) => !installed.has(name) && !installed.has(renamed(name)))
}

/** The names to ask apt for: the new one where apt has it, else the old one. */
export function namesToInstall(missing: string[], available: Set<string>): string[] {
  return missing.map((name) => (available.has(renamed(name)) ? renamed(name) : name))
}

/** Reads `dpkg-query -W -f '${Package} ${db:Status-Abbrev}\n'`: the packages that are wholly installed. */
export function parseInstalled(output: string): Set<string> {
  const rows = output.split('\n').map((line) => line.split(' '))
  return new Set(rows.flatMap(([name, status]) => (name && status === 'ii' ? [name] : [])))
}

/** Reads `apt-cache policy`: the packages that could be installed. */
export function parseAvailable(output: string): Set<string> {
  const found = output.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (.*)$/gm)
  return new Set([...found].flatMap(([, name, candidate]) => (name && candidate !== '(none)' ? [name] : [])))
}

/**
 * Makes sure that the system packages for the purpose are there. Root gets them installed; anybody else gets the
 * line to run, and the process ends with EXIT_PACKAGES_MISSING. Does nothing where there is no dpkg.
 */
export function ensureSystemPackages(purpose: Purpose): void {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return
  const missing = missingPackages(packagesFor(purpose), installedOf(packagesFor(purpose)))
  if (missing.length === 0) return
  if (isRoot()) return install(missing)
  console.error(
    `Quickplan needs ${missing.length === 1 ? 'a system package that is' : 'system packages that are'} not installed. Run this, then try again:`,
  )
  console.error(
    `  sudo apt-get install -y --no-install-recommends ${namesToInstall(missing, availableOf(missing)).join(' ')}`,
  )
  process.exit(EXIT_PACKAGES_MISSING)
}

function install(missing: string[]): void {
  console.log(`Installing system packages: ${missing.join(' ')}`)
  runQuietly('apt-get', ['update'])
  const names = namesToInstall(missing, availableOf(missing))
  runQuietly('apt-get', [
    'install',
    '-y',
    '--no-install-recommends',
    '-o',
    'DPkg::Lock::Timeout=300',
    ...names,
  ])
}

function installedOf(names: string[]): Set<string> {
  const both = names.flatMap((name) => [name, renamed(name)])
  return parseInstalled(output('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n', ...both]))
}

function availableOf(names: string[]): Set<string> {
  return parseAvailable(output('apt-cache', ['policy', ...names.flatMap((name) => [name, renamed(name)])]))
}

function output(command: string, args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).stdout
}

function runQuietly(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const result = spawnSync(command, args, { encoding: 'utf8', env, maxBuffer: 64 * 1024 * 1024 })
  if (result.status === 0) return
  console.error(result.stdout + result.stderr)
  console.error(`${command} ${args[0] ?? ''} failed: the packages above could not be installed.`)
  process.exit(EXIT_PACKAGES_MISSING)
}
