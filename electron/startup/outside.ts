import { outsideCopy } from '../draft/outside-copy.ts'
import { endByForce } from '../shell/end-by-force.ts'
import { forkOutside } from '../shell/fork-outside.ts'
import { outsideKeychain } from '../store/secrets/outside-keychain.ts'
import { keychainSecrets } from '../store/secrets/secrets.ts'
import type { Installation } from './installation.ts'
import { createRelay } from './relay.ts'

export type OutsideParts = ReturnType<typeof setUpOutside>

/** What is done in processes of its own because it may hang: the keychain is asked, and files of the user's are copied. */
export function setUpOutside({ keychainProgram, copyProgram }: Installation) {
  const keychainAnswered = createRelay<void>()
  const keychain = outsideKeychain({
    start: () => forkOutside(keychainProgram, 'Quickplan keychain'),
    onLateAnswer: keychainAnswered.send,
  })
  const copies = outsideCopy({ start: () => forkOutside(copyProgram, 'Quickplan files') })
  endByForce(copies.hasHung)
  return {
    secrets: keychainSecrets(keychain),
    /** A question was answered long after it was asked. */
    keychainAnswered,
    copyFile: copies.copy,
    close: () => {
      keychain.close()
      copies.close()
    },
  }
}
