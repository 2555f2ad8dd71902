import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Desktop, type DesktopOptions, startDesktop } from '../../../../scripts/desktop/desktop.ts'
import { onSecrets as on } from '../../../support/keychain/on-secrets.ts'

describe.runIf(process.platform === 'linux')('with a real keyring that is', () => {
  const desktops: Desktop[] = []
  const start = async (options: DesktopOptions) => {
    const desktop = await startDesktop(options)
    desktops.push(desktop)
    return desktop.env
  }
  afterEach(async () => {
    for (const desktop of desktops.splice(0)) await desktop.stop()
  })

  test('unlocked, a secret is kept, read and removed', async () => {
    const env = await start({ keyring: 'unlocked' })
    expect(await on(env, `secrets.keep('anna', 'k3pt')`)).toBe('ok')
    expect(await on(env, `secrets.read('anna', true)`)).toEqual({ secret: 'k3pt', state: 'ok' })
    expect(await on(env, `secrets.remove('anna', true)`)).toBe(true)
    expect(await on(env, `secrets.read('anna', false)`)).toEqual({ secret: null, state: 'ok' })
  })

  test('locked, a secret that is there cannot be read, and that is told', async () => {
    const keyringFolder = await mkdtemp(join(tmpdir(), 'quickplan-keyring-'))
    await on(await start({ keyring: 'unlocked', keyringFolder }), `secrets.keep('anna', 'k3pt')`)
    await desktops.pop()?.stop()
    const env = await start({ keyring: 'locked', keyringFolder })
    expect(await on(env, `secrets.read('anna', true)`)).toEqual({ secret: null, state: 'locked' })
    await rm(keyringFolder, { recursive: true })
  })

  test('locked, a new secret is not kept, and that is told', async () => {
    const env = await start({ keyring: 'locked' })
    expect(await on(env, `secrets.keep('anna', 'new')`)).toBe('locked')
  })

  test('absent from the session, that is told', async () => {
    const env = await start({ keyring: 'absent' })
    expect(await on(env, `secrets.read('anna', true)`)).toEqual({ secret: null, state: 'absent' })
    expect(await on(env, `secrets.keep('anna', 'new')`)).toBe('absent')
  })

  test('out of reach, as there is no session bus, that is told', async () => {
    const env = { ...(await start({ keyring: 'unlocked' })) }
    for (const name of ['DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'XDG_RUNTIME_DIR']) delete env[name]
    expect(await on(env, `secrets.keep('anna', 'new')`)).toBe('absent')
    expect(await on(env, `secrets.remove('anna', true)`)).toBe(false)
  })
})
