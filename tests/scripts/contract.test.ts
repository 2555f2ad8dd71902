import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startDemoPortal } from '../../electron/demo/portal.ts'
import { onWindows } from '../support/platform.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

type Ended = { code: number | null; output: string }

/** Runs `npm run contract` without npm; `interruptAt`: a Ctrl+C follows when this has been printed. */
async function run(args: string[], interruptAt?: RegExp): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/contract.ts', ...args], { cwd: root })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  let isInterrupted = false
  const read = (chunk: Buffer) => {
    output += chunk.toString()
    if (isInterrupted || !interruptAt?.test(output)) return
    isInterrupted = true
    child.kill('SIGINT')
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

test('it passes on a demo portal, ends with the counts and writes them down', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-contract-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'out.json')
  const { code, output } = await run(['--json', file])
  expect(output.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, 0 failed, \d+ probed$/)
  expect(code).toBe(0)
  const { cases } = JSON.parse(await readFile(file, 'utf8')) as { cases: object[] }
  expect(Object.keys(cases[0] ?? {})).toEqual(['section', 'name', 'outcome', 'milliseconds', 'seen'])
})

// Windows has no Ctrl+C that one program could send to another.
test.skipIf(onWindows)(
  'on a portal of somebody it says first what it will do, and tidies up after Ctrl+C',
  async () => {
    const portal = await startDemoPortal({ file: null, key: 'a key for tests' })
    onTestFinished(portal.close)
    const { code, output } = await run(['--webhook', portal.webhook], /✓/)
    expect(output.indexOf('It will make tasks')).toBeLessThan(output.indexOf('✓'))
    expect(output).toContain('Everything that was made is removed.\nYour 5 stages are as they were')
    expect(output).not.toContain(portal.webhook.split('/').at(-2))
    expect(code).toBe(130)
  },
)

test('what is no webhook address is refused and not repeated', async () => {
  const { code, output } = await run(['--webhook', 'https://example.com/secretsecret1234'])
  expect(code).toBe(2)
  expect(output).toContain('no address of an incoming webhook')
  expect(output).not.toContain('secretsecret1234')
})
