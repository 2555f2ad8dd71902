import { join } from 'node:path'
import type { Desktop } from '../../../scripts/desktop/desktop.ts'
import { startKeyring } from '../../../scripts/desktop/keyring.ts'
import { endChild } from '../../../scripts/system/children.ts'
import { playSecretService, type SecretService } from '../../support/keychain/secret-service.ts'

/** What can be wrong with a keyring: it is shut, never answers, refuses whatever it is asked, or is not there any more. */
export type KeyringTrouble = 'locked' | 'hangs' | 'refuses' | 'dies'

/** The keyring of a desktop, with the same entries whatever happens to it. */
export type Keyring = {
  bring(trouble: KeyringTrouble): Promise<void>
  /** Makes it work again. */
  mend(): Promise<void>
  close(): Promise<void>
}

const password = 'throw-away'

export async function openKeyring(desktop: Desktop): Promise<Keyring> {
  const env = { ...desktop.env, XDG_DATA_HOME: join(desktop.folder, 'keyring') }
  const start = (state: 'locked' | 'unlocked') => startKeyring({ state, env, password })
  let daemon = await start('unlocked')
  let trouble: KeyringTrouble | null = null
  let stand: SecretService | null = null
  const mend = async () => {
    const had = trouble
    trouble = null
    stand?.stop()
    stand = null
    if (had === 'hangs') daemon.kill('SIGCONT')
    else if (had !== null) {
      await endChild(daemon)
      daemon = await start('unlocked')
    }
  }
  return {
    mend,
    bring: async (wanted) => {
      await mend()
      trouble = wanted
      if (wanted === 'hangs') {
        daemon.kill('SIGSTOP')
        return
      }
      await endChild(daemon)
      if (wanted === 'locked') daemon = await start('locked')
      if (wanted !== 'refuses') return
      const refusal = { error: 'org.freedesktop.DBus.Error.Failed', text: 'Not today' }
      stand = await playSecretService(desktop.busAddress, () => refusal)
    },
    close: async () => {
      await mend()
      await endChild(daemon)
    },
  }
}
