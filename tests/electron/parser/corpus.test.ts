import { expect, test } from 'vitest'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { corpusLines } from './corpus.ts'
import { wednesday } from './kinds/table.ts'

test('of ordinary lines at most one in a thousand gets a date', () => {
  const lines = corpusLines()
  expect(lines.length).toBeGreaterThanOrEqual(5000)
  const dated = lines.flatMap((line) => {
    const { deadline, startPlan } = parseCapture(line, wednesday)
    const when = deadline ?? startPlan
    return when === null ? [] : [`${when.slice(0, 16)}  ${line}`]
  })
  process.stdout.write(`${dated.length} of ${lines.length} lines got a date:\n${dated.join('\n')}\n`)
  expect(dated.length).toBeLessThanOrEqual(lines.length / 1000)
}, 60_000)

test('in no ordinary line a colon stands where it could name a task', () => {
  const named = corpusLines().filter((line) => /(?<![^\s([{,]):(?=["«“„]|\p{Script=Cyrillic}{2})/u.test(line))
  expect(named).toEqual([])
})
