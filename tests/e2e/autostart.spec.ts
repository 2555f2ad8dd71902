import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handsOn } from '../../scripts/desktop/hands.ts'
import { waitFor } from '../../scripts/system/wait.ts'
import { wordsOfExec } from '../support/exec-line.ts'
import { expect, test as base } from '../support/app/portal.ts'
import { runQuickplan } from '../support/inbound/quickplan.ts'
import { startTrayHost, type TrayHost } from '../support/app/tray.ts'

/** A place for a person's settings of the desktop, the desktop's tray, and a way to start programs on it. */
type Session = {
  config: string
  tray: TrayHost
  start: (words: string[]) => ChildProcess
  visible: (title: string) => Promise<string>
}

const test = base.extend<{ session: Session }>({
  session: async ({ desktop }, use) => {
    const config = await mkdtemp(join(tmpdir(), 'quickplan config '))
    const tray = await startTrayHost(desktop.busAddress)
    const started: ChildProcess[] = []
    await use({
      config,
      tray,
      start: ([program = '', ...args]) => {
        const env = { ...desktop.env, XDG_CONFIG_HOME: config }
        const child = spawn(program, args, { env, stdio: 'ignore' })
        started.push(child)
        return child
      },
      // xdotool fails where it finds none
      visible: (title) =>
        handsOn(desktop)
          .xdotool('search', '--onlyvisible', '--name', title)
          .catch(() => ''),
    })
    for (const child of started) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill()
      await once(child, 'exit')
    }
    tray.stop()
    await rm(config, { recursive: true })
  },
})

test('switched on in Settings, the app is started without a window by what it has written; off, nothing is left', async ({
  launch,
  session,
}) => {
  const entry = join(session.config, 'autostart', 'io.quickplan.Quickplan.desktop')
  const app = await launch({ args: ['--demo'], env: { XDG_CONFIG_HOME: session.config } })
  const main = await app.main()
  await main.getByRole('button', { name: 'Settings' }).click()
  const choice = main.getByRole('switch', { name: 'Start with the computer' })
  await expect(choice).not.toBeChecked()
  await choice.click()
  await expect(choice).toBeChecked()
  const words = wordsOfExec(await readFile(entry, 'utf8'))
  await choice.click()
  await expect(choice).not.toBeChecked()
  await expect(stat(entry)).rejects.toMatchObject({ code: 'ENOENT' })
  await app.close()

  session.start(words)
  const answers = async () => (await runQuickplan(app.dataDir, ['parse', 'x', '--wait', '0'])).code === 0
  await waitFor('the app at its socket', answers, 60_000)
  expect(await session.visible('^Quickplan$')).toBe('')
  await session.tray.click('Quick add')
  await expect.poll(() => session.visible('^Quickplan$')).not.toBe('')
})

test('a start that cannot be arranged is told at its switch, which stays off', async ({
  launch,
  session,
}) => {
  await mkdir(session.config, { recursive: true })
  await writeFile(join(session.config, 'autostart'), 'no folder')
  const app = await launch({ args: ['--demo'], env: { XDG_CONFIG_HOME: session.config } })
  const main = await app.main()
  await main.getByRole('button', { name: 'Settings' }).click()
  const choice = main.getByRole('switch', { name: 'Start with the computer' })
  await choice.click()
  await expect(main.getByRole('alert')).toContainText(
    'autostart/io.quickplan.Quickplan.desktop could not be written',
  )
  await expect(choice).not.toBeChecked()
})
