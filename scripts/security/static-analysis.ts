import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../system/project.ts'
import type { Outcome } from './verdict.ts'

const run = promisify(execFile)
const own = join(root, 'scripts/security')
const program = join(own, 'node_modules/@doyensec/electronegativity/dist/index.js')

/** Electronegativity over our sources, fetched on demand. It does not know Svelte; the probes look at the pages. */
export async function staticAnalysis(electronVersion: string): Promise<Outcome> {
  const problem = await fetchIt()
  if (problem !== null) return { notAsked: problem }
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-sources-'))
  try {
    for (const name of ['electron', 'renderer', 'package.json']) {
      await cp(join(root, name), join(folder, 'in', name), { recursive: true })
    }
    const report = join(folder, 'report.csv')
    const words = [program, '-i', join(folder, 'in'), '-r', '-e', electronVersion, '-o', report]
    await run(process.execPath, words, { timeout: 300_000, maxBuffer: 10_000_000 })
    const findings = findingsIn(await readFile(report, 'utf8'))
    return { findings, note: `electronegativity 1.10.3, ${String(findings.length)} findings` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The rows of its report as `CHECK file: line of code`, without places that move with every edit. */
export function findingsIn(csv: string): string[] {
  const [header = '', ...rows] = csv.trim().split('\n')
  if (!header.startsWith('issue,')) throw new Error('The report of electronegativity has another form')
  return rows.filter(Boolean).map((row) => {
    const [issue, , , file, , sample = ''] = cells(row)
    return sample === 'N/A' ? String(issue) : `${String(issue)} ${String(file)}: ${sample}`
  })
}

const cells = (row: string): string[] =>
  [...row.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('""', '"').trim(),
  )

/** Null when it is there; its lock file says exactly what. None of the packages may run anything. */
async function fetchIt(): Promise<string | null> {
  const lock = await stat(join(own, 'package-lock.json'))
  const there = await stat(join(own, 'node_modules/.package-lock.json')).catch(() => null)
  if (existsSync(program) && there !== null && there.mtimeMs >= lock.mtimeMs) return null
  const words = ['ci', '--prefix', own, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  try {
    await run('npm', words, { cwd: own, timeout: 300_000, shell: process.platform === 'win32' })
    return null
  } catch {
    return 'electronegativity could not be fetched from npm'
  }
}
