import { expect, test } from 'vitest'
import { expandTemplates } from '../../../electron/parser/templates.ts'

const templates = [
  { name: 'report', text: 'Weekly report /week #report\n- [ ] numbers' },
  { name: 'Созвон', text: 'Созвон $1 $& =report' },
  { name: 'two words', text: 'Both' },
]

test.each([
  ['=report', 'Weekly report /week #report\n- [ ] numbers'],
  ['  =REPORT by Friday', '  Weekly report /week #report\n- [ ] numbers by Friday'],
  ['Now (=созвон)', 'Now (Созвон $1 $& =report)'],
  ['="two words", then', 'Both, then'],
  ['Line\n=report', 'Line\n=report'],
])('%s names a template', (typed, expected) => {
  expect(expandTemplates(typed, templates)).toBe(expected)
})

test.each([
  'x=report',
  '2+2=4',
  '=rep',
  '=report.pdf',
  '=SUM(A1:A2)',
  '==report',
  'a >= report',
  '=',
  '=two words',
])('“%s” stays text', (typed) => {
  expect(expandTemplates(typed, templates)).toBe(typed)
})

test('without templates nothing changes', () => {
  expect(expandTemplates('=report', [])).toBe('=report')
})
