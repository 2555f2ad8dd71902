import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyBeside, readArguments } from '../../../electron/demo/cli.ts'
import type { DemoPortal } from '../../../electron/demo/portal.ts'
import { addTask, get, startPortal } from './support.ts'
import { othersWithAccess } from '../../support/privacy.ts'
import { onWindows } from '../../support/platform.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const running: ChildProcess[] = []
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-portal-'))
})

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/portal.ts', ...args], {
    cwd: root,
    env: { ...process.env, XDG_DATA_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return { child, ended, errors: text(child.stderr) }
}

async function serve(...args: string[]) {
  const started = run('--port', '0', '--json', ...args)
  const [chunk] = (await once(started.child.stdout, 'data')) as [Buffer]
  return { ...started, portal: JSON.parse(chunk.toString()) as DemoPortal }
}

describe('the command', () => {
  test('prints one JSON line, serves, and keeps the data and the webhooks when it is stopped', async () => {
    const first = await serve('--fresh')
    expect(Object.keys(first.portal)).toEqual(['url', 'webhook', 'users', 'oauth', 'pages'])
    expect((await get(`${first.portal.webhook}profile`)).body.result.ID).toBe('1')
    const id = await addTask(first.portal, { title: 'Kept by the command' })
    first.child.kill('SIGTERM')
    // Windows has no signals: there a program is ended as by force, and what was said to be kept is.
    expect(await first.ended).toBe(onWindows ? null : 0)

    const file = join(folder, 'quickplan-portal', 'portal.json')
    expect(await readFile(file, 'utf8')).toContain('Kept by the command')
    expect(await othersWithAccess(join(folder, 'quickplan-portal', 'portal.key'))).toEqual([])

    const second = await serve('--redirect-uri', 'http://localhost:7123/back', '--faults')
    const { redirectUri, clientId, clientSecret } = second.portal.oauth
    expect(redirectUri).toBe('http://localhost:7123/back')
    expect([clientId, clientSecret]).toEqual([first.portal.oauth.clientId, first.portal.oauth.clientSecret])
    expect((await get(`${second.portal.url}/__faults`)).status).toBe(200)
    const code = first.portal.webhook.split('/').at(-2) ?? ''
    const again = `${second.portal.url}/rest/1/${code}/tasks.task.get?taskId=${id}`
    expect((await get(again)).body.result.task.title).toBe('Kept by the command')
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(onWindows ? null : 0)
  })

  test('a taken port is said, with exit code 1', async () => {
    const { port } = new URL((await startPortal()).url)
    const { ended, errors } = run('--port', port, '--data', join(folder, 'other.json'))
    expect(await ended).toBe(1)
    expect(await errors).toContain(`Port ${port} is taken`)
  })

  test('an unknown flag is said, with exit code 2', async () => {
    const { ended, errors } = run('--nonsense')
    expect(await ended).toBe(2)
    expect(await errors).toContain('--nonsense')
  })
})

describe('its arguments', () => {
  test('have defaults', () => {
    const file = join(folder, 'quickplan-portal', 'portal.json')
    expect(readArguments([], { XDG_DATA_HOME: folder })).toEqual({
      port: 8024,
      file,
      fresh: false,
      language: 'en',
      tls: null,
      office: false,
      json: false,
      help: false,
      redirectUri: 'http://localhost:17420/',
      limits: false,
      faults: false,
      variant: 'snapshot',
      size: { stages: 0, tasks: 0 },
    })
    expect(readArguments([], { XDG_DATA_HOME: 'relative' }).file).toMatch(/\.local.share.quickplan-portal/)
  })

  test.each([
    ['--port', '65536'],
    ['--port', 'x'],
    ['--port', ''],
    ['--language', 'de'],
    ['--data', ''],
    ['--variant', 'newest'],
    ['--redirect-uri', 'localhost:17420'],
    ['--redirect-uri', 'quickplan://signed-in'],
    ['--redirect-uri', ''],
    ['stray'],
  ])('%s %s are refused', (...args) => {
    expect(() => readArguments(args, {})).toThrow(Error)
  })

  test('name a certificate and its key, which belong together', () => {
    expect(readArguments(['--tls', '/a/cert.pem', '/a/key.pem'], {}).tls).toEqual({
      cert: resolve('/a/cert.pem'),
      key: resolve('/a/key.pem'),
    })
    expect(() => readArguments(['--tls', '/a/cert.pem'], {})).toThrow('--tls wants two files')
    expect(() => readArguments(['stray'], {})).toThrow('--tls wants two files')
  })

  test('the key is made once', async () => {
    const file = join(folder, 'portal.json')
    const key = await keyBeside(file)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(await keyBeside(file)).toBe(key)
  })
})
