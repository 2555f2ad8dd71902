import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from '../system/project.ts'
import type { Outcome } from './verdict.ts'

const run = promisify(execFile)

type Report = {
  vulnerabilities?: Record<string, { name: string; severity: string; via: (string | { title: string })[] }>
}

/** Asks npm for known weaknesses; where it cannot be asked, that is said, and is no pass. */
export async function audit({ production }: { production: boolean }): Promise<Outcome> {
  const words = ['audit', '--json', ...(production ? ['--omit=dev'] : ['--audit-level=high'])]
  const options = { cwd: root, timeout: 90_000, maxBuffer: 50_000_000, shell: process.platform === 'win32' }
  // It ends with 1 where it has found something, and says so on the standard output all the same.
  const said = await run('npm', words, options).catch((error: unknown) => error as { stdout?: string })
  return readAudit(said.stdout ?? '', production)
}

/** What an answer of `npm audit --json` means: of production packages everything counts, of others the grave ones. */
export function readAudit(text: string, production: boolean): Outcome {
  const report = parse(text)
  if (report?.vulnerabilities === undefined)
    return { notAsked: 'could not be asked: the registry has no audit here' }
  const all = Object.values(report.vulnerabilities)
  const counted = all.filter(({ severity }) => production || severity === 'high' || severity === 'critical')
  return {
    findings: counted.map(({ name, severity, via }) => `${name}: ${severity}, ${titleOf(via)}`),
    note: `${String(all.length)} known weaknesses`,
  }
}

const titleOf = (via: (string | { title: string })[]) =>
  via.map((one) => (typeof one === 'string' ? `by ${one}` : one.title)).join('; ')

function parse(text: string): Report | null {
  try {
    return JSON.parse(text) as Report
  } catch {
    return null // npm has failed before it could answer
  }
}
