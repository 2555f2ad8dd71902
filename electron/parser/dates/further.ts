import { readTime, type DateContext } from './find.ts'

// Words that a date nearly always has; all the rest of a long text is passed over.
const telling =
  /(?<![\p{L}\p{N}])(?:\d{1,2}:\d\d|\d{1,2}\.\d\d(?:\.\d{4})?|сегодня|завтра|послезавтра|понедельник\p{L}*|вторник\p{L}*|сред[уые]|четверг\p{L}*|пятниц\p{L}*|суббот\p{L}*|воскресень\p{L}*|\d{1,2}\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\p{L}*|today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\s\d{1,2})(?![\p{L}\p{N}])/giu

const mostSearched = 5_000
const mostLooks = 3
const around = 40

/** The first date in the rest of a long text that names a day, as it is written there. Null for none. */
export function furtherDate(rest: string, context: DateContext): string | null {
  const text = rest.slice(0, mostSearched)
  let looks = 0
  let done = 0
  for (const { index } of text.matchAll(telling)) {
    if (index < done) continue
    if (++looks > mostLooks) return null
    const part = partAround(text, index)
    done = part.to
    const line = text.slice(part.from, part.to)
    const { dates, isDayless } = readTime(line, context)
    const said = dates && !isDayless ? dates.spans.map(({ from, to }) => line.slice(from, to)).join(' ') : ''
    if (said !== '') return said.replace(/[.,;:]+$/u, '')
  }
  return null
}

/** Of the line that a place is in, the words beside it. */
function partAround(text: string, at: number): { from: number; to: number } {
  const lineFrom = text.lastIndexOf('\n', at) + 1
  const lineEnd = text.indexOf('\n', at)
  const from = Math.max(lineFrom, at - around)
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, at + around)
  const before = /^\S*\s/u.exec(text.slice(from, at))?.[0].length ?? 0
  const after = /\s\S*$/u.exec(text.slice(at, to))?.[0].length ?? 0
  return {
    from: from === lineFrom ? from : from + before,
    to: to === lineEnd || to === text.length ? to : to - after,
  }
}
