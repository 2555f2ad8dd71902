import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Outcome } from './verdict.ts'

const run = promisify(execFile)

/** Electron's newest three majors get security fixes. https://www.electronjs.org/docs/latest/tutorial/electron-timelines */
const supported = 3

/** Whether the Electron that the project asks for still gets fixes. */
export async function electronVersion(wanted: string): Promise<Outcome> {
  const words = ['view', 'electron', 'dist-tags.latest']
  const options = { timeout: 60_000, shell: process.platform === 'win32' }
  const answer = await run('npm', words, options).catch(() => null)
  const latest = answer?.stdout.trim() ?? ''
  if (!/^\d+\.\d+\.\d+$/.test(latest))
    return { notAsked: 'could not be asked: npm does not tell the newest release' }
  const behind = Number.parseInt(latest) - Number.parseInt(wanted)
  return {
    findings:
      behind < supported ? [] : [`Electron ${String(Number.parseInt(wanted))} gets no fixes any more`],
    note: `${wanted}, newest ${latest}`,
  }
}
