import type { Named, Parsed } from '../model.ts'

/** A capture that was typed in one line: `\n` stands for a line break, and `\\` stays what it is in a capture. */
export function fromLine(line: string): string {
  return line.replace(/\\\\|\\n/g, (sign) => (sign === '\\n' ? '\n' : sign))
}

/** What a capture will become, as one line of JSON; what is absent is null or `[]`. */
export function toLine(parsed: Parsed): string {
  const { title, deadline, startPlan, endPlan, priority, tags, people } = parsed
  const { project, stage, parent, crm = [], estimateSeconds, checklist, unresolved } = parsed
  const line = JSON.stringify({
    title,
    description: parsed.description || null,
    deadline,
    startPlan,
    endPlan,
    priority,
    tags,
    people: people.map(named),
    project: project && named(project),
    stage: stage && named(stage),
    parent: parent ? named(parent) : null,
    crm: crm.map(({ id }) => id),
    estimateSeconds,
    checklist,
    unresolved,
  })
  // Some readers of lines take these for line ends, too.
  return line.replace(
    /[\u0085\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function named({ text, id }: Named): { text: string; id: number } {
  return { text, id }
}
