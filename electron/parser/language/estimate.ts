const hour = String.raw`(?:hours?|hrs?|h|часов|часа|час|ч)`
const minute = String.raw`(?:minutes?|mins?|min|m|минуты|минуту|минута|минут|мин|м)`
const amount = String.raw`\d{1,4}(?:[.,]\d{1,2})?`
const end = String.raw`(?![\p{L}\p{N}])`
const inWords: Record<string, number> = {
  'half an hour': 1800,
  'an hour': 3600,
  полчаса: 1800,
  час: 3600,
  'полтора часа': 5400,
}

const duration = new RegExp(
  [
    String.raw`(?<words>${Object.keys(inWords).join('|')})${end}`,
    // `1h30m`, `1 ч 30 мин`, and `1h30` where nothing stands between.
    String.raw`(?<hours>${amount})\s?${hour}(?:\.?\s?(?<more>\d{1,2})\s?${minute}|(?<bare>\d{1,2}))?${end}`,
    String.raw`(?<minutes>${amount})\s?${minute}${end}`,
    // `1:30`
    String.raw`(?<clockHours>\d{1,2}):(?<clockMinutes>[0-5]\d)(?![\p{L}\p{N}:])`,
  ].join('|'),
  'iuy',
)

// `~100м кабеля`: metres.
const goods =
  /^\d+\s?[мm]\s+(?:кабел|провод|труб|ткан|лент|пленк|плёнк|бумаг|забор|вер[её]вк|шланг|канат|цеп|плинтус|пути|дорог|профил|сетк|в длину|длин|от |до |cable|wire|pipe|rope|tape|fabric|away|long|of )/iu

/** A duration that begins at a place of the line: how long, and where it ends. Null without a unit, and for none at all. */
export function readEstimate(line: string, from: number): { seconds: number; to: number } | null {
  const start = from + (/^\s+(?=\d)/u.exec(line.slice(from, from + 3))?.[0].length ?? 0)
  if (goods.test(line.slice(start, start + 30))) return null
  duration.lastIndex = start
  const match = duration.exec(line)
  if (!match?.groups) return null
  const { words, hours, more, bare, minutes, clockHours, clockMinutes } = match.groups
  const seconds =
    words === undefined
      ? Math.round(
          toNumber(hours ?? clockHours) * 3600 + toNumber(more ?? bare ?? minutes ?? clockMinutes) * 60,
        )
      : (inWords[words.toLowerCase()] ?? 0)
  return seconds > 0 ? { seconds, to: start + match[0].length } : null
}

function toNumber(amount: string | undefined): number {
  return Number((amount ?? '0').replace(',', '.'))
}
