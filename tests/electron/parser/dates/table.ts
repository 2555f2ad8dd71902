import { readTime, type DateContext } from '../../../../electron/parser/dates/find.ts'

/** Sunday morning in Moscow. */
export const sunday: DateContext = {
  now: new Date('2026-11-22T10:00:00+03:00'),
  zone: 'Europe/Moscow',
  locale: 'en',
  endOfDay: '19:00',
}

/** The lines of a table: `what was typed | the title that is left | when it is due`. */
export const rowsOf = (table: string): [line: string, expected: string][] =>
  table
    .trim()
    .split('\n')
    .map((row) => {
      const [line = '', ...expected] = row.split(' | ')
      return [line.trim(), expected.join(' | ').trim()]
    })

/** What was understood, in the form of the tables: `title | 2026-11-23 15:00`, `∅` for no title, with a plan `from … to`. */
export function understood(line: string, context = sunday): string {
  const found = readTime(line, context).dates
  if (!found) return `${line} | -`
  const { deadline, startPlan, endPlan, rolled, spans } = found
  const rest = spans.reduceRight((text, { from, to }) => `${text.slice(0, from)} ${text.slice(to)}`, line)
  const left = rest
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .trim()
  const short = (time: string | null) => time?.slice(0, 16).replace('T', ' ')
  const when = deadline ? short(deadline) : `${short(startPlan)} … ${short(endPlan)}`
  return `${left === '' ? '∅' : left} | ${when}${rolled ? ' rolled' : ''}`
}
