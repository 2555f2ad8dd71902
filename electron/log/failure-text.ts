import { AppError } from '../errors.ts'

/** How deep a chain of causes is told. */
const deepest = 5
const frames = 12

/**
 * What of a failure may stand in a log: its kind, its code and the places in our code. Only an {@link AppError}, whose
 * message is written for logs, is quoted; all others may have quoted a title, an address or a path.
 */
export function failureOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`
  const cause =
    error.cause === undefined || depth === deepest
      ? ''
      : `\n  because of ${failureOf(error.cause, depth + 1)}`
  return `${nameOf(error)}${placesOf(error)}${cause}`
}

function nameOf(error: Error): string {
  if (error instanceof AppError) return `${error.code} (${error.message.replaceAll(/\s+/g, ' ')})`
  const { code, syscall } = error as NodeJS.ErrnoException
  return [error.name, code, syscall].filter(isWord).join(' ') || 'Error'
}

const isWord = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z_]\w{0,50}$/.test(value)

// `    at name (file:1:2)` or `    at file:1:2`. A title that was made to look like one is cut off with the message.
const frame =
  /^ {4}at (?:(?:async |new )*[\w$.<>#]+(?: \[as [\w$]+\])? \()?(?:file:\/\/|node:|\/|[A-Z]:[\\/])[^()\n]*:\d+:\d+\)?$/

function placesOf({ stack = '', message }: Error): string {
  const after = message === '' ? 0 : stack.indexOf(message) + message.length
  const places = stack
    .slice(after)
    .split('\n')
    .filter((line) => frame.test(line))
  return places
    .slice(0, frames)
    .map((line) => `\n${line}`)
    .join('')
}
