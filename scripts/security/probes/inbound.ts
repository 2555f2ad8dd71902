import { execFile } from 'node:child_process'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensureElectron } from '../../electron/electron.ts'
import { root } from '../../system/project.ts'
import { sandboxArguments } from '../../electron/sandbox.ts'
import { waitFor } from '../../system/wait.ts'
import type { Probe } from './probe.ts'

type Given = {
  transport: { invoke(name: string, input?: unknown): Promise<{ ok: boolean; value?: unknown }> }
}

const run = promisify(execFile)

// Chromium has files of its own there, which nobody else gets to, as the folder is shut.
const ours = /^(?:[a-z-]+\.json$|(?:captures|attachments|boards|names|logs)(?:\/|$))/

/** What comes from outside or goes there: web addresses, links, files, the socket. */
export const inboundProbes: Probe[] = [
  {
    name: 'Only web pages of the connected portal are opened in the browser',
    items: [15],
    run: async ({ app }) => {
      await app.app.evaluate(({ shell }) => {
        const opened: string[] = []
        Object.assign(globalThis, { opened })
        const note = [
          ['openExternal', (address: string) => Promise.resolve(void opened.push(address))] as const,
        ]
        Object.assign(shell, Object.fromEntries(note))
      })
      const portal = await (
        await app.main()
      ).evaluate(async () => {
        const { transport } = window as unknown as Given
        for (const portal of [
          'file:///etc/passwd',
          'javascript:alert(1)',
          'smb://host/x',
          'http://team.bitrix24.com',
          '-x',
        ]) {
          await transport.invoke('session.use-oauth', {
            portal,
            clientId: 'x',
            clientSecret: 'x',
            port: 43_210,
          })
        }
        await transport.invoke('tasks.open', { taskId: 1 })
        const { value } = await transport.invoke('session.get')
        return (value as { account: { portal: string } }).account.portal
      })
      const opened = await app.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
      const strange = opened.filter(
        (address) => !/^https?:$/.test(new URL(address).protocol) || new URL(address).host !== portal,
      )
      return [
        ...strange.map((address) => `${address} was opened`),
        ...(opened.length === 1 ? [] : [`${String(opened.length)} pages were opened instead of 1`]),
      ]
    },
  },
  {
    name: 'A link saves nothing before somebody agrees, and a second agreement saves nothing',
    items: [15],
    run: async ({ app }) => {
      const { executable } = await ensureElectron()
      const words = [
        ...sandboxArguments(),
        root,
        `--user-data-dir=${app.dataDir}`,
        'quickplan://add?text=Wanted%20by%20a%20link',
      ]
      const env = await app.app.evaluate(() => process.env)
      await run(executable, words, { env })
      const capture = await app.capture()
      const question = capture.getByRole('alertdialog')
      await question.waitFor()
      const saved = async () =>
        (await readdir(join(app.dataDir, 'captures'), { recursive: true })).filter((name) =>
          name.endsWith('.json'),
        ).length
      const before = await saved()
      await question.getByRole('button').first().focus()
      const agree = question.getByRole('button', { name: /^(Save|Сохранить)$/ })
      await agree.evaluate((button) => {
        ;(button as HTMLButtonElement).click()
        ;(button as HTMLButtonElement).click()
      })
      await question.waitFor({ state: 'hidden' })
      const after = await saved()
      const early = before > 0 ? [`${String(before)} captures were there before anybody agreed`] : []
      return after === before + 1
        ? early
        : [...early, `${String(after - before)} captures were saved instead of 1`]
    },
  },
  {
    name: 'The data folder, the socket and all that the app writes are the user’s alone',
    items: [0],
    run: async ({ app }) => {
      if (process.platform === 'win32') return []
      const note = await waitFor('the socket', () =>
        readFile(join(app.dataDir, 'endpoint.json'), 'utf8').catch(() => null),
      )
      const { address } = JSON.parse(note) as { address: string }
      const names = (await readdir(app.dataDir, { recursive: true })).filter((name) => ours.test(name))
      const paths = [app.dataDir, address, ...names.map((name) => join(app.dataDir, name))]
      const open: string[] = []
      for (const path of paths) {
        const found = await lstat(path).catch(() => null) // temporary files come and go
        if (found && !found.isSymbolicLink() && (found.mode & 0o077) !== 0) {
          open.push(`${path.replace(app.dataDir, 'DATA')} has mode ${(found.mode & 0o777).toString(8)}`)
        }
      }
      return open
    },
  },
]
