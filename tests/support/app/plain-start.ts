import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Desktop } from '../../../scripts/desktop/desktop.ts'
import { ensureElectron } from '../../../scripts/electron/electron.ts'
import { handsOn, type Hands } from '../../../scripts/desktop/hands.ts'
import { root } from '../../../scripts/system/project.ts'
import { isRoot, sandboxArguments } from '../../../scripts/electron/sandbox.ts'
import { waitFor } from '../../../scripts/system/wait.ts'

/** The app as a person starts it: nothing looks into it. */
export type PlainApp = Pick<Hands, 'press' | 'type'> & {
  /** Runs code in a page and returns its value; null where there is no such page, or it does not reply. */
  inPage: (part: 'capture' | 'main', code: string) => Promise<unknown>
  /** The id of a window on the screen with this title, other than those given; waits until there is one. */
  window: (title: string, ...others: string[]) => Promise<string>
  /** Returns its exit code. */
  ended: () => Promise<number | null>
  kill: () => Promise<void>
}

/** Milliseconds. A page that hangs never replies. */
const timeoutMs = 3_000

type Options = {
  desktop: Desktop
  dataDir: string
  args?: string[]
  env?: NodeJS.ProcessEnv
  /** The data folder is a disk of its own that nobody else sees, mounted with these options of tmpfs (Linux). */
  disk?: string | undefined
}

/** Starts the app without Playwright, on a desktop and in a data folder. */
export async function startPlainly({
  desktop,
  dataDir,
  args = [],
  env = {},
  disk,
}: Options): Promise<PlainApp> {
  const { executable } = await ensureElectron()
  const words = [...sandboxArguments(), '--disable-gpu', `--user-data-dir=${dataDir}`, ...args]
  const hook = ['-r', join(root, 'tests/support/app/page-hook.cjs'), root]
  const [program = '', ...before] = [...(disk === undefined ? [] : onDisk(dataDir, disk)), executable]
  const child: ChildProcess = spawn(program, [...before, ...hook, ...words], {
    env: { ...desktop.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  let count = 0

  const { xdotool, press, type } = handsOn(desktop)
  const search = (title: string) =>
    xdotool('search', '--onlyvisible', '--all', '--pid', String(child.pid), '--name', title).then(
      (ids) => ids.split('\n'),
      () => [], // it fails where it finds none
    )
  return {
    inPage: (part, code) => {
      const id = ++count
      return new Promise((resolve) => {
        const answer = (value: unknown) => {
          clearTimeout(limit)
          child.off('message', hear)
          resolve(value)
        }
        const hear = (told: { id: number; value: unknown }) => {
          if (told.id === id) answer(told.value)
        }
        const limit = setTimeout(() => answer(null), timeoutMs)
        child.on('message', hear)
        child.send({ id, part, code })
      })
    },
    window: (title, ...others) =>
      waitFor(
        `a window ${title}`,
        async () => (await search(title)).find((id) => !others.includes(id)) ?? null,
        90_000,
      ),
    press,
    type,
    ended: () => ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** What starts a program with a folder that is a disk of its own. */
function onDisk(folder: string, options: string): string[] {
  const mount = `mount -t tmpfs -o '${options}' tmpfs '${folder}' && exec "$0" "$@"`
  const user = isRoot() ? [] : ['--map-root-user', '--user']
  return ['unshare', ...user, '--mount', '--propagation', 'private', 'sh', '-c', mount]
}
