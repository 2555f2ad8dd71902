import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDesktop } from '../desktop/desktop.ts'
import { startApp } from '../desktop/drive.ts'
import { runProbes, type Probing } from './probes/all.ts'
import type { Outcome } from './verdict.ts'

/** Starts the app on a desktop of its own and drives every probe in it. */
export async function probeRunningApp(): Promise<Probing[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-security-'))
  const desktop = await startDesktop()
  try {
    const app = await startApp({ desktop, dataDir, args: ['--demo'], env: { LANGUAGE: 'en' } })
    try {
      await (await app.main()).getByRole('group', { name: 'Inbox', exact: true }).waitFor()
      return await runProbes(app)
    } finally {
      await app.close()
    }
  } finally {
    await desktop.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Electron's checklist, https://www.electronjs.org/docs/latest/tutorial/security, by its numbers. */
export const checklist: Readonly<Record<number, string>> = {
  1: 'Only load secure content',
  2: 'No Node.js integration',
  3: 'Context isolation',
  4: 'Process sandboxing',
  5: 'Permission requests and checks',
  6: 'webSecurity stays on',
  7: 'Content Security Policy',
  8: 'No insecure content',
  9: 'No experimental features',
  10: 'No enableBlinkFeatures',
  11: 'No allowpopups for web views',
  12: 'Web views are checked before they are made',
  13: 'No navigation',
  14: 'No new windows',
  15: 'openExternal with trusted addresses only',
  16: 'A current Electron',
  17: 'The sender of every message is checked',
  18: 'No file: protocol',
  19: 'Fuses',
  20: 'No Electron in the pages',
}

/** Which items no probe drives: 16 and 19 are read, see the other checks. */
export const undriven = (probing: readonly Probing[]): number[] =>
  Object.keys(checklist)
    .map(Number)
    .filter((item) => item !== 16 && item !== 19)
    .filter((item) => !probing.some(({ probe }) => probe.items.includes(item)))

/** The outcome of one item: all findings of the probes that drive it. */
export function outcomeOf(item: number, probing: readonly Probing[]): Outcome {
  const mine = probing.filter(({ probe }) => probe.items.includes(item))
  return {
    findings: mine.flatMap(({ probe, findings }) => findings.map((one) => `${probe.name}: ${one}`)),
    note: mine.length === 0 ? 'no probe' : `${String(mine.length)} ${mine.length === 1 ? 'probe' : 'probes'}`,
  }
}
