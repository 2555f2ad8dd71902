import { existsSync } from 'node:fs'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import type { Outcome } from './verdict.ts'

/** How the fuses of a packaged app must stand. https://www.electronjs.org/docs/latest/tutorial/fuses */
export const expectedFuses: Readonly<Record<string, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
}

// The characters `0`, `1` and `r` in the program's fuse wire.
const states: Record<string, string> = { 48: 'off', 49: 'on', 114: 'removed' }

/** Reads the fuses of a program; a program that is not there is a finding. */
export async function fuses(program: string): Promise<Outcome> {
  if (!existsSync(program))
    return { findings: ['not packaged yet'], note: 'npm run package makes what is read' }
  const wire = await getCurrentFuseWire(program)
  const findings = Object.entries(expectedFuses).flatMap(([name, expected]) => {
    const state = states[String(wire[FuseV1Options[name as keyof typeof FuseV1Options]])] ?? 'missing'
    return state === (expected ? 'on' : 'off') ? [] : [`${name} is ${state}`]
  })
  return { findings, note: `${String(Object.keys(expectedFuses).length - findings.length)} fuses as wished` }
}
