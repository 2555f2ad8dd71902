import { existsSync } from 'node:fs'
import { electronsName, readFuses } from '../package/fuses.ts'
import type { Outcome } from './verdict.ts'

/** Reads the fuses of a program; a program that is not there is a finding. */
export async function fuses(program: string): Promise<Outcome> {
  if (!existsSync(program))
    return { findings: ['not packaged yet'], note: 'npm run package makes what is read' }
  const readings = await readFuses(program)
  const wrong = readings.filter(({ isRight }) => !isRight)
  return {
    findings: wrong.map(({ name, found }) => `${electronsName(name)} is ${found}`),
    note: `${String(readings.length - wrong.length)} fuses as wished`,
  }
}
