import type { ErrorCode, Problem } from './model.ts'

type Details = Omit<Problem, 'code'> & ErrorOptions

/** A failure with a code, fit to show the user. Anything else that is thrown is a bug. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly subject: string | undefined
  readonly other: string | undefined
  readonly detail: string | undefined
  readonly waitSeconds: number | undefined

  /** `message` says what was tried; it is for logs, so it may hold no secret and no title. */
  constructor(
    code: ErrorCode,
    message: string,
    { subject, other, detail, waitSeconds, cause }: Details = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.subject = subject
    this.other = other
    this.detail = detail
    this.waitSeconds = waitSeconds
  }
}

/** What the windows are told of a failure: an expected one by its code, a bug as `unexpected` and nothing more. */
export function toProblem(error: unknown): Problem {
  if (!(error instanceof AppError)) return { code: 'unexpected' }
  return {
    code: error.code,
    ...(error.subject === undefined ? {} : { subject: error.subject }),
    ...(error.other === undefined ? {} : { other: error.other }),
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(error.waitSeconds === undefined ? {} : { waitSeconds: error.waitSeconds }),
  }
}
