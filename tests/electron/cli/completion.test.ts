import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { completions, shells, type Shell } from '../../../electron/cli/completion.ts'
import { usage } from '../../../electron/cli/arguments.ts'
import { manual } from '../../../electron/cli/manual.ts'
import { onWindows } from '../../support/platform.ts'

const run = promisify(execFile)
const isThere = (program: string) =>
  !onWindows && ['/bin/', '/usr/bin/'].some((folder) => existsSync(folder + program))

/** The script for a shell in a file of its own, for that shell to read. */
async function scriptFor(shell: Shell): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'completion-')), 'script')
  await writeFile(path, completions[shell])
  return path
}

test.each(shells)('for %s every switch that --help names is there', (shell) => {
  for (const [name] of usage.matchAll(/--[a-z-]{3,}/g)) expect(completions[shell]).toContain(name.slice(2))
})

describe.runIf(isThere('bash'))('in bash', () => {
  const complete = async (...words: string[]) => {
    const line = words.map((word) => `'${word}'`).join(' ')
    const program = `source "$0"; COMP_WORDS=(quickplan ${line}); COMP_CWORD=${String(words.length)}; _quickplan; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout } = await run('bash', ['--norc', '-c', program, await scriptFor('bash')], { cwd: '/' })
    return stdout.split('\n').filter((word) => word !== '')
  }

  test.each([
    [['a'], ['add']],
    [['--c'], ['--capture']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'powershell'],
    ],
    [
      ['add', '--d'],
      ['--dry-run', '--data'],
    ],
    [['add', '--data', '/us'], ['/usr']],
    [['add', '--wait', ''], []],
    [['add', '--', '--d'], []],
    [['add', 'a'], []],
  ])('%j goes on with %j', async (words, found) => expect(await complete(...words)).toEqual(found))
})

test.runIf(isThere('zsh'))('zsh takes the script, and knows the command by it', async () => {
  const program = 'autoload -Uz compinit && compinit -D -u && source $1 && print $_comps[quickplan]'
  const { stdout } = await run('zsh', ['-f', '-c', program, 'zsh', await scriptFor('zsh')])
  expect(stdout.trim()).toBe('_quickplan')
})

describe.runIf(isThere('fish'))('in fish', () => {
  test.each([
    ['quickplan a', ['add']],
    ['quickplan completion f', ['fish']],
    ['quickplan add --dr', ['--dry-run']],
  ])('%s goes on with %j', async (line, found) => {
    const home = await mkdtemp(join(tmpdir(), 'fish-'))
    const program = `source ${await scriptFor('fish')}; complete -C '${line}'`
    const { stdout } = await run('fish', ['--no-config', '-c', program], {
      env: { ...process.env, HOME: home },
    })
    expect(stdout.split('\n').flatMap((each) => each.split('\t')[0] || [])).toEqual(found)
  })
})

test.runIf(isThere('man'))(
  'the manual says what --help says, and man has nothing to complain of',
  async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'manual-')), 'quickplan.1')
    await writeFile(path, manual('1.2.3'))
    const env = { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '160' }
    const { stdout, stderr } = await run('man', ['--warnings', '--local-file', path], { env })
    expect(stderr).toBe('')
    for (const line of usage.split('\n')) expect(stdout).toContain(line.trim())
  },
)
