import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onWindows, underWine } from './platform.ts'

const run = promisify(execFile)

/**
 * Who besides its user can do something with a file or folder. On POSIX its mode says so. On Windows it is the access list
 * that it inherits from the user's own folder, and administrators and the system always may; under Wine nobody can be
 * asked.
 */
export async function othersWithAccess(path: string): Promise<string[]> {
  if (underWine) return []
  if (onWindows) return strangersIn(await accessListOf(path), await ownSid())
  const { mode } = await stat(path)
  return [...(mode & 0o070 ? ['the group'] : []), ...(mode & 0o007 ? ['everybody'] : [])]
}

/**
 * The SIDs that an access list lets in, without the user, the system, administrators and whoever owns the file.
 * https://learn.microsoft.com/en-us/windows/win32/secauthz/ace-strings
 */
export function strangersIn(sddl: string, user: string): string[] {
  const usual = new Set([user, 'SY', 'BA', 'OW', 'CO'])
  const entries = [...sddl.matchAll(/\(([^;)]*);([^;)]*);[^;)]*;[^;)]*;[^;)]*;([^;)]*)[^)]*\)/g)]
  return entries
    .filter(([, kind = '', flags = '']) => /^X?A$/.test(kind) && !flags.includes('IO'))
    .map(([, , , sid = '']) => sid)
    .filter((sid) => !usual.has(sid))
}

/** As SDDL, since what icacls prints is in the language of the computer. */
async function accessListOf(path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-acl-'))
  try {
    await run('icacls', [path, '/save', join(folder, 'acl')])
    return await readFile(join(folder, 'acl'), 'utf16le')
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function ownSid(): Promise<string> {
  const { stdout } = await run('whoami', ['/user', '/fo', 'csv', '/nh'])
  const sid = /S-1-[\d-]+/.exec(stdout)?.[0]
  if (sid === undefined) throw new Error('Windows does not say who its user is')
  return sid
}
