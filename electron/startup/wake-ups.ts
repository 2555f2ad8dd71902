import { net, powerMonitor } from 'electron'
import type { Accounts } from '../accounts/set-up.ts'
import { watchNetwork } from '../outbox/delivery/network-watch.ts'
import type { CaptureFiles, Capturing } from '../outbox/set-up.ts'
import { isUndelivered } from '../outbox/undelivered.ts'
import type { EventBus } from './event-bus.ts'
import type { Logging } from './logging.ts'
import type { Relay } from './relay.ts'

type Deps = {
  logging: Pick<Logging, 'log'>
  events: EventBus
  files: Pick<CaptureFiles, 'outbox'>
  accounts: Pick<Accounts, 'session'>
  capturing: Pick<Capturing, 'delivery'>
  keychainAnswered: Relay<void>
}

/** Lets what waits be sent when that may succeed again: after sleep, with another session, with the network back. */
export function wakeDelivery({ logging, events, files, accounts, capturing, keychainAnswered }: Deps) {
  const { session } = accounts
  const { delivery } = capturing
  const comeBack = () => {
    // The user may have unlocked the keychain, too.
    if (session.get().access === 'locked')
      session.resume().catch((error: unknown) => logging.log('Still locked', error))
    delivery.wake()
  }
  powerMonitor.on('resume', comeBack)
  powerMonitor.on('unlock-screen', comeBack)
  keychainAnswered.listen(comeBack)
  events.on('session.changed', delivery.wake)
  return watchNetwork({
    isOnline: () => net.isOnline(),
    isWaiting: () => files.outbox.records().some(isUndelivered),
    wake: delivery.wake,
  })
}
