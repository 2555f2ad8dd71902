import { readFileSync } from 'node:fs'

export type Counts = { passed: number; failed: number; skipped: number }

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** Counts a Vitest JSON report. A file that could not even be loaded counts as one failure. */
export function countVitest(report: VitestReport): Counts {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Counts a Playwright JSON report. What passed only when it was repeated has failed, and so has what went wrong between the tests. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Counts {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

type SoakRun = {
  rounds: readonly { reckoning: { findings: readonly unknown[] } }[]
  broken: readonly unknown[]
}

/** Counts the report of a soak run: each round is a test, and one that was not held to its end has failed. */
export function countSoak({ rounds, broken }: SoakRun): Counts {
  const failed = rounds.filter(({ reckoning }) => reckoning.findings.length > 0).length
  return { passed: rounds.length - failed, failed: failed + broken.length, skipped: 0 }
}

export function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}

/** The last line of a test run. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`
}

/** Reads and counts a report; null if the runner left none, or half of one. */
export function readReport<T>(path: string, count: (report: T) => Counts): Counts | null {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')) as T)
  } catch {
    return null // the runner crashed before it could report; the caller says so
  }
}
