import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, link, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { root } from '../../../scripts/system/project.ts'
import { onWindows } from '../../support/platform.ts'
import { newFolder } from '../outbox/support.ts'

/** Writes the arguments that it was given, and ends with 7. */
const witness = (path: string) =>
  `require('node:fs').writeFileSync(${JSON.stringify(path)}, JSON.stringify(process.argv)); process.exit(7)`
const script = join(root, 'resources', 'windows', 'quickplan.cmd')

test('the command has the line breaks that Windows needs, and no letters of one alphabet', async () => {
  expect(await readFile(script, 'latin1')).toMatch(/^([\x20-\x7e]*\r\n)+$/)
})

describe.runIf(onWindows)('quickplan.cmd, installed in a folder with spaces and Cyrillic letters', () => {
  let folder: string
  let installed: string
  beforeEach(async () => {
    folder = await newFolder('command')
    installed = join(folder, 'Программы (x)', 'Quickplan')
    const client = join(installed, 'resources', 'app.asar.unpacked', 'out', 'main')
    await mkdir(client, { recursive: true })
    await copyFile(script, join(installed, 'quickplan.cmd'))
    await writeFile(join(folder, 'witness.cjs'), witness(join(folder, 'words.json')))
    const load = JSON.stringify(pathToFileURL(join(folder, 'witness.cjs')).href)
    await writeFile(join(client, 'quickplan.mjs'), `await import(${load})`)
  })

  const words = ['add', 'Позвонить Анне завтра 15:00', 'a & b', '--json']

  async function run(env: NodeJS.ProcessEnv) {
    const line = [join(installed, 'quickplan.cmd'), ...words].map((word) => `"${word}"`).join(' ')
    const child = spawn('cmd.exe', ['/d', '/s', '/c', `"${line}"`], {
      env,
      stdio: 'ignore',
      windowsVerbatimArguments: true,
    })
    const [code] = (await once(child, 'exit')) as [number | null]
    const given = JSON.parse(await readFile(join(folder, 'words.json'), 'utf8')) as string[]
    return { code, given }
  }

  test('it hands its arguments to the client, and its exit code back', async () => {
    const path = `${dirname(process.execPath)};${process.env['PATH'] ?? ''}`
    const { code, given } = await run({ ...process.env, PATH: path })
    expect(given.slice(2)).toEqual(words)
    expect(code).toBe(7)
  })

  test('without Node it hands them to the app', async () => {
    await link(process.execPath, join(installed, 'Quickplan.exe'))
    const load = `--require ${join(folder, 'witness.cjs').replaceAll('\\', '/')}`
    const { SystemRoot = 'C:\\Windows' } = process.env
    const { given } = await run({ SystemRoot, PATH: join(SystemRoot, 'System32'), NODE_OPTIONS: load })
    expect(given[0]).toMatch(/Quickplan\.exe$/)
    expect(given.slice(2)).toEqual(words.slice(1))
  })
})
