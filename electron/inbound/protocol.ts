import type { Capture, Parsed, Problem } from '../model.ts'

/** What is wrong with a message, or with the way it came. */
export type InboundFault =
  'not-json' | 'input-invalid' | 'token-wrong' | 'action-unknown' | 'too-long' | 'too-slow' | 'cut-off'

/** A problem with one of several lines, counted from 1. All lines before it are kept, all from it on are not. */
export type LineProblem = Problem & { line: number }

/** What came of adding lines. */
export type Added = { captures: Capture[]; problem: LineProblem | null }

/** One line of JSON behind each message. `error`: a fault of the message; `problem`: the app could not do it. */
export type InboundReply =
  | { ok: true; version: string }
  | { ok: true }
  | { ok: true; parsed: Parsed[] }
  | { ok: true; captures: Capture[] }
  | { ok: false; error: InboundFault }
  | { ok: false; error: 'problem'; problem: Problem & { line?: number }; captures: Capture[] }

/** What a client may ask. A line is the whole text of one capture, so it may have line breaks in it. */
export type InboundRequest =
  | { do: 'ping' }
  | { do: 'capture'; text?: string }
  | { do: 'parse'; lines: string[] }
  | { do: 'add'; lines: string[] }

/** What the app keeps in its data folder for clients: `endpoint.json`. `address` and `token` are null while it does not run. */
export type Endpoint = {
  address: string | null
  token: string | null
  /** The program that starts the app, and its arguments. */
  start: string[]
}
