const hour = String.raw`(?:hours?|hrs?|h|часов|часа|час|ч)`
const minute = String.raw`(?:minutes?|mins?|min|m|минуты|минуту|минута|минут|мин|м)`
const amount = String.raw`\d{1,4}(?:[.,]\d{1,2})?`
const end = String.raw`(?![\p{L}\p{N}])`
const inWords: Record<string, number> = {
  ...{ 'half an hour': 1800, 'an hour': 3600, полчаса: 1800, час: 3600, 'полтора часа': 5400 },
}

const duration = new RegExp(
  [
    String.raw`(?<words>${Object.keys(inWords).join('|')})${end}`,
    // `1h30m`, `1 ч 30 мин`, and `1h30` where nothing stands between.
    String.raw`(?<hours>${amount})\s?${hour}(?:\.?\s?(?<more>\d{1,2})\s?${minute}|(?<bare>\d{1,2}))?${end}`,
    String.raw`(?<minutes>${amount})\s?${minute}${end}`,
  ].join('|'),
  'iuy',
)

/** A duration that begins at a place of the line: how long, and where it ends. Null without a unit, and for none at all. */
export function readEstimate(line: string, from: number): { seconds: number; to: number } | null {
  duration.lastIndex = from
  const match = duration.exec(line)
  if (!match?.groups) return null
  const { words, hours, more, bare, minutes } = match.groups
  const seconds =
    words === undefined
      ? Math.round(toNumber(hours) * 3600 + toNumber(more ?? bare ?? minutes) * 60)
      : (inWords[words.toLowerCase()] ?? 0)
  return seconds > 0 ? { seconds, to: from + match[0].length } : null
}

function toNumber(amount: string | undefined): number {
  return Number((amount ?? '0').replace(',', '.'))
}
