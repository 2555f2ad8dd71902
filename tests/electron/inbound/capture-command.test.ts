import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { captureCommand } from '../../../electron/inbound/capture-command.ts'
import { onWindows } from '../../support/platform.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "it's a $HOME `folder` "))
  await writeFile(join(folder, 'client.mjs'), '')
  await writeFile(join(folder, 'node'), `#!/bin/sh\nprintf '%s\\n' "$@"\n`)
  await chmod(join(folder, 'node'), 0o700)
})
afterAll(() => rm(folder, { recursive: true }))

const installation = () => ({
  platform: 'linux' as NodeJS.Platform,
  client: join(folder, 'client.mjs'),
  path: ['/nowhere', folder].join(delimiter),
  app: ['/opt/Quickplan/quickplan'],
  dataFolder: null,
})

test.skipIf(onWindows)(
  'a POSIX shell that gets the command runs the client with its arguments as they are',
  async () => {
    const command = captureCommand({ ...installation(), dataFolder: join(folder, 'data\\') })
    const { stdout } = await promisify(execFile)('sh', ['-c', command])
    const words = [join(folder, 'client.mjs'), '--capture', '--data', join(folder, 'data\\')]
    expect(stdout).toBe(`${words.join('\n')}\n`)
  },
)

test('without Node, or without the client, the app itself is named', () => {
  const withoutNode = captureCommand({ ...installation(), path: '/nowhere' })
  const withoutClient = captureCommand({ ...installation(), client: join(folder, 'absent.mjs') })
  expect([withoutNode, withoutClient]).toEqual(Array(2).fill('/opt/Quickplan/quickplan --capture'))
})

test('on Windows words with spaces stand in double quotes', () => {
  const app = ['C:\\Program Files\\Quickplan\\Quickplan.exe', '--user-data-dir=C:\\My data\\']
  expect(captureCommand({ ...installation(), platform: 'win32', app })).toBe(
    '"C:\\Program Files\\Quickplan\\Quickplan.exe" "--user-data-dir=C:\\My data\\\\" --capture',
  )
})
