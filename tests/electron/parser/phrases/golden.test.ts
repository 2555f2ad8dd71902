import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseCapture } from '../../../../electron/parser/parse.ts'
import { readJson, readTables, type Row } from './table.ts'

const directory = z
  .object({
    people: z.array(z.object({ id: z.number(), name: z.string(), lastName: z.string() })),
    projects: z.array(z.object({ id: z.number(), name: z.string() })),
    stages: z.array(z.object({ id: z.number(), title: z.string() })),
  })
  .parse(readJson('directory.json'))

for (const [name, rows] of readTables()) {
  describe(name, () => {
    test.each(rows.map((row) => [labelOf(row), row] as const))('%s', (_, row) => {
      const { rolled, expect: wanted } = row
      for (const locale of row.locale ? [row.locale] : (['en', 'ru'] as const)) {
        expect(read(row, locale), locale).toEqual({ ...wanted, rolled })
      }
    })
  })
}

function labelOf({ text, now, tz }: Row): string {
  return `${JSON.stringify(text)} at ${now} in ${tz}`
}

/** What the language makes of a row, in the shape of the table. */
function read({ text, now, tz: zone, endOfDay }: Row, locale: 'en' | 'ru') {
  const epoch = Temporal.PlainDateTime.from(now).toZonedDateTime(zone).epochMilliseconds
  const parsed = parseCapture(text, { now: new Date(epoch), zone, locale, endOfDay, directory })
  const { deadline, startPlan, endPlan, rolled, priority, tags, estimateSeconds, checklist, unresolved } =
    parsed
  return {
    title: parsed.title,
    description: parsed.description || null,
    deadline,
    startPlan,
    endPlan,
    rolled,
    priority,
    tags,
    estimateSeconds,
    checklist,
    unresolved,
    people: parsed.people.map(unname),
    project: parsed.project && unname(parsed.project),
    stage: parsed.stage && unname(parsed.stage),
  }
}

function unname({ text, id }: { text: string; id: number }) {
  return { text, id }
}
