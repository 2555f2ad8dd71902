import * as z from 'zod'
import { AppError } from '../errors.ts'
import type { ErrorCode, StageSet, Template } from '../model.ts'
import { templates } from '../store/settings.ts'
import { lineOf, placeOf } from './json-place.ts'

/** The most that one batch of the portal's can ask for. */
const mostStages = 50
/** The portal's column for a title. */
const longestTitle = 255

// Control characters, and those that turn the direction of what follows them: nothing that a title shows.
const plainTitle = /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u

/** A set as a window hands it over and as it stands in a file. */
export const stageSet = z.strictObject({
  version: z.literal([1, 2]),
  name: z.string().max(longestTitle),
  stages: z
    .array(
      z.strictObject({
        title: z.string().trim().min(1).max(longestTitle).regex(plainTitle),
        color: z.string().regex(/^[0-9A-F]{6}$/),
      }),
    )
    .min(1)
    .max(mostStages),
  templates: templates.exactOptional(),
})

/** A file's colours may have a `#` and small letters; only the form is forgiven, not the content. */
const fileColor = z
  .string()
  .regex(/^#?[\da-f]{6}$/i)
  .transform((color) => color.replace('#', '').toUpperCase())
const fileSet = stageSet.extend({
  stages: z
    .array(stageSet.shape.stages.element.extend({ color: fileColor }))
    .min(1)
    .max(mostStages),
})

/**
 * Reads a file's text, with or without a byte order mark. Throws `set-not-json`, `set-newer`, `set-title-wrong`,
 * `set-color-wrong` or `set-malformed`, its subject the line and what stands there: `7: stages[2].color`.
 */
export function readStageSet(fileText: string): StageSet {
  const text = fileText.replace(/^\uFEFF/, '')
  const value = parseJson(text)
  const version = z.object({ version: z.number() }).safeParse(value).data?.version ?? 1
  if (version > 2) throw refused('set-newer', String(version))
  const read = fileSet.safeParse(value)
  if (read.success) return read.data
  const path = read.error.issues[0]?.path ?? []
  throw refused(codeFor(path.at(-1)), placeOf(text, path))
}

/** The text of a file, a line for each stage and template. */
export function writeStageSet({ name, stages }: StageSet, templates: readonly Template[] = []): string {
  const lines = stages.map(({ title, color }) => `    ${JSON.stringify({ title, color })}`)
  const version = templates.length > 0 ? 2 : 1
  const head = `{\n  "version": ${version},\n  "name": ${JSON.stringify(name)},\n  "stages": [\n${lines.join(',\n')}\n  ]`
  if (templates.length === 0) return `${head}\n}\n`
  const kept = templates.map(({ name, text }) => `    ${JSON.stringify({ name, text })}`)
  return `${head},\n  "templates": [\n${kept.join(',\n')}\n  ]\n}\n`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const offset = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length)
    throw refused('set-not-json', String(lineOf(text, offset)))
  }
}

function codeFor(key: PropertyKey | undefined): ErrorCode {
  if (key === 'title') return 'set-title-wrong'
  return key === 'color' ? 'set-color-wrong' : 'set-malformed'
}

function refused(code: ErrorCode, subject: string): AppError {
  return new AppError(code, 'A file is no stage set', { subject })
}
