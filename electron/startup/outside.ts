import { forkOutside } from '../shell/fork-outside.ts'
import { outsideKeychain } from '../store/secrets/outside-keychain.ts'
import { keychainSecrets } from '../store/secrets/secrets.ts'
import type { Installation } from './installation.ts'
import { createRelay } from './relay.ts'

export type OutsideParts = ReturnType<typeof setUpOutside>

/** What is done in a process of its own because it may hang: the keychain is asked. */
export function setUpOutside({ keychainProgram }: Installation) {
  const keychainAnswered = createRelay<void>()
  const keychain = outsideKeychain({
    start: () => forkOutside(keychainProgram, 'Quickplan keychain'),
    onLateAnswer: keychainAnswered.send,
  })
  return {
    secrets: keychainSecrets(keychain),
    /** A question was answered long after it was asked. */
    keychainAnswered,
    close: keychain.close,
  }
}
