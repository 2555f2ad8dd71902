import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { waitFor } from '../../scripts/system/wait.ts'

const execute = promisify(execFile)

type Result = { code: number; out: string; err: string }

/** An ordinary user of this computer with a desktop of their own, made for one test. */
export type Person = {
  uid: number
  home: string
  /** Starts a program as this user, which goes on until the user is removed. */
  start: (command: string, ...args: string[]) => ChildProcess
  /** Runs a program as this user to its end. */
  run: (command: string, args: readonly string[], input?: string) => Promise<Result>
  remove: () => Promise<void>
}

/** Makes the user and starts the desktop. Needs root. */
export async function createPerson(): Promise<Person> {
  const name = `quickplan-${randomBytes(4).toString('hex')}`
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-person-'))
  await chmod(folder, 0o755)
  const home = join(folder, 'home')
  await execute('useradd', ['--create-home', '--home-dir', home, '--shell', '/bin/sh', name])
  const uid = Number((await execute('id', ['-u', name])).stdout)
  const gid = Number((await execute('id', ['-g', name])).stdout)
  const runtime = join(folder, 'run')
  await mkdir(runtime, { mode: 0o700 })
  await chown(runtime, uid, gid)
  let env: NodeJS.ProcessEnv = {
    HOME: home,
    USER: name,
    LOGNAME: name,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    XDG_RUNTIME_DIR: runtime,
    XDG_SESSION_TYPE: 'x11',
    NO_AT_BRIDGE: '1',
  }
  const groups: ChildProcess[] = []

  // The program gets a process group of its own, so that all that it starts ends with it.
  const start = (command: string, ...args: string[]): ChildProcess => {
    const options = { env, cwd: home, uid, gid, detached: true } as const
    const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
    groups.push(child)
    child.stdout.resume()
    child.stderr.resume()
    return child
  }
  const run = (command: string, args: readonly string[], input = ''): Promise<Result> =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, { env, cwd: home, uid, gid })
      let [out, err] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
      child.stdin.on('error', () => undefined) // a program need not read what it is given
      child.stdin.end(input)
    })
  const remove = async () => {
    for (const { pid } of groups.reverse()) endGroup(pid)
    // Whoever of them left its group, as the keyring does, ends with the session bus.
    await waitFor("the end of the user's programs", async () => (await processesOf(uid)).length === 0)
    await execute('userdel', [name])
    await rm(folder, { recursive: true, force: true })
  }

  const script = join(folder, 'session.sh')
  await copyFile(new URL('session.sh', import.meta.url), script)
  await chmod(script, 0o755)
  const told = join(runtime, 'environment')
  start('dbus-run-session', '--', script, told)
  const words = await waitFor('the desktop', () => readFile(told, 'utf8').catch(() => null), 30_000)
  env = { ...env, ...Object.fromEntries(words.trim().split('\n').map(assignment)) }
  return { uid, home, start, run, remove }
}

function assignment(line: string): [string, string] {
  const at = line.indexOf('=')
  return [line.slice(0, at), line.slice(at + 1)]
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended already
  }
}

/** The ids of a user's processes. */
export async function processesOf(uid: number): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const own = await Promise.all(
    ids.map(async (id) => {
      // One that has ended meanwhile is nobody's.
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
      return /^State:\s+Z/m.test(status) ? '' : (/^Uid:\t(\d+)/m.exec(status)?.[1] ?? '')
    }),
  )
  return ids.filter((_id, index) => own[index] === String(uid)).map(Number)
}
