import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const prose =
  /^(?:licen[cs]e|changelog|history|readme|notice|contributing|security|migration|docs?)[\w.-]*(?:\.(?:md|txt))?$/i

/**
 * Lines of ordinary text that name no day and no time: licences, changelogs and documentation of the packages, and our
 * own translations. Each once, the same on every machine with the same packages.
 */
export function corpusLines(): string[] {
  const files = packagesIn(join(root, 'node_modules')).flatMap(proseIn)
  const lines = [...files.flatMap(linesOf), ...translations()]
  return [...new Set(lines)].filter(isOrdinary).filter((_, at) => at % 2 === 0)
}

function packagesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => (name.startsWith('@') ? packagesIn(join(folder, name)) : [join(folder, name)]))
    .sort()
}

function proseIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && prose.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort()
}

/** Without what is code, and without the marks of Markdown. */
function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .slice(0, 40_000)
    .replace(/```[\s\S]*?(?:```|$)/g, '')
    .split('\n')
    .filter((line) => !/^(?: {4}|\t|\s*[|<])/.test(line))
    .map((line) => line.replace(/^[\s#>*•-]+/, '').trim())
}

function translations(): string[] {
  const folder = join(root, 'resources/translations')
  return ['en', 'ru'].flatMap((language) =>
    readdirSync(join(folder, language)).flatMap((name) =>
      textsOf(JSON.parse(readFileSync(join(folder, language, name), 'utf8'))),
    ),
  )
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

// A day or a moment in so many words: changelogs are full of days, and rightly understood.
const calendarDay =
  /\d{4}[-/.]\d\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:19|20)\d\d\b|tomorrow|in a minute|this friday|завтра|через минуту/i

const isOrdinary = (line: string) =>
  line.length >= 20 && line.length <= 240 && line.split(/\s+/).length >= 4 && !calendarDay.test(line)
