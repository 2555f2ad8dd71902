import { isDash, isEdge, type Token } from './grammar/tokens.ts'
import { isOf, type Part, type SurePart } from './meaning.ts'
import { isPartOfName } from './names-of-dates.ts'
import * as rules from './context-rules.ts'
import { isExact, tailAt } from './tails.ts'

/** The expressions that count, seen in their place in the line; the others are text. */
export function disambiguate(tokens: readonly Token[], parts: readonly Part[]): SurePart[] {
  const possible = timesOfDates(parts.filter((part) => !isRefused(tokens, part)))
  // `с 10 до 12` may be pages or marks, but for a meeting or where a day is named.
  const isMeeting = rules.namesMeeting(tokens) || possible.some(isOf('day', 'ahead'))
  return possible.filter((part, index): part is SurePart => {
    const beside = [possible[index - 1], possible[index + 1]].filter(
      (other) => other !== undefined && areNear(tokens, part, other),
    )
    return counts(tokens, part, beside as Part[], isMeeting)
  })
}

// `Daily standup at 9`: a time of what comes again and again is no date.
function timesOfDates(parts: readonly Part[]): readonly Part[] {
  const comesAgain = parts.some(({ meaning }) => meaning.kind === 'text' && meaning.recurring)
  if (!comesAgain || parts.some(isOf('day', 'days', 'ahead'))) return parts
  return parts.filter((part) => !isOf('time', 'hours')(part))
}

function isRefused(tokens: readonly Token[], part: Part): boolean {
  if (part.meaning.kind === 'text') return false
  return (
    rules.isRefusedBefore(tokens, part.from, hasYear(tokens, part)) ||
    rules.isFromElsewhere(tokens, part.from, part.to) ||
    rules.isVersionAfter(tokens, part.from, hasYear(tokens, part)) ||
    rules.isCountedBack(tokens, part.from) ||
    rules.isCounted(tokens, part.to) ||
    (isDotted(tokens, part) && rules.isBesideArrow(tokens, part.from, part.to)) ||
    (isOf('time', 'hours')(part) && tokens[part.to]?.zone?.offset === null) ||
    isPartOfName(tokens, part.from, part.to) ||
    isProse(tokens, part) ||
    (isBareNumber(part) && isZeroHour(tokens, part)) ||
    (isBareNumber(part) && rules.isAmountOfChange(tokens, part.from))
  )
}

const hasYear = (tokens: readonly Token[], { from, to }: Part) =>
  tokens.slice(from, to).some(({ kind, text }) => kind === 'number' && text.length === 4)

const namesHours = (tokens: readonly Token[], { from, to }: Part) =>
  tokens
    .slice(from, to)
    .some(({ text }) => /^(час|часа|часов|часам|ч|h|утра|дня|вечера|ночи|am|pm)$/.test(text))

const isProse = (tokens: readonly Token[], part: Part) =>
  (isDotted(tokens, part) && rules.isSectionNumber(tokens, part.from, part.to)) ||
  (isOf('time')(part) && rules.isPlaceInFile(tokens, part.from, part.to)) ||
  rules.isBeforeVersion(tokens, part.from) ||
  rules.isPresentTime(tokens, part.from, part.to)

// `division by 0`; `в 0` is midnight.
const isZeroHour = (tokens: readonly Token[], { from, to }: Part) =>
  /^[a-z]/.test(tokens[from]?.text ?? '') && /^0+$/.test(tokens[to - 1]?.text ?? '')

