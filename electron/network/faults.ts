import type { ErrorCode } from '../model.ts'

type Details = {
  /** What is to blame, fit to be shown: the portal's host, or the proxy's. */
  subject: string
  cause?: unknown
}

/** A connection that did not come about. Nothing of a request was sent; no secret and no address is in it. */
export class ConnectionFault extends Error {
  readonly problem: ErrorCode
  readonly subject: string
  /** In the form of Node's own network errors, for logs. */
  readonly code: string

  constructor(problem: ErrorCode, { subject, cause }: Details) {
    super(`The connection failed: ${problem}`, cause === undefined ? undefined : { cause })
    this.problem = problem
    this.subject = subject
    this.code = problem.toUpperCase().replaceAll('-', '_')
  }
}

/** The fault behind what `fetch` threw, or null for anything else; `fetch` wraps it once or twice. */
export function connectionFaultIn(error: unknown): ConnectionFault | null {
  for (let depth = 0, at = error; depth < 5 && at instanceof Error; depth += 1, at = at.cause) {
    if (at instanceof ConnectionFault) return at
  }
  return null
}
