import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  add,
  countPlaywright,
  countsLine,
  countSoak,
  countVitest,
  readReport,
} from '../../../scripts/testing/counts.ts'
import type { Reckoning } from '../../soak/reckoning.ts'
import type { RoundReport } from '../../soak/round.ts'
import type { SoakReport } from '../../soak/run.ts'

const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] }

test('the counts of both runners are added up in one line', () => {
  const playwright = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 1 }, errors: [] }
  const sum = add(countVitest(vitest), countPlaywright(playwright))
  expect(countsLine(sum)).toBe('8 passed, 1 failed, 4 skipped')
})

test('a test file that cannot be loaded is a failure', () => {
  const broken = { status: 'failed', assertionResults: [] }
  expect(countVitest({ ...vitest, numFailedTests: 0, testResults: [broken] }).failed).toBe(1)
})

test('a test that passed only when repeated has failed', () => {
  expect(
    countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 2, skipped: 0 }, errors: [] }).failed,
  ).toBe(3)
})

test('an error outside of all tests is a failure', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
  expect(countPlaywright({ stats, errors: [{ message: 'No tests found' }] }).failed).toBe(1)
})

test('a round of a soak run fails by a finding, and by not coming to its end', () => {
  const lost = { kind: 'lost', mark: '[m1]', what: 'a thought' } as const
  const reckoning: Reckoning = { captured: 1, delivered: 1, undone: 0, open: 0, findings: [] }
  const rounds = [{ reckoning }, { reckoning: { ...reckoning, findings: [lost] } }]
  // As `npm run soak` writes it.
  const report = { rounds, broken: [3] } satisfies Pick<SoakReport, 'broken'> & {
    rounds: Pick<RoundReport, 'reckoning'>[]
  }
  expect(countSoak(report)).toEqual({ passed: 1, failed: 2, skipped: 0 })
})

test('a report that is missing or cut off is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-counts-'))
  await writeFile(join(folder, 'half.json'), '{"stats":{"expec')
  expect(readReport(join(folder, 'none.json'), countPlaywright)).toBeNull()
  expect(readReport(join(folder, 'half.json'), countPlaywright)).toBeNull()
  await rm(folder, { recursive: true })
})
