import { expect, test } from 'vitest'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { countSteps } from '../../support/steps.ts'
import { context } from '../../support/app/captures.ts'

const prose = 'We spoke of the offer with @anna, and what it costs: 12 500 a month, on Friday. '

/** What parsing a text costs once everything it needs has been made. */
function stepsOf(text: string): number {
  const parse = () => void parseCapture(text, context)
  parse()
  return countSteps(parse)
}

test.each([
  prose,
  ...['a ', '25.12 ', 'monday ', 'завтра ', 'every ', '! #a ', '@a ', '+site ', '~1h ', '10-12 '],
  ...['(', '([{', '"', '«', '"a" ', '\\25.12 x ', 'a.', 'a@a', '👍завтра'],
])('what %j costs grows no faster than its length, and not at all in a long line', (piece) => {
  const long = (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
  const [short, whole, paste, book] = [100, 400, 3_000, 20_000].map((length) => stepsOf(long(length)))
  expect(whole).toBeLessThanOrEqual(6 * (short ?? 0) + 500)
  expect(paste).toBeLessThanOrEqual(1.25 * (whole ?? 0) + 500)
  expect(book).toBeLessThanOrEqual(1.25 * (paste ?? 0) + 500)
})

test.each(['\n- [ ] ', '.\n', '\n\n'])('lines between %j cost no more than their number', (between) => {
  const [few = 0, many = 0] = [20, 160].map((lines) =>
    stepsOf(`Offer tomorrow ${(between + prose).repeat(lines)}`),
  )
  expect(many).toBeLessThanOrEqual(10 * few)
})
