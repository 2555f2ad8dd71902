import { isEdge, type Token } from './grammar/tokens.ts'

const always = new Set('включительно inclusive inclusively sharp же'.split(' '))
const exact = new Set('sharp ровно'.split(' '))
// These may as well begin what follows: `by Friday latest version`.
const last = [
  'ровно',
  'максимум',
  'самое позднее',
  'или раньше',
  'at the latest',
  'latest',
  'tops',
  'or earlier',
  'or sooner',
].map((words) => words.split(' '))

/** How many words behind a date belong to it: `до пятницы включительно`, `завтра же`, `by Friday at the latest`. */
export function tailAt(tokens: readonly Token[], at: number): number {
  if (always.has(tokens[at]?.text ?? '')) return 1
  const words = last.find((each) => each.every((word, place) => tokens[at + place]?.text === word))
  return words && isEdge(tokens, at + words.length) ? words.length : 0
}

/** `at 9 sharp`, `в 9 ровно`: no number but a time. */
export const isExact = (tokens: readonly Token[], at: number): boolean =>
  exact.has(tokens[at]?.text ?? '') && tailAt(tokens, at) > 0
