import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { leaksIn, processTraces } from './leaks.ts'

const secret = 's3cr3tc0de123456'
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'quickplan-leaks-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

test('a secret in a file, however deep and in whatever encoding, is found', async () => {
  await mkdir(join(dataDir, 'deep'))
  await writeFile(join(dataDir, 'deep', 'log'), Buffer.from(`before ${secret} after`, 'utf16le'))
  expect(await leaksIn({ dataDir, output: '', processes: '', traffic: '' }, [secret])).toEqual([
    `data folder: ${join(dataDir, 'deep', 'log')}`,
  ])
})

test('a secret in the output is found', async () => {
  expect(
    await leaksIn({ dataDir, output: `GET /rest/1/${secret}/x`, processes: '', traffic: '' }, [secret]),
  ).toEqual(['output'])
})

test('a secret that has crossed to a window is found', async () => {
  const traffic = JSON.stringify(['app:session.get', { ok: true, value: secret }])
  expect(await leaksIn({ dataDir, output: '', processes: '', traffic }, [secret])).toEqual(['traffic'])
})

test.runIf(process.platform === 'linux')('a secret among the arguments of a process is found', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)', secret])
  await new Promise((resolve) => child.once('spawn', resolve))
  const traces = { dataDir, output: '', processes: await processTraces(), traffic: '' }
  child.kill()
  expect(await leaksIn(traces, [secret])).toEqual(['processes'])
})

test('where there is no secret nothing is found', async () => {
  await writeFile(join(dataDir, 'settings.json'), '{"language":"en"}')
  expect(await leaksIn({ dataDir, output: 'fine', processes: 'quickplan', traffic: '' }, [secret])).toEqual(
    [],
  )
})
