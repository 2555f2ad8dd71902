import errors from '../../resources/translations/en/error.json'
import type { Capture, Parsed, Problem } from '../model.ts'
import type { InboundReply, InboundFault } from '../inbound/protocol.ts'

type Refusal = Extract<InboundReply, { ok: false }>

const faults: Record<InboundFault, string> = {
  'not-json': 'Quickplan could not read the request.',
  'input-invalid': 'Quickplan does not take such a text: it may be too long.',
  'token-wrong': 'Quickplan has been restarted meanwhile: try again.',
  'action-unknown': 'The Quickplan that runs does not know this command: it is older than this program.',
  'too-long': 'This is too long for one request.',
  'too-slow': 'The request took too long.',
  'cut-off': 'The request was cut off.',
}

/** A refusal in a sentence: what was kept, and why the rest was not. */
export function refusalText(refusal: Refusal): string {
  if (refusal.error !== 'problem') return faults[refusal.error]
  const { problem, captures } = refusal
  if (problem.line === undefined) return problemText(problem)
  const kept = captures.length === 0 ? 'Nothing was saved' : `${captures.length} saved, the others not`
  return `${kept}, because of line ${problem.line}: ${problemText(problem)}`
}

/** What is shown of a line that has no title. */
export const untitledText = (line: number) => `Line ${line}: ${problemText({ code: 'title-empty' })}`

/** A saved capture, or what would become of a text, in one line of words. */
export function summary({
  title,
  deadline,
  titleCut,
}: Pick<Capture | Parsed, 'title' | 'deadline'> & Pick<Parsed, 'titleCut'>): string {
  // 2026-11-23T15:00:00+03:00 is a wall clock's time, and told as such.
  const due = deadline === null ? '' : ` (due ${deadline.slice(0, 16).replace('T', ' ')})`
  return `${title}${due}${titleCut ? ' (the rest of the title goes into the description)' : ''}`
}

function problemText({ code, subject }: Problem): string {
  const words: { what: string; what_subject?: string } = errors[code]
  return subject === undefined
    ? words.what
    : (words.what_subject ?? words.what).replace('{{subject}}', subject)
}
