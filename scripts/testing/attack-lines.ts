import { parseJson } from '../../electron/json.ts'

type Spec = {
  title: string
  tests: { status: string; results: { duration: number; error?: { message?: string } }[] }[]
}
type Suite = { specs?: Spec[]; suites?: Suite[] }

const verdicts: Readonly<Record<string, string>> = { expected: 'held', skipped: 'not run' }

/** A line for every test in Playwright's JSON report: `held`, `LOST` with the reason, or `not run`. */
export function attackLines(report: string): string[] {
  return specsIn((parseJson(report) ?? {}) as Suite).flatMap(({ title, tests }) =>
    tests.flatMap(({ status, results }) => {
      const last = results.at(-1)
      const line = `${(verdicts[status] ?? 'LOST').padEnd(7)} ${title} (${((last?.duration ?? 0) / 1_000).toFixed(1)} s)`
      const reason = last?.error?.message?.split('\n')[0]
      return reason === undefined ? [line] : [line, `        ${reason}`]
    }),
  )
}

const specsIn = ({ specs = [], suites = [] }: Suite): Spec[] => [...specs, ...suites.flatMap(specsIn)]