function counts(tokens: readonly Token[], part: Part, beside: readonly Part[], isMeeting: boolean): boolean {
  const { meaning } = part
  if (meaning.kind === 'text') return false
  const isTime = meaning.kind === 'time' || meaning.kind === 'hours'
  if (isTime && beside.some(({ meaning: other }) => other.kind === 'text' && other.recurring)) return false
  if (
    isOf('hours')(part) &&
    isBareNumber(part) &&
    !namesHours(tokens, part) &&
    !beside.some(isOf('day', 'time')) &&
    !isMeeting
  )
    return false
  if (beside.length === 0 && isBareNumber(part) && isAfterNumber(tokens, part.from)) return false
  if (
    isOpenWeekday(tokens, part) &&
    isAfterNumber(tokens, part.from) &&
    !beside.some(
      (other) =>
        other.to === part.from || isWholeWeekday(tokens, part) || (other.from === part.to && isClock(other)),
    )
  )
    return false
  const sure = beside.filter(({ meaning: other }) => other.kind !== 'text' && other.firm !== 'beside')
  if (rules.isAcronym(tokens, part.to) && sure.length === 0) return false
  if (meaning.firm === 'firm' || (isTime && isExact(tokens, part.to))) return true
  if (meaning.firm === 'beside')
    return beside.some((other) =>
      isTime
        ? isOf('day')(other)
        : isOf('time', 'hours')(other)
          ? !isBareNumber(other)
          : isDateAfter(part, other),
    )
  const isDoubtful =
    meaning.kind === 'day' && isDotted(tokens, part) && !rules.mayBeDateAfter(tokens, part.from)
  return (
    beside.some(isOf('time', 'hours', 'day', 'ahead')) ||
    (!isDoubtful && standsAlone(tokens, part, meaning.firm === 'edge'))
  )
}

// At the end of a sentence, or at the start of the line where the deed follows.
function standsAlone(tokens: readonly Token[], part: Part, isNumber: boolean): boolean {
  const { from } = part
  const to = part.to + tailAt(tokens, part.to)
  if (from === 0 && tokens[to]?.kind === 'word')
    return rules.isDeed(tokens, to) || rules.goesOnAfter(tokens, to, true) || rules.leadsRussian(tokens, to)
  if (from === 0 && /^[!?]$/.test(tokens[to]?.text ?? '')) return false // `Пятница! Ура!`
  if (isNumber && /^["«“„]/.test(tokens[to]?.raw ?? '')) return false // `в 5 «Б»`
  return isEdge(tokens, to) || rules.goesOnAfter(tokens, to, isNumber)
}

// `Sat 28 Nov`
const isDateAfter = ({ to }: Part, { from, meaning }: Part) =>
  to === from && meaning.kind === 'day' && meaning.weekday === undefined
const isDotted = (tokens: readonly Token[], { from }: Part) =>
  tokens[from]?.kind === 'number' && tokens[from + 1]?.text === '.'
const isBareNumber = ({ meaning }: Part) =>
  meaning.kind !== 'text' &&
  meaning.firm !== 'firm' &&
  ((meaning.kind === 'time' && meaning.time.sort === 'bare') || meaning.kind === 'hours')
// `60 Вт`: without a preposition.
const isOpenWeekday = (tokens: readonly Token[], { from, to, meaning }: Part) =>
  meaning.kind === 'day' &&
  meaning.weekday !== undefined &&
  tokens.slice(from, to).filter(({ kind }) => kind === 'word').length === 1
// `flight 1447 Sat 07:05`
const isClock = ({ meaning }: Part) =>
  (meaning.kind === 'time' && /^(written|sure)$/.test(meaning.time.sort)) || meaning.kind === 'hours'
// `release 3.14 Thursday evening`; `60 Вт вечером` are watts.
const isWholeWeekday = (tokens: readonly Token[], { to }: Part) => (tokens[to - 1]?.text.length ?? 0) > 4
const isAfterNumber = (tokens: readonly Token[], from: number) =>
  tokens[from - 1]?.kind === 'number' ||
  /^(один|одна|одно|one|two|три|два)$/.test(tokens[from - 1]?.text ?? '')

/** Whether nothing but separators, and what is closed, stands between two expressions. */
function areNear(tokens: readonly Token[], one: Part, other: Part): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  return tokens.slice(first.to, second.from).every((token) => token.kind === 'closed' || isSeparator(token))
}

/** Whether nothing but separators stands between two expressions. */
export function areBeside(tokens: readonly Token[], one: Part, other: Part): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one]
  return tokens.slice(first.to, second.from).every(isSeparator)
}

/** A comma, colon, bracket or dash. */
export const isSeparator = (token: Token) =>
  isDash(token) || (token.kind === 'sign' && ',:()[]{}'.includes(token.text))
