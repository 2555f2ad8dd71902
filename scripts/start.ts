import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.ts'
import { runForeground } from './system/children.ts'
import { type Desktop, needsVirtualDesktop, startDesktop } from './desktop/desktop.ts'
import { describeElectron, ensureElectron } from './electron/electron.ts'
import { root, tool } from './system/project.ts'
import { sandboxArguments, sandboxProblem } from './electron/sandbox.ts'
import { parseStartArguments } from './start-arguments.ts'
import { sayNodeVersion } from './system/node-version.ts'
import { ensureSystemPackages, EXIT_PACKAGES_MISSING } from './system/system-packages.ts'

const { dev, official, rest } = parseStartArguments(process.argv.slice(2))
const virtual = needsVirtualDesktop()
// Chromium complains of every part that a small desktop lacks (the app's own log is not touched by this), and looks
// for a graphics card that a virtual display does not have.
const chromiumSwitches = ['--log-level=3', ...(virtual ? ['--disable-gpu'] : [])]

sayNodeVersion()
ensureSystemPackages(virtual ? 'virtual-desktop' : 'run')
const electron = await ensureElectron({ official })
console.log(describeElectron(electron))
const problem = sandboxProblem(electron.dist)
if (problem !== null) {
  console.error(problem)
  process.exit(EXIT_PACKAGES_MISSING)
}
if (!dev) await ensureBuilt()
const desktop = virtual ? await startVirtualDesktop() : null
console.log(
  desktop
    ? `There is no display here, so Quickplan runs on a virtual one, ${desktop.display}. Ctrl+C stops it.`
    : 'Quickplan starts. Ctrl+C stops it.',
)

const env = {
  ...(desktop?.env ?? process.env),
  ELECTRON_OVERRIDE_DIST_PATH: electron.dist,
  ELECTRON_EXEC_PATH: electron.executable, // for electron-vite, which does not know the other one
}
try {
  process.exitCode = dev
    ? await runForeground(
        process.execPath,
        [tool('electron-vite'), 'dev', '--', ...sandboxArguments(), ...rest],
        { cwd: root, env },
      )
    : await runForeground(
        electron.executable,
        [...sandboxArguments(), ...chromiumSwitches, '.', '--demo', ...rest],
        {
          cwd: root,
          env,
        },
      )
} finally {
  await desktop?.stop()
}

/** The user's own folders on a virtual display. Its keyring stays between starts, as the app's data does. */
async function startVirtualDesktop(): Promise<Desktop> {
  const data = process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share')
  const keyringFolder = join(data, 'quickplan-virtual-desktop')
  await mkdir(keyringFolder, { recursive: true, mode: 0o700 })
  const keyringPassword = await ownPassword(join(keyringFolder, 'keyring-password'))
  return startDesktop({ home: 'own', keyring: 'unlocked', keyringFolder, keyringPassword })
}

/** Nobody logs in on this desktop, so its keyring is protected by nothing but the user's own file permissions. */
async function ownPassword(path: string): Promise<string> {
  const fresh = randomBytes(24).toString('base64url')
  await writeFile(path, fresh, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error // it was made by an earlier start
  })
  return readFile(path, 'utf8')
}
