import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const STALL_MS = 20_000

/** Where the electron package keeps its binary, or null when it has none of this version. */
export function officialDist(packageFolder: string, version: string): string | null {
  const dist = join(packageFolder, 'dist')
  // The package writes path.txt last, so without it the binary is not whole.
  if (!existsSync(join(packageFolder, 'path.txt')) || !existsSync(join(dist, 'version'))) return null
  return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') === version ? dist : null
}

/**
 * Runs the electron package's own download. It may take as long as bytes arrive, and is ended when for 20 seconds
 * none did. Returns what went wrong, in a few words, or an empty string.
 */
export async function installOfficial(packageFolder: string, stallMs = STALL_MS): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), 'quickplan-electron-'))
  try {
    return await run(join(packageFolder, 'install.js'), temporary, join(packageFolder, 'dist'), stallMs)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function run(script: string, temporary: string, dist: string, stallMs: number): Promise<string> {
  // Its download goes to the folder for temporary files, where its growth can be watched.
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  delete (env as NodeJS.ProcessEnv)['ELECTRON_OVERRIDE_DIST_PATH'] // it must not take another Electron for its own
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))

  let stalled = false
  let last = { bytes: 0, at: Date.now() }
  const watch = setInterval(() => {
    void bytesIn(temporary, dist).then((bytes) => {
      if (bytes !== last.bytes) last = { bytes, at: Date.now() }
      if (process.stdout.isTTY && bytes > 0) process.stdout.write(`\r${(bytes / 1e6).toFixed(0)} MB`)
      stalled = Date.now() - last.at > stallMs
      if (stalled) child.kill()
    })
  }, 1_000)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearInterval(watch)
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')

  if (stalled) return `no byte arrived for ${String(stallMs / 1_000)} seconds`
  return code === 0 ? '' : firstLine(complaint)
}

async function bytesIn(...folders: string[]): Promise<number> {
  let bytes = 0
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    // A file may be renamed away between the listing and the look at it.
    const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => ({ size: 0 }))))
    bytes += sizes.reduce((sum, { size }) => sum + size, 0)
  }
  return bytes
}

function firstLine(complaint: string): string {
  const line = complaint.split('\n').find((text) => /^\w*Error: /.test(text)) ?? 'its installer failed'
  return line.replace(/^\w*Error: /, '').trim()
}
