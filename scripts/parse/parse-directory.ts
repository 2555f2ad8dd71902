import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Directory } from '../../electron/parser/names/directory.ts'
import { seed } from '../../electron/demo/data/seed.ts'

const id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]) // Bitrix24 answers with both
const file = z
  .object({
    people: z.array(z.object({ id, name: z.string(), lastName: z.string().nullish() })).optional(),
    projects: z.array(z.object({ id, name: z.string() })).optional(),
    stages: z.array(z.object({ id, title: z.string() })).optional(),
  })
  .refine((lists) => Object.keys(lists).length > 0, 'it has no people, projects or stages')

/** Reads the people, projects and stages of a JSON file. Throws an `Error` whose message says what is wrong with it. */
export function readDirectory(path: string): Directory {
  const { data, error } = file.safeParse(readJson(path))
  if (!data) {
    const { path: place, message } = error.issues[0] ?? { path: [], message: '' }
    throw new Error(`${path} is no directory: ${[place.join('.'), message].filter(Boolean).join(': ')}`)
  }
  const { people = [], projects = [], stages = [] } = data
  return {
    people: people.map(({ lastName, ...other }) => ({ ...other, lastName: lastName ?? '' })),
    projects,
    stages,
  }
}

/** The demo portal's, as it is at its first start. */
export function demoDirectory(language: 'en' | 'ru'): Directory {
  const { users, projects, stages } = seed(language, new Date())
  return { people: users, projects, stages: stages.filter(({ entityType }) => entityType === 'U') }
}

function readJson(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new Error(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new Error(`${path} is no JSON`, { cause })
  }
}
