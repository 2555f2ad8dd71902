// npm run test:windows -- [words of Vitest]: the tests of the main process and the scripts on Windows' own Node. On
// Windows they run directly, on Debian under Wine.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countsLine, countVitest, readReport } from './counts.ts'
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
const places = given.some((argument) => argument.startsWith('tests/')) ? [] : suite
const reports = await mkdtemp(join(tmpdir(), 'quickplan-reports-'))
const report = join(reports, 'vitest.json')
const options = ['--reporter=default', '--reporter=json']

try {
  const code = process.platform === 'win32' ? await runHere() : await runUnderWine()
  const counts = readReport(report, countVitest)
  if (counts === null) console.error(`Vitest ended with exit code ${String(code)} and without a report.`)
  console.log(countsLine(counts ?? { passed: 0, failed: 0, skipped: 0 }))
  process.exitCode = code === 0 && counts !== null && counts.failed === 0 && counts.passed > 0 ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await rm(reports, { recursive: true, force: true })
}

function runHere(): Promise<number> {
  const args = [tool('vitest'), 'run', ...options, `--outputFile.json=${report}`, ...places, ...given]
  return runForeground(process.execPath, args, { cwd: root, timeout: LIMIT_MS })
}

async function runUnderWine(): Promise<number> {
  if (process.platform !== 'linux') throw new Error('Only Windows, or Wine on Debian, can run these tests.')
  ensureSystemPackages('windows')
  const wine = await ensureWine()
  console.log(`${wine.version}.`)
  const cwd = await ensureWindowsTree()
  const vitest = join(cwd, 'node_modules', 'vitest', 'vitest.mjs')
  const output = `--outputFile.json=${windowsPath(report)}`
  const args = [windowsPath(vitest), 'run', ...options, output, ...places, ...given]
  return runNode(wine, args, { cwd, log: join(reports, 'output.txt'), timeout: LIMIT_MS })
}
