import { applicationId } from '../../electron/application-id.ts'
import { summonKeys } from '../../scripts/desktop/hands.ts'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DemoPortal, startDemoPortal } from '../../electron/demo/portal.ts'
import { waitFor } from '../../scripts/system/wait.ts'
import { freePort } from '../support/free-port.ts'
import { createPerson, type Person } from './person.ts'
import { confinements } from './sandbox.ts'
import { handsOf } from './windows.ts'

const execute = promisify(execFile)
const deb = process.env['QUICKPLAN_DEB'] ?? ''
const program = '/usr/lib/quickplan/quickplan'
const desktopFile = `/usr/share/applications/${applicationId}.desktop`

let person: Person
let hands: ReturnType<typeof handsOf>
let portal: DemoPortal
let main = ''
const inData = (name = '') => join(person.home, '.config', 'Quickplan', name)

test('the package brings the manual and the completions', async () => {
  const { stdout } = await execute('dpkg-deb', ['--contents', deb])
  for (const name of [
    'man/man1/quickplan.1.gz',
    'bash-completion/completions/quickplan',
    'zsh/vendor-completions/_quickplan',
    'fish/vendor_completions.d/quickplan.fish',
  ])
    expect(stdout).toContain(` ./usr/share/${name}\n`)
})

beforeAll(async () => {
  await execute('dpkg', ['-i', deb])
  portal = await startDemoPortal({ file: null, key: 'a key for the package' })
  person = await createPerson()
  hands = handsOf(person)
})

afterAll(async () => {
  await person.remove()
  await portal.close()
  if (existsSync(program)) await execute('dpkg', ['-r', 'quickplan'])
})

async function titlesOnPortal(): Promise<string[]> {
  const reply = await fetch(`${portal.webhook}tasks.task.list`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ select: ['ID', 'TITLE'] }),
  })
  const { result } = (await reply.json()) as { result: { tasks: { title: string }[] } }
  return result.tasks.map(({ title }) => title)
}

const arrives = (title: string) =>
  waitFor(
    `the task ${title}`,
    async () => (await titlesOnPortal()).filter((one) => one === title).length === 1,
    30_000,
  )

describe('the installed package', () => {
  test('has a valid desktop file', async () => {
    expect((await execute('desktop-file-validate', [desktopFile])).stdout).toBe('')
  })

  test('is the handler of quickplan:// links', async () => {
    const { out } = await person.run('xdg-mime', ['query', 'default', 'x-scheme-handler/quickplan'])
    expect(out.trim()).toBe(`${applicationId}.desktop`)
  })

  test("has Chromium's sandbox helper ready, for systems that forbid user namespaces", async () => {
    const { uid, mode } = await stat('/usr/lib/quickplan/chrome-sandbox')
    expect({ uid, mode: mode & 0o7777 }).toEqual({ uid: 0, mode: 0o4755 })
  })

  test('answers on the command line without a display', async () => {
    const { out, code } = await person.run('env', ['-u', 'DISPLAY', 'quickplan', '--version'])
    expect({ out, code }).toEqual({ out: '0.1.0\n', code: 0 })
  })
})

describe('the app, started by an ordinary user', () => {
  test('shows its window, and listens to no debugger', async () => {
    const debugPort = await freePort()
    person.start('quickplan', `--remote-debugging-port=${debugPort}`, '--inspect=0')
    main = await hands.focused()
    expect(await isListening(debugPort)).toBe(false)
    expect(existsSync(inData('DevToolsActivePort'))).toBe(false)
  })

  test('has windows that the desktop can tell to be those of its desktop file', async () => {
    const { out } = await person.run('xprop', ['-id', main, 'WM_CLASS'])
    const wanted = /^StartupWMClass=(.+)$/m.exec(await readFile(desktopFile, 'utf8'))?.[1]
    expect(out).toContain(`"${wanted ?? 'none'}"`)
  })

  test("keeps its windows in Chromium's sandbox", async () => {
    const found = await confinements(person.uid, program)
    const renderers = found.filter(({ type }) => type === 'renderer')
    expect(renderers.length).toBeGreaterThan(0)
    for (const one of renderers) expect(one).toMatchObject({ seccomp: true, ownPids: true })
    expect(found.flatMap((one) => one.arguments)).not.toContain('--no-sandbox')
  })

  test('signs in with a webhook that is pasted into its first window', async () => {
    await hands.press('Tab', 'Tab', 'Tab')
    await hands.type(portal.webhook)
    await hands.press('Return')
    await waitFor('the account', async () =>
      (await readFile(inData('accounts.json'), 'utf8')).includes('"webhook"'),
    )
    expect(await readFile(inData('accounts.json'), 'utf8')).not.toContain(portal.webhook.split('/').at(-2))
  })

  test('captures a thought that is typed into its capture window', async () => {
    await hands.press(summonKeys)
    await hands.focused(main)
    await hands.type('Typed into the installed app')
    await hands.press('Return')
    await arrives('Typed into the installed app')
  })

  test('captures what comes by the command line, and tells so', async () => {
    const { out, code } = await person.run('quickplan', ['add'], 'One from a pipe\nДва из файла\n')
    expect({ out, code }).toEqual({ out: 'Saved: One from a pipe\nSaved: Два из файла\n', code: 0 })
    await arrives('One from a pipe')
    await arrives('Два из файла')
  })

  test('tells a refusal by its exit code', async () => {
    expect((await person.run('quickplan', ['add'])).code).toBe(2)
  })

  test('opens its capture window for a link', async () => {
    const { code } = await person.run('xdg-open', ['quickplan://capture?text=From%20a%20link'])
    expect(code).toBe(0)
    await hands.focused(main)
    await hands.press('Return')
    await arrives('From a link')
  })

  test('keeps its data from others', async () => {
    expect((await stat(inData())).mode & 0o777).toBe(0o700)
    expect((await stat(inData('endpoint.json'))).mode & 0o777).toBe(0o600)
  })

  test('does not start by itself with the session', async () => {
    expect(existsSync(join(person.home, '.config', 'autostart'))).toBe(false)
    expect((await readdir('/etc/xdg/autostart').catch(() => [])).join()).not.toContain('quickplan')
  })
})

describe('after its removal', () => {
  test('nothing of the package is left, and all of the data', async () => {
    const owned = (await execute('dpkg', ['-L', 'quickplan'])).stdout.split('\n')
    const files = owned.filter((path) => /quickplan/.test(path))
    const data = await readdir(inData())
    await execute('dpkg', ['-r', 'quickplan'])
    expect(files.filter((path) => existsSync(path))).toEqual([])
    const status = await execute('dpkg-query', ['-W', '-f', '${db:Status-Status}', 'quickplan']).catch(
      () => null,
    )
    expect(status?.stdout ?? 'not-installed').toBe('not-installed')
    expect(await readdir(inData())).toEqual(
      expect.arrayContaining(data.filter((name) => name.endsWith('.json'))),
    )
  })
})

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
  })
}
