// npm run attack: what once lost, cut, leaked or wiped something, tried again; a line for each, `held` or `LOST`.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attackLines } from './testing/attack-lines.ts'
import { ensureBuilt } from './build.ts'
import { describeElectron, ensureElectron } from './electron/electron.ts'
import { runForeground } from './system/children.ts'
import { root, tool } from './system/project.ts'
import { ensureSystemPackages } from './system/system-packages.ts'

/** Those that need the real app: a keychain, a clipboard and a drive that hang, renewals, crashes, folders, hostile input, who is asked. */
const inTheApp = [
  'accounts/hanging-keychain',
  'accounts/sign-in-again',
  'capture/hanging-clipboard',
  'capture/hanging-share',
  'capture/files',
  'capture/loss',
  'capture/upload',
  'bad-input',
  'launch',
  'native-boxes',
  'egress',
  'security',
]
/** No attack takes nearly as long. */
const limit = 20 * 60_000

const parts = process.argv.slice(2).filter((one) => one !== '--')
const reports = await mkdtemp(join(tmpdir(), 'quickplan-attack-'))
ensureSystemPackages('test')
const electron = await ensureElectron()
console.log(describeElectron(electron))
const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist }
const codes = [await withoutTheApp(), await withTheApp()]
await rm(reports, { recursive: true, force: true })
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0

function withoutTheApp(): Promise<number> {
  const args = [
    tool('vitest'),
    'run',
    '--config',
    'tests/attack/vitest.config.ts',
    '--passWithNoTests',
    ...parts,
  ]
  return runForeground(process.execPath, args, { cwd: root, env, timeout: limit })
}

async function withTheApp(): Promise<number> {
  const specs = inTheApp.filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
  if (specs.length === 0) return 0
  await ensureBuilt()
  const report = join(reports, 'playwright.json')
  const files = specs.map((name) => `tests/e2e/${name}.spec.ts`)
  const args = [tool('@playwright/test', 'playwright'), 'test', '--reporter=json', '--retries=0', ...files]
  const withReport = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const code = await runForeground(process.execPath, args, { cwd: root, env: withReport, timeout: limit })
  for (const line of attackLines(await readFile(report, 'utf8').catch(() => '{}'))) console.log(line)
  return code
}
