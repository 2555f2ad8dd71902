import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const named = z.strictObject({ text: z.string(), id: z.number() })
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00[+-]\d\d:\d\d$/)

/** What stands in the table; a field that is not named is empty. */
const row = z.strictObject({
  text: z.string(),
  /** Wall-clock time in `tz`. */
  now: z.string().default('2026-11-22T10:00:00'),
  tz: z.string().default('Europe/Moscow'),
  /** Without it, the phrase means the same in both languages. */
  locale: z.enum(['en', 'ru']).optional(),
  endOfDay: z.string().default('19:00'),
  rolled: z.boolean().default(false),
  expect: z.strictObject({
    title: z.string(),
    description: z.string().nullable().default(null),
    deadline: moment.nullable().default(null),
    startPlan: moment.nullable().default(null),
    endPlan: moment.nullable().default(null),
    priority: z.enum(['high', 'low']).nullable().default(null),
    tags: z.array(z.string()).default([]),
    people: z.array(named).default([]),
    project: named.nullable().default(null),
    stage: named.nullable().default(null),
    estimateSeconds: z.number().nullable().default(null),
    checklist: z.array(z.string()).default([]),
    unresolved: z.array(z.string()).default([]),
  }),
})

export type Row = z.infer<typeof row>

/** The phrases of all tables of this folder, by the table's name. Throws where a row has a field that means nothing. */
export function readTables(): Map<string, Row[]> {
  const names = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith('.json') && name !== 'directory.json',
  )
  return new Map(names.map((name) => [name.replace('.json', ''), z.array(row).parse(readJson(name))]))
}

/** Reads a file that lies beside this one. */
export function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
}
