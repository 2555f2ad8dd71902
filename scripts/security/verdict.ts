/** What a check has found; a check that could not be made has found nothing, and has not been passed either. */
export type Outcome = { findings: string[]; note: string } | { notAsked: string }

/** A finding that is known and stays, with the reason for it. */
export type Accepted = { check: string; finding: string; reason: string }

export type Verdict = {
  check: string
  result: 'passed' | 'accepted' | 'failed' | 'not asked'
  note: string
  /** Why it failed: findings without a reason, and reasons without a finding. */
  failures: string[]
}

/** Compares what was found with what is written down: exactly, and in both directions. */
export function judge(check: string, outcome: Outcome, accepted: readonly Accepted[]): Verdict {
  if ('notAsked' in outcome) return { check, result: 'not asked', note: outcome.notAsked, failures: [] }
  const found = new Set(outcome.findings)
  const mine = accepted.filter((one) => one.check === check)
  const known = new Set(mine.map(({ finding }) => finding))
  const failures = [
    ...[...found].filter((finding) => !known.has(finding)),
    ...mine
      .filter(({ finding }) => !found.has(finding))
      .map(({ finding }) => `accepted, but found no more: ${finding}`),
    ...mine
      .filter(({ reason }) => reason.trim() === '')
      .map(({ finding }) => `accepted without a reason: ${finding}`),
  ]
  const excused =
    mine.length > 0 ? `${outcome.note}; ${String(mine.length)} accepted with a reason` : outcome.note
  const result = failures.length > 0 ? 'failed' : mine.length > 0 ? 'accepted' : 'passed'
  return { check, result, note: excused, failures }
}

/** Reasons for checks that do not exist excuse nothing, and are told. */
export const strayReasons = (checks: readonly string[], accepted: readonly Accepted[]): string[] =>
  accepted.filter(({ check }) => !checks.includes(check)).map(({ check }) => `There is no check ${check}`)

/** The verdicts as lines of a table, what failed below its line. */
export function table(verdicts: readonly Verdict[]): string {
  const rows = [
    ['check', 'result', 'note'],
    ...verdicts.map(({ check, result, note }) => [check, result, note]),
  ]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return rows
    .map(line)
    .flatMap((text, index) => [
      text,
      ...(verdicts[index - 1]?.failures ?? []).map((failure) => `    ✗ ${failure}`),
    ])
    .join('\n')
}
