import type { ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import dbus from 'dbus-next'
import { endChild, hasEnded, startHelper } from '../system/children.ts'
import { waitFor } from '../system/wait.ts'

/** `unlocked`: ready to use. `locked`: it exists, has a password, and nobody typed it. `absent`: nobody replies. */
export type KeyringState = 'unlocked' | 'locked' | 'absent'

type Options = {
  state: Exclude<KeyringState, 'absent'>
  /** The session bus to serve, and the folders of the desktop. */
  env: NodeJS.ProcessEnv
  password: string
}

/** Starts gnome-keyring on a session bus and waits until it answers in the wanted state. */
export async function startKeyring({ state, env, password }: Options): Promise<ChildProcess> {
  await mkdir(join(env['XDG_DATA_HOME'] ?? '', 'keyrings'), { recursive: true, mode: 0o700 })
  const unlocked = await start(env, password)
  if (state === 'unlocked') return unlocked
  // The keyring is made when it is first unlocked; started again without its password, it is locked.
  await endChild(unlocked)
  return start(env, null)
}

async function start(env: NodeJS.ProcessEnv, password: string | null): Promise<ChildProcess> {
  const folder = join(env['XDG_RUNTIME_DIR'] ?? '', 'keyring')
  const args = ['--foreground', '--components=secrets', `--control-directory=${folder}`]
  if (password !== null) args.push('--unlock')
  const child = startHelper('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin?.on('error', () => undefined) // it ended before it read; the wait below says so
  child.stdin?.end(password ?? '')
  const bus = dbus.sessionBus({ busAddress: env['DBUS_SESSION_BUS_ADDRESS'] ?? '' })
  bus.on('error', () => undefined)
  try {
    await waitFor('the keyring', async () => {
      if (hasEnded(child)) throw new Error('gnome-keyring-daemon ended at once')
      return (await isLocked(bus)) === (password === null)
    })
    return child
  } finally {
    bus.disconnect()
  }
}

/** Whether the default collection is locked, or null while there is none. */
async function isLocked(bus: dbus.MessageBus): Promise<boolean | null> {
  const message = new dbus.Message({
    destination: 'org.freedesktop.secrets',
    path: '/org/freedesktop/secrets/aliases/default',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.Secret.Collection', 'Locked'],
  })
  const reply = await bus.call(message).catch(() => null)
  const value: unknown = reply?.body[0]
  return value instanceof dbus.Variant ? value.value === true : null
}
