import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.ts'
import { ensureBuilt } from './build.ts'
import { runForeground } from './system/children.ts'
import {
  add,
  type Counts,
  countPlaywright,
  countSoak,
  countVitest,
  countsLine,
  readReport,
} from './testing/counts.ts'
import { egressVariable, egressVerdict, recordEgress, type EgressRecorder } from './testing/egress.ts'
import { describeElectron, type Electron, ensureElectron } from './electron/electron.ts'
import { installationProblem } from './package/eligible.ts'
import { packageForTest, packageTestArguments } from './package/try.ts'
import { root, tool } from './system/project.ts'
import { sayNodeVersion } from './system/node-version.ts'
import { ensureSystemPackages } from './system/system-packages.ts'
import { belongsToE2e, parseTestArguments } from './testing/test-arguments.ts'

/** No part takes nearly as long; one that hangs must not hold up the others for ever. */
const LIMIT_MS = 40 * 60_000

const { unit, e2e: wantsE2e, since, egress, wayland, rest } = parseTestArguments(process.argv.slice(2))
const e2e = wantsE2e && (since === null || changedSince(since).some(belongsToE2e))
/** All of it: the long parts come only then. */
const isWhole = unit && e2e && since === null
const reports = await mkdtemp(join(tmpdir(), 'quickplan-reports-'))
const env = { ...process.env }
let counts: Counts = { passed: 0, failed: 0, skipped: 0 }
let failed = false
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (interrupted = true))

try {
  sayNodeVersion()
  ensureSystemPackages('test')
  if (wayland) ensureSystemPackages('wayland')
  const electron = await ensureElectron()
  env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.dist
  console.log(describeElectron(electron))
  await ensureBrowser()
  if (e2e) await section('Build', () => ensureBuilt())
  if (unit) await section('Units', runVitest)
  if (e2e) await section('End to end', runPlaywright)
  if (isWhole) await section('Soak', runSoak)
  if (isWhole) await runPackage(electron)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  failed = true
}
await rm(reports, { recursive: true, force: true })
console.log(countsLine(counts))
// electron-builder, which has made the package by now, would end this with 0 by handlers of its own.
process.exit(failed || counts.failed > 0 || (counts.passed === 0 && since === null) ? 1 : 0)

/** The files that differ from a commit, those that Git does not know yet too, by their paths in the project. */
function changedSince(commit: string): string[] {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n')
  return [...git('diff', '--name-only', commit, '--'), ...git('ls-files', '--others', '--exclude-standard')]
}

async function runVitest() {
  const report = join(reports, 'vitest.json')
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(since === null ? [] : [`--changed=${since}`, '--passWithNoTests']),
    ...(wantsE2e ? [] : rest),
  ]
  settle(
    'Vitest',
    await runForeground(process.execPath, [tool('vitest'), ...args], { cwd: root, env, timeout: LIMIT_MS }),
    readReport(report, countVitest),
  )
}

async function runPlaywright() {
  const report = join(reports, 'playwright.json')
  const only = since === null ? [] : [`--only-changed=${since}`, '--pass-with-no-tests']
  const config = wayland ? ['--config', 'tests/wayland/playwright.config.ts'] : []
  const args = ['test', ...config, '--reporter=list,json', '--retries=0', ...only, ...(unit ? [] : rest)]
  const recorder = egress ? await recordEgress() : null
  const behindIt = recorder ? { [egressVariable]: recorder.address } : {}
  const withReport = { ...env, ...behindIt, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const code = await runForeground(process.execPath, [tool('@playwright/test', 'playwright'), ...args], {
    cwd: root,
    env: withReport,
    timeout: LIMIT_MS,
  })
  settle('Playwright', code, readReport(report, countPlaywright))
  if (recorder) tellEgress(recorder)
}

function tellEgress({ asked, close }: EgressRecorder) {
  close()
  const { text, isClean } = egressVerdict(asked)
  console.log(text)
  if (!isClean) failed = true
}

/** A short one, of another seed each time; `npm run soak` has it as long as one likes. */
async function runSoak() {
  const report = join(reports, 'soak.json')
  const size = ['--kills', '20', '--lost', '20', '--jobs', '2']
  const args = ['--import', 'tsx', 'scripts/soak.ts', ...size, '--json', report]
  const code = await runForeground(process.execPath, args, { cwd: root, env, timeout: LIMIT_MS })
  settle('The soak run', code, readReport(report, countSoak))
}

async function runPackage(electron: Electron) {
  const problem = installationProblem()
  if (problem !== null) {
    console.log(`\nPackage: not run. ${problem}`)
    return
  }
  ensureSystemPackages('test-package')
  await section('Package', async () => {
    const report = join(reports, 'package.json')
    const args = packageTestArguments('--reporter=default', '--reporter=json', `--outputFile.json=${report}`)
    const withPackage = { ...env, ...(await packageForTest(electron)) }
    const code = await runForeground(process.execPath, args, {
      cwd: root,
      env: withPackage,
      timeout: LIMIT_MS,
    })
    settle('Vitest', code, readReport(report, countVitest))
  })
}

function settle(runner: string, code: number, found: Counts | null) {
  if (found) counts = add(counts, found)
  if (found === null) console.error(`${runner} ended with exit code ${String(code)} and without a report.`)
  else if (code !== 0 && found.failed === 0) console.error(`${runner} ended with exit code ${String(code)}.`)
  if (code !== 0 || found === null) failed = true
}

async function section(name: string, work: () => Promise<unknown>) {
  if (interrupted) throw new Error(`${name}: not run, as the tests were interrupted.`)
  const begun = performance.now()
  console.log(`\n${name} …`)
  await work()
  console.log(`${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
}
