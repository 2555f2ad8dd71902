import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { controlWords } from '../system/control-words.ts'
import type { Outcome } from './verdict.ts'

/** Looks through the built main process for what may be in scripts and tests only. */
export async function builtMain(folder: string): Promise<Outcome> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.[cm]?js$/.test(name))
  const findings: string[] = []
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8')
    findings.push(
      ...controlWords.filter((word) => text.includes(word)).map((word) => `${name} has “${word}”`),
    )
  }
  if (names.length === 0) findings.push('nothing is built')
  return { findings, note: `no control address in ${String(names.length)} files` }
}
