/** What a benchmark found: one number for each round, in one unit. */
export type Measured = {
  name: string
  unit: 'ms' | 'MB' | 'KB' | '/s'
  rounds: number[]
  /** What it may be at most, in the unit: at the 95th percentile, or at all. Null: told only. */
  budget: number | null
}

/** The value that a share of the numbers does not exceed; the nearest of them, none is made up. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** One line a benchmark, with its median, its 95th percentile, its budget, and whether it is kept. */
export function tableOf(all: readonly Measured[]): string {
  const width = Math.max(...all.map(({ name }) => name.length))
  const lines = all.map(({ name, unit, rounds, budget }) => {
    const [median, p95] = [percentile(rounds, 0.5), percentile(rounds, 0.95)]
    const verdict = budget === null ? '' : p95 <= budget ? 'kept' : 'MISSED'
    const limit = budget === null ? '' : `≤ ${round(budget)} ${unit}`
    return [
      name.padEnd(width),
      `${round(median)} ${unit}`.padStart(12),
      `${round(p95)} ${unit}`.padStart(12),
      limit.padStart(12),
      verdict,
    ].join('  ')
  })
  const head = ['', 'median', 'p95', 'budget'].map((word, index) =>
    index ? word.padStart(12) : word.padEnd(width),
  )
  return [head.join('  '), ...lines].join('\n')
}

const round = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
