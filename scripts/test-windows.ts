// npm run test:windows -- [words of Vitest | --kills N | --installer]: the tests of the main process and the scripts on Windows' own
// Node, kills of the outbox there, or Windows' installer. On Windows they run directly, on Debian under Wine.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countsLine, countVitest, readReport } from './testing/counts.ts'
import { runForeground } from './system/children.ts'
import { root, tool } from './system/project.ts'
import { ensureSystemPackages } from './system/system-packages.ts'
import { ensureWindowsTree } from './windows/tree.ts'
import { ensureWine, runNode, windowsPath } from './windows/wine.ts'

/** The whole suite takes a third of it on two cores. */
const LIMIT_MS = 45 * 60_000
/** What needs no browser. */
const suite = ['tests/electron/', 'tests/scripts/', 'tests/soak/', 'tests/support/', 'tests/contract/']

const given = process.argv.slice(2).filter((argument) => argument !== '--')
const reports = await mkdtemp(join(tmpdir(), 'quickplan-reports-'))

try {
  process.exitCode = given.includes('--installer') ? await runInstaller() : await runInside()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await rm(reports, { recursive: true, force: true })
}

async function runInside(): Promise<number> {
  const run = process.platform === 'win32' ? runHere : await underWine()
  return given.includes('--kills') ? runKills(run) : runVitest(run)
}

/** Installs a stand-in for the app under Wine, and removes it. */
function runInstaller(): Promise<number> {
  if (process.platform === 'win32') throw new Error('The installer is tried under Wine, on Debian.')
  ensureSystemPackages('windows')
  return runHere([tool('vitest'), 'run', '--config', 'tests/windows/vitest.config.ts'])
}

type Run = (args: string[]) => Promise<number>

function runKills(run: Run): Promise<number> {
  return run(['--import', 'tsx', 'scripts/soak-outbox.ts', ...given])
}

async function runVitest(run: Run): Promise<number> {
  const report = join(reports, 'vitest.json')
  const output = `--outputFile.json=${process.platform === 'win32' ? report : windowsPath(report)}`
  const places = given.some((argument) => argument.startsWith('tests/')) ? [] : suite
  const options = ['run', '--reporter=default', '--reporter=json', output]
  const code = await run(['node_modules/vitest/vitest.mjs', ...options, ...places, ...given])
  const counts = readReport(report, countVitest)
  if (counts === null) console.error(`Vitest ended with exit code ${String(code)} and without a report.`)
  console.log(countsLine(counts ?? { passed: 0, failed: 0, skipped: 0 }))
  return code === 0 && counts !== null && counts.failed === 0 && counts.passed > 0 ? 0 : 1
}

function runHere(args: string[]): Promise<number> {
  return runForeground(process.execPath, args, { cwd: root, timeout: LIMIT_MS })
}

/** Prepares Wine and a copy of the tree, and returns what runs Node there. */
async function underWine(): Promise<Run> {
  if (process.platform !== 'linux') throw new Error('Only Windows, or Wine on Debian, can run these tests.')
  ensureSystemPackages('windows')
  const wine = await ensureWine()
  console.log(`${wine.version}.`)
  const cwd = await ensureWindowsTree()
  const show = (text: Buffer) => process.stdout.write(text)
  const log = join(reports, 'output.txt')
  return (args) => runNode(wine, args, { cwd, log, timeout: LIMIT_MS, onOutput: show })
}
