import { expect, test } from 'vitest'
import { judge, strayReasons, table } from '../../../scripts/security/verdict.ts'

const found = (...findings: string[]) => ({ findings, note: 'looked' })
const reason = { check: 'Fuses', finding: 'one', reason: 'known' }

test('a check that finds nothing is passed', () => {
  expect(judge('Fuses', found(), [])).toMatchObject({ result: 'passed', failures: [] })
})

test('a finding without a reason fails', () => {
  expect(judge('Fuses', found('one', 'two'), [reason])).toMatchObject({ result: 'failed', failures: ['two'] })
})

test('a finding with its reason is accepted, and counted in the note', () => {
  expect(judge('Fuses', found('one'), [reason])).toMatchObject({
    result: 'accepted',
    note: 'looked; 1 accepted with a reason',
  })
})

test('a reason whose finding is gone fails', () => {
  expect(judge('Fuses', found(), [reason]).failures).toEqual(['accepted, but found no more: one'])
})

test('a reason that gives none fails', () => {
  expect(judge('Fuses', found('one'), [{ ...reason, reason: ' ' }]).failures).toHaveLength(1)
})

test('a check that could not be made is neither passed nor failed', () => {
  expect(judge('Fuses', { notAsked: 'no network' }, [reason])).toMatchObject({
    result: 'not asked',
    failures: [],
  })
})

test('a reason for a check that does not exist is told', () => {
  expect(strayReasons(['Audit'], [reason])).toEqual(['There is no check Fuses'])
})

test('what failed stands below its line', () => {
  const verdicts = [judge('Fuses', found('one'), []), judge('Audit', found(), [])]
  expect(
    table(verdicts)
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/)),
  ).toEqual([
    ['check', 'result', 'note'],
    ['Fuses', 'failed', 'looked'],
    ['✗ one'],
    ['Audit', 'passed', 'looked'],
  ])
})
