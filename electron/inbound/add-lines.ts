import { AppError, toProblem } from '../errors.ts'
import type { Capture, Parsed } from '../model.ts'
import type { Added } from './protocol.ts'

type Deps = {
  parse: (text: string) => Parsed
  /** Resolves when the capture is on disk. */
  save: (text: string) => Promise<Capture>
  onUnexpected: (error: unknown) => void
}

/**
 * Saves lines as captures, in their order. A line without a title is found before anything is saved, so that the
 * person can mend it and add all of them again without doubles.
 */
export async function addLines(lines: readonly string[], deps: Deps): Promise<Added> {
  const untitled = lines.findIndex((line) => deps.parse(line).title === '')
  if (untitled !== -1) return { captures: [], problem: { code: 'title-empty', line: untitled + 1 } }
  const captures: Capture[] = []
  for (const [index, line] of lines.entries()) {
    try {
      captures.push(await deps.save(line))
    } catch (error) {
      if (!(error instanceof AppError)) deps.onUnexpected(error)
      return { captures, problem: { ...toProblem(error), line: index + 1 } }
    }
  }
  return { captures, problem: null }
}
